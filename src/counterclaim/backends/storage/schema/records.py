"""Tables of data sets' releases: which rows each of them has, and in which document each row stands."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from counterclaim.backends.storage.schema.columns import key_column, metadata, owner_column, text_column

releases = Table(
    "releases",
    metadata,
    owner_column("captures.id", "capture_id"),
    Column("position", Integer, nullable=False),
    text_column("data_set"),
)
records = Table(
    "records",
    metadata,
    owner_column("releases.capture_id", "capture_id"),
    key_column("record"),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
)
