"""Tables of accounts: who may use the ledger. They are no part of what the ledger says, and no export has them."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from counterclaim.backends.storage.schema.columns import key_column, metadata, owner_column, text_column

accounts = Table(
    "accounts",
    metadata,
    key_column("id"),
    text_column("name"),
    Column("name_key", Text, nullable=False, unique=True),
    text_column("role"),
    text_column("password_hash"),
    text_column("created_at"),
    text_column("disabled_at"),
)
sessions = Table(
    "sessions",
    metadata,
    key_column("digest"),
    owner_column("accounts.id", "account_id", primary=False),
    text_column("created_at"),
    text_column("seen_at"),
    Index("ix_sessions_account_id", "account_id"),
)
api_tokens = Table(
    "api_tokens",
    metadata,
    key_column("id"),
    owner_column("accounts.id", "account_id", primary=False),
    text_column("name"),
    text_column("digest"),
    text_column("role"),
    text_column("created_at"),
    text_column("expires_at"),
    text_column("revoked_at"),
    text_column("used_at"),
    Index("ix_api_tokens_account_id", "account_id"),
)
account_log = Table(
    "account_log",
    metadata,
    Column("number", Integer, primary_key=True),
    text_column("at"),
    text_column("kind"),
    text_column("by_name"),
    text_column("about"),
    text_column("address"),
    text_column("note"),
)
