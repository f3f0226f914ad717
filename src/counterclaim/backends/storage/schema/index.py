"""Tables that answer what people look for without reading the ledger: filled by each run, and made anew from the rest.

They hold nothing that is not told elsewhere, are in no digest and no seal, and may be emptied at any time.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    Table,
    Text,
)
from sqlalchemy import BigInteger as Big

from counterclaim.backends.storage.schema.columns import key_column, metadata, position_column, text_column

changes = Table(
    "changes",
    metadata,
    Column("sequence", Big, primary_key=True, autoincrement=False),
    text_column("kind"),
    text_column("subject"),
    Index(None, "kind", "sequence"),
)
"""What happened, in order: judgement, add, code, run, forget."""
document_changes = Table(
    "document_changes",
    metadata,
    key_column("document_id"),
    Column("sequence", Big, nullable=False),
    Index(None, "sequence", "document_id"),
)
"""The last change of each document's text or statements; one that is gone stays here as a trace of it."""
counters = Table("counters", metadata, key_column("name"), Column("value", Big, nullable=False))
"""The last sequence of ``changes``, and up to where the index tables follow the ledger."""

index_events = Table(
    "index_events",
    metadata,
    key_column("event_id"),
    text_column("title"),
    text_column("title_key"),
    text_column("date_key"),
    text_column("first_day"),
    text_column("last_day"),
    text_column("date_text"),
    text_column("place"),
    Column("countries", JSON, nullable=False),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("radius_m", Double),
    Column("located", Integer, nullable=False),
    text_column("type"),
    text_column("outcome"),
    Column("probability", Double),
    Column("chance", Double, nullable=False),
    text_column("estimative"),
    Column("contested", Boolean, nullable=False),
    Column("unclaimed", Boolean, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    text_column("toll_low"),
    text_column("toll_best"),
    text_column("toll_high"),
    Column("toll", Big, nullable=False),
    # Bounds stand beside the order, so that a period is looked for without touching the rows.
    Index(None, "date_key", "event_id", "first_day", "last_day"),
    Index(None, "located", "date_key", "event_id"),
    Index(None, "title_key", "event_id"),
    Index(None, "chance", "event_id"),
    Index(None, "statements", "event_id"),
    Index(None, "voices", "event_id"),
    Index(None, "documents", "event_id"),
    Index(None, "toll", "event_id"),
)
index_terms = Table(
    "index_terms",
    metadata,
    position_column("term"),
    text_column("kind"),
    text_column("key"),
    Column("events", Integer, nullable=False),
    Index(None, "kind", "key", unique=True),
)
"""What events can be filtered by: words of titles, places, countries, actors, their names, types, outcomes."""
index_event_terms = Table(
    "index_event_terms",
    metadata,
    position_column("term"),
    key_column("date_key"),
    key_column("event_id"),
    Index(None, "event_id"),
)
index_actors = Table(
    "index_actors",
    metadata,
    key_column("actor"),
    text_column("name"),
    text_column("kind"),
    Column("said", Integer, nullable=False),
    Column("named", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("weight", Integer, nullable=False),
    Index(None, "weight", "actor"),
)
index_actor_names = Table(
    "index_actor_names",
    metadata,
    key_column("actor"),
    key_column("name"),
    position_column("year"),
    text_column("name_key"),
    Column("statements", Integer, nullable=False),
    Index(None, "name_key", "year"),
)
"""Names as texts give them, with whom they mean in a year (0: no year told)."""
index_actor_statements = Table(
    "index_actor_statements",
    metadata,
    key_column("actor"),
    key_column("date_key"),
    key_column("statement_id"),
    Column("own", Boolean, primary_key=True),
    text_column("event_id"),
    text_column("document_id"),
    text_column("act"),
    text_column("value"),
    text_column("speaker"),
    text_column("target"),
    text_column("name"),
    Column("year", Integer, nullable=False),
    Index(None, "event_id"),
    Index(None, "document_id"),
    # Of an actor of very many statements these are counted without touching the rows.
    Index(None, "actor", "own", "event_id", "act", "target"),
)
"""Who says what, and who is said to have done it; ``target`` is the key of the perpetrator that is spoken of."""
index_queue = Table(
    "index_queue",
    metadata,
    key_column("kind"),
    key_column("subject_id"),
    key_column("document_id"),
    Column("kind_order", Integer, nullable=False),
    Column("urgency", Double, nullable=False),
    text_column("event_id"),
    text_column("why"),
    Index(None, "kind_order", "urgency", "subject_id", "document_id"),
    Index(None, "kind", "urgency", "subject_id", "document_id"),
    Index(None, "document_id"),
)
index_names = Table(
    "index_names",
    metadata,
    key_column("name_key"),
    text_column("name"),
    text_column("why"),
    Column("urgency", Double, nullable=False),
    Column("candidates", Integer, nullable=False),
)
"""Names that are no actor's of the codebook, with whom they may mean."""
index_human = Table(
    "index_human",
    metadata,
    key_column("statement_id"),
    Column("document_id", Text, nullable=False, index=True),
    text_column("machine_id"),
)
"""Statements that stand in judgements alone; ``machine_id`` is what the coder made, empty where it made nothing."""
index_retired = Table(
    "index_retired",
    metadata,
    key_column("document_id"),
    Column("heir_id", Text, nullable=False, index=True),
)
"""Rows of data sets that no longer stand, and what stands in their place, empty where nothing does."""

INDEX = (
    index_events,
    index_terms,
    index_event_terms,
    index_actors,
    index_actor_names,
    index_actor_statements,
    index_queue,
    index_names,
    index_human,
    index_retired,
)
"""All that a run fills anew."""
