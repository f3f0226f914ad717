"""Tables of what was captured."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Table,
    Text,
)
from sqlalchemy import BigInteger as Big

from counterclaim.backends.storage.schema.columns import (
    key_column,
    list_column,
    metadata,
    owner_column,
    text_column,
)

sources = Table(
    "sources",
    metadata,
    key_column("id"),
    text_column("name"),
    text_column("kind"),
    text_column("language"),
    text_column("affiliation"),
    list_column("domains"),
    text_column("hosting"),
)
captures = Table(
    "captures",
    metadata,
    key_column("id"),
    text_column("sha256"),
    Column("size", Big, nullable=False),
    text_column("media_type"),
    text_column("uri"),
    text_column("retrieved"),
    Column("headers", JSON, nullable=False),
    text_column("archive_path"),
)
documents = Table(
    "documents",
    metadata,
    key_column("id"),
    Column("capture_id", ForeignKey("captures.id"), nullable=False, index=True),
    Column("item_sha256", Text, nullable=False, index=True),
    text_column("uri"),
    text_column("member"),
    Column("source_id", ForeignKey("sources.id"), nullable=False, index=True),
    text_column("outlet"),
    text_column("title"),
    text_column("author"),
    Column("published_earliest", Date),
    Column("published_latest", Date),
    text_column("language"),
    text_column("media_type"),
    text_column("agency"),
    Column("invented", Boolean, nullable=False),
)
texts = Table(
    "texts", metadata, owner_column("documents.id", "document_id"), text_column("sha256"), text_column("text")
)
