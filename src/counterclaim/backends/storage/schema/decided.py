"""Tables of judgements, problems and the ledger's own state."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from counterclaim.backends.storage.schema.columns import (
    key_column,
    metadata,
    owner_column,
    position_column,
    text_column,
)

judgements = Table(
    "judgements",
    metadata,
    position_column("number"),
    Column("digest", Text, nullable=False, unique=True),
    Column("previous", Text, nullable=False, unique=True),
    text_column("verdict"),
    text_column("judge"),
    text_column("judged_at"),
    text_column("reason"),
    Index(None, "verdict"),
)
UNDOING = text("property = 'judgement'")
"""Anchors of judgements that take others back."""

judgement_anchors = Table(
    "judgement_anchors",
    metadata,
    owner_column("judgements.number", "judgement"),
    position_column(),
    text_column("item_sha256"),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    text_column("property"),
    text_column("act"),
    text_column("value"),
    text_column("speaker"),
    Index(None, "item_sha256"),
    # Of other anchors the value may be longer than an index takes.
    Index("ix_judgement_anchors_undoing", "value", sqlite_where=UNDOING, postgresql_where=UNDOING),
)
judgement_changes = Table(
    "judgement_changes",
    metadata,
    owner_column("judgements.number", "judgement"),
    position_column(),
    text_column("field"),
    text_column("old_value"),
    text_column("new_value"),
)
problems = Table(
    "problems",
    metadata,
    key_column("id"),
    text_column("stage"),
    Column("subject", Text, nullable=False, index=True),
    text_column("place"),
    text_column("code"),
    text_column("message"),
    text_column("remedy"),
)
seals = Table("seals", metadata, key_column("kind"), key_column("sealed"), text_column("digest"))
meta = Table("meta", metadata, key_column("name"), text_column("value"))
