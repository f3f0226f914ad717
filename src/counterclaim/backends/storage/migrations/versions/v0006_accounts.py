"""Accounts, sessions and tokens of those who share a ledger, and the log of what befell them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _owner(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_account_id_accounts")
    return sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    """Make the tables; a ledger of before has no accounts."""
    op.create_table(
        "accounts",
        *map(_text, ("id", "name", "name_key", "role", "password_hash", "created_at", "disabled_at")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("name_key", name=op.f("uq_accounts_name_key")),
    )
    op.create_table(
        "sessions",
        *map(_text, ("digest", "account_id", "created_at", "seen_at")),
        _owner("sessions"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_account_id"), "sessions", ["account_id"])
    op.create_table(
        "api_tokens",
        *map(_text, ("id", "account_id", "name", "digest", "role", "created_at", "expires_at")),
        *map(_text, ("revoked_at", "used_at")),
        _owner("api_tokens"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
    )
    op.create_index(op.f("ix_api_tokens_account_id"), "api_tokens", ["account_id"])
    op.create_table(
        "account_log",
        sa.Column("number", sa.Integer(), nullable=False),
        *map(_text, ("at", "kind", "by_name", "about", "address", "note")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_account_log")),
    )
