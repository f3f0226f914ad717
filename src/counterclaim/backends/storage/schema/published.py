"""Briefs that were published, and what each rested on."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from counterclaim.backends.storage.schema.columns import key_column, metadata, text_column

publication_contents = Table("publication_contents", metadata, key_column("digest"), text_column("content"))
publications = Table(
    "publications",
    metadata,
    key_column("sha256"),
    Column("position", Integer, nullable=False, unique=True),
    text_column("name"),
    text_column("form"),
    text_column("title"),
    text_column("published"),
    text_column("chain_head"),
    Column("digest", ForeignKey("publication_contents.digest"), nullable=False, index=True),
)
