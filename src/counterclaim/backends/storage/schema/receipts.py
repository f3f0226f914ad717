"""Which request made which judgement, so that one that is sent again makes none again."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from counterclaim.backends.storage.schema.columns import key_column, metadata, text_column

receipts = Table(
    "receipts",
    metadata,
    key_column("key"),
    text_column("request"),
    Column("judgement", Integer, ForeignKey("judgements.number", ondelete="CASCADE"), nullable=False, index=True),
)
