"""Tables of what was coded."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
)

from counterclaim.backends.storage.schema.columns import (
    key_column,
    list_column,
    metadata,
    owner_column,
    passage_columns,
    position_column,
    text_column,
)

codings = Table(
    "codings", metadata, owner_column("documents.id", "document_id"), text_column("coder"), text_column("abstained")
)
mentions = Table(
    "mentions",
    metadata,
    key_column("id"),
    owner_column("codings.document_id", "document_id", primary=False),
    Column("position", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    text_column("role"),
    *passage_columns(),
    Index(None, "document_id", "position"),
)
statements = Table(
    "statements",
    metadata,
    key_column("id"),
    owner_column("codings.document_id", "document_id", primary=False),
    Column("position", Integer, nullable=False),
    Column("mention_id", ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False, index=True),
    text_column("property"),
    text_column("act"),
    text_column("value"),
    list_column("value_aliases"),
    text_column("value_id"),
    text_column("value_kind"),
    text_column("speaker"),
    list_column("speaker_aliases"),
    text_column("speaker_id"),
    text_column("speaker_kind"),
    *passage_columns(),
    text_column("words"),
    Column("certainty", Double, nullable=False),
    Column("probability", Double, nullable=False),
    text_column("channel"),
    text_column("evidence"),
    text_column("coder"),
    Column("place_name", Text),
    Column("place_words", Text),
    Column("place_countries", JSON(none_as_null=True)),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("radius_m", Double),
    Column("place_basis", Text),
    Column("gazetteer_id", Text),
    Index(None, "document_id", "position"),
)
statement_passages = Table(
    "statement_passages", metadata, owner_column("statements.id", "statement_id"), position_column(), *passage_columns()
)
readings = Table(
    "readings",
    metadata,
    owner_column("statements.id", "statement_id"),
    text_column("reckoning"),
    text_column("region"),
    Column("where_precision", Integer),
    Column("place_probability", Double, nullable=False),
    text_column("note"),
    Column("alternatives", JSON, nullable=False),
)
sheet_rows = Table(
    "sheet_rows",
    metadata,
    owner_column("documents.id", "document_id"),
    key_column("coder"),
    position_column(),
    Column("cells", JSON, nullable=False),
)
citations = Table(
    "citations",
    metadata,
    owner_column("codings.document_id", "document_id"),
    position_column(),
    Column("number", Integer, nullable=False),
    text_column("note"),
    *passage_columns(nullable=True),
)
persons = Table(
    "persons",
    metadata,
    owner_column("codings.document_id", "document_id"),
    position_column(),
    text_column("name"),
    text_column("role"),
    *passage_columns(),
)
