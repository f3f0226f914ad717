"""Judgements by their verdict, so that samples and identifications are found without reading the chain."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the index."""
    op.create_index(op.f("ix_judgements_verdict"), "judgements", ["verdict"])
