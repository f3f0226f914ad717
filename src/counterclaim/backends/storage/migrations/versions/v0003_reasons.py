"""What else is known of assessments, and the assessments of the run before the last."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables; a ledger that has been derived before gets the seal of the new, empty one."""
    op.create_table(
        "reasons",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("flat", sa.JSON(), nullable=False),
        sa.Column("pivots", sa.JSON(), nullable=False),
        sa.Column("resolved", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "property"],
            ["assessments.event_id", "assessments.property"],
            name=op.f("fk_reasons_event_id_property_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "property", name=op.f("pk_reasons")),
    )
    op.create_table(
        "previous_assessments",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "property", name=op.f("pk_previous_assessments")),
    )
    seals = sa.table("seals", sa.column("kind"), sa.column("sealed"), sa.column("digest"))
    connection = op.get_bind()
    if connection.execute(sa.select(seals.c.sealed).where(seals.c.kind == "derived")).first():
        row = {"kind": "derived", "sealed": "reasons", "digest": hashlib.sha256().hexdigest()}
        connection.execute(sa.insert(seals), [row])
