"""What happened in order, and tables that answer what people look for without reading the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_UNDOING = sa.text("property = 'judgement'")


def upgrade() -> None:
    """Make the tables; those of the index are filled at the next run or look."""
    _make_index_tables()
    _index("documents", "item_sha256")
    _index("redirects", "present_id")
    _index("relations", "origin_id")
    _index("judgement_anchors", "item_sha256")
    op.create_index(
        "ix_judgement_anchors_undoing",
        "judgement_anchors",
        ["value"],
        sqlite_where=_UNDOING,
        postgresql_where=_UNDOING,
    )
    # In which order captures and judgements came is no longer known: captures first.
    op.execute(
        "INSERT INTO changes (sequence, kind, subject) SELECT row_number() OVER (ORDER BY id), 'add', id FROM captures"
    )
    op.execute(
        "INSERT INTO changes (sequence, kind, subject) "
        "SELECT (SELECT count(*) FROM captures) + row_number() OVER (ORDER BY number), 'judgement', digest "
        "FROM judgements"
    )
    op.execute("INSERT INTO counters (name, value) SELECT 'changes', count(*) FROM changes")


def _make_index_tables() -> None:
    op.create_table(
        "changes",
        sa.Column("sequence", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_changes")),
    )
    _index("changes", "kind", "sequence")
    op.create_table(
        "document_changes",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_changes")),
    )
    _index("document_changes", "sequence", "document_id")
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "index_events",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("date_key", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Text(), nullable=False),
        sa.Column("date_text", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("radius_m", sa.Double(), nullable=True),
        sa.Column("located", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("chance", sa.Double(), nullable=False),
        sa.Column("estimative", sa.Text(), nullable=False),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("unclaimed", sa.Boolean(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("toll_low", sa.Text(), nullable=False),
        sa.Column("toll_best", sa.Text(), nullable=False),
        sa.Column("toll_high", sa.Text(), nullable=False),
        sa.Column("toll", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_index_events")),
    )
    _index("index_events", "chance", "event_id")
    _index("index_events", "date_key", "event_id", "first_day", "last_day")
    _index("index_events", "documents", "event_id")
    _index("index_events", "located", "date_key", "event_id")
    _index("index_events", "statements", "event_id")
    _index("index_events", "title_key", "event_id")
    _index("index_events", "toll", "event_id")
    _index("index_events", "voices", "event_id")
    op.create_table(
        "index_terms",
        sa.Column("term", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_index_terms")),
    )
    _index("index_terms", "kind", "key", unique=True)
    op.create_table(
        "index_event_terms",
        sa.Column("term", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("date_key", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("term", "date_key", "event_id", name=op.f("pk_index_event_terms")),
    )
    _index("index_event_terms", "event_id")
    op.create_table(
        "index_actors",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("actor", name=op.f("pk_index_actors")),
    )
    _index("index_actors", "weight", "actor")
    op.create_table(
        "index_actor_names",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "name", "year", name=op.f("pk_index_actor_names")),
    )
    _index("index_actor_names", "name_key", "year")
    op.create_table(
        "index_actor_statements",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("date_key", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "date_key", "statement_id", "own", name=op.f("pk_index_actor_statements")),
    )
    _index("index_actor_statements", "document_id")
    _index("index_actor_statements", "event_id")
    op.create_table(
        "index_queue",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("kind_order", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.Double(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject_id", "document_id", name=op.f("pk_index_queue")),
    )
    _index("index_queue", "document_id")
    _index("index_queue", "kind_order", "urgency", "subject_id", "document_id")
    _index("index_queue", "kind", "urgency", "subject_id", "document_id")
    op.create_table(
        "index_names",
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Double(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_index_names")),
    )
    op.create_table(
        "index_human",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("machine_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_index_human")),
    )
    _index("index_human", "document_id")
    op.create_table(
        "index_retired",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("heir_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_index_retired")),
    )
    _index("index_retired", "heir_id")


def _index(table: str, *columns: str, unique: bool = False) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=unique)
