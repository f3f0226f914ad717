"""Releases of event data sets and the rows that each of them has."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; ledgers of before hold no data sets."""
    op.create_table(
        "releases",
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("data_set", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_releases_capture_id_captures"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_releases")),
    )
    op.create_table(
        "records",
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["releases.capture_id"], name=op.f("fk_records_capture_id_releases"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_records_document_id_documents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("capture_id", "record", name=op.f("pk_records")),
    )
    op.create_index(op.f("ix_records_document_id"), "records", ["document_id"])
