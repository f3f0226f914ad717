"""Tables of what each run derives anew.

Their references to mentions and statements may lag behind a coding until the next run, so they are no foreign keys.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
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

relations = Table(
    "relations",
    metadata,
    owner_column("documents.id", "document_id"),
    Column("origin_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, nullable=False, index=True),
    text_column("kind"),
    Column("similarity", Double, nullable=False),
)
events = Table("events", metadata, key_column("id"))
event_mentions = Table(
    "event_mentions",
    metadata,
    owner_column("events.id", "event_id"),
    position_column(),
    Column("mention_id", Text, nullable=False, index=True),
)
links = Table(
    "links",
    metadata,
    owner_column("events.id", "event_id"),
    position_column(),
    text_column("left_mention"),
    text_column("right_mention"),
    Column("probability", Double, nullable=False),
    text_column("decided_by"),
)
link_weights = Table(
    "link_weights",
    metadata,
    key_column("event_id"),
    position_column("link_position"),
    position_column(),
    text_column("field"),
    Column("bits", Double, nullable=False),
    text_column("compared"),
    ForeignKeyConstraint(["event_id", "link_position"], ["links.event_id", "links.position"], ondelete="CASCADE"),
)
redirects = Table("redirects", metadata, key_column("old_id"), Column("present_id", Text, nullable=False, index=True))
assessments = Table(
    "assessments",
    metadata,
    owner_column("events.id", "event_id"),
    key_column("property"),
    text_column("outcome"),
    Column("voices", Integer, nullable=False),
    text_column("method"),
    text_column("confidence"),
    text_column("low"),
    text_column("best"),
    text_column("high"),
    text_column("explanation"),
)


def _of_assessment() -> ForeignKeyConstraint:
    target = ["assessments.event_id", "assessments.property"]
    return ForeignKeyConstraint(["event_id", "property"], target, ondelete="CASCADE")


candidates = Table(
    "candidates",
    metadata,
    key_column("event_id"),
    key_column("property"),
    position_column(),
    text_column("value"),
    Column("probability", Double, nullable=False),
    Column("low", Double, nullable=False),
    Column("high", Double, nullable=False),
    text_column("estimative"),
    _of_assessment(),
)
weights = Table(
    "weights",
    metadata,
    key_column("event_id"),
    key_column("property"),
    position_column(),
    text_column("speaker"),
    text_column("hypothesis"),
    Column("decibans", Double, nullable=False),
    text_column("reason"),
    text_column("admiralty"),
    _of_assessment(),
)


def _weight_list(name: str, column: str) -> Table:
    own = ["event_id", "property", "weight_position"]
    return Table(
        name,
        metadata,
        key_column("event_id"),
        key_column("property"),
        position_column("weight_position"),
        position_column(),
        Column(column, Text, nullable=False, index=True),
        ForeignKeyConstraint(own, ["weights.event_id", "weights.property", "weights.position"], ondelete="CASCADE"),
    )


_SETTLED = text("resolved <> ''")
reasons = Table(
    "reasons",
    metadata,
    key_column("event_id"),
    key_column("property"),
    Column("flat", JSON, nullable=False),
    Column("pivots", JSON, nullable=False),
    text_column("resolved"),
    _of_assessment(),
    Index(None, "property", "event_id", sqlite_where=_SETTLED, postgresql_where=_SETTLED),
)
"""What else is known of an assessment: candidates under flat priors, statements that decide it, how it was settled."""
weight_statements = _weight_list("weight_statements", "statement_id")
weight_documents = _weight_list("weight_documents", "document_id")
manifest = Table(
    "manifest",
    metadata,
    position_column("id"),
    text_column("version"),
    text_column("coder"),
    text_column("linker"),
    text_column("weigher"),
    text_column("codebook_digest"),
    Column("documents", Integer, nullable=False),
    text_column("documents_digest"),
    text_column("chain_head"),
)
previous_assessments = Table(
    "previous_assessments",
    metadata,
    key_column("event_id"),
    key_column("property"),
    Column("content", JSON, nullable=False),
)
"""The assessments of the run before the last, to say what changed; one row with an empty key holds its manifest."""


DERIVED = (
    relations,
    events,
    event_mentions,
    links,
    link_weights,
    assessments,
    candidates,
    weights,
    reasons,
    weight_statements,
    weight_documents,
    manifest,
)
"""Tables that a run replaces as a whole, parents first."""
