"""What an actor of very many statements said, and which questions are settled, without a look at each row."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the indexes."""
    said = "index_actor_statements"
    op.create_index(
        op.f(f"ix_{said}_actor_own_event_id_act_target"), said, ["actor", "own", "event_id", "act", "target"]
    )
    settled = sa.text("resolved <> ''")
    op.create_index(
        op.f("ix_reasons_property_event_id"),
        "reasons",
        ["property", "event_id"],
        sqlite_where=settled,
        postgresql_where=settled,
    )
