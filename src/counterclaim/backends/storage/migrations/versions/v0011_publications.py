"""Briefs that were published, so that those which later turn out wrong are found."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables; briefs of before are not known."""
    op.create_table(
        "publication_contents",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_publication_contents")),
    )
    op.create_table(
        "publications",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("chain_head", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["publication_contents.digest"], name=op.f("fk_publications_digest_publication_contents")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_publications")),
        sa.UniqueConstraint("position", name=op.f("uq_publications_position")),
    )
    op.create_index(op.f("ix_publications_digest"), "publications", ["digest"])
