"""The ledger's tables, as one SQLAlchemy Core schema for every database.

Names are chosen for people who open the file in any SQLite tool: no table or column needs quoting, offsets are
``start_offset`` and ``end_offset`` (Unicode code points, end exclusive), short lists of strings are JSON, and the
order within a document, event or judgement is kept in ``position``. A change here needs a migration beside it.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy import BigInteger as Big

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _position(name: str = "position") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _list(name: str) -> Column[list[str]]:
    return Column(name, JSON, nullable=False)


def _owner(target: str, name: str, *, primary: bool = True) -> Column[str]:
    return Column(name, ForeignKey(target, ondelete="CASCADE"), primary_key=primary, nullable=False)


def _passage(*, nullable: bool = False) -> list[Column[object]]:
    return [
        Column("start_offset", Integer, nullable=nullable),
        Column("end_offset", Integer, nullable=nullable),
        Column("quote", Text, nullable=nullable),
        Column("prefix", Text, nullable=nullable),
        Column("suffix", Text, nullable=nullable),
    ]


# --- capture ---------------------------------------------------------------------------------------------------------
sources = Table(
    "sources",
    metadata,
    _key("id"),
    _text("name"),
    _text("kind"),
    _text("language"),
    _text("affiliation"),
    _list("domains"),
    _text("hosting"),
)
captures = Table(
    "captures",
    metadata,
    _key("id"),
    _text("sha256"),
    Column("size", Big, nullable=False),
    _text("media_type"),
    _text("uri"),
    _text("retrieved"),
    Column("headers", JSON, nullable=False),
    _text("archive_path"),
)
documents = Table(
    "documents",
    metadata,
    _key("id"),
    Column("capture_id", ForeignKey("captures.id"), nullable=False, index=True),
    _text("item_sha256"),
    _text("uri"),
    _text("member"),
    Column("source_id", ForeignKey("sources.id"), nullable=False, index=True),
    _text("outlet"),
    _text("title"),
    _text("author"),
    Column("published_earliest", Date),
    Column("published_latest", Date),
    _text("language"),
    _text("media_type"),
    _text("agency"),
    Column("invented", Boolean, nullable=False),
)
texts = Table("texts", metadata, _owner("documents.id", "document_id"), _text("sha256"), _text("text"))

# --- coding ----------------------------------------------------------------------------------------------------------
codings = Table("codings", metadata, _owner("documents.id", "document_id"), _text("coder"), _text("abstained"))
mentions = Table(
    "mentions",
    metadata,
    _key("id"),
    _owner("codings.document_id", "document_id", primary=False),
    Column("position", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    _text("role"),
    *_passage(),
    Index(None, "document_id", "position"),
)
statements = Table(
    "statements",
    metadata,
    _key("id"),
    _owner("codings.document_id", "document_id", primary=False),
    Column("position", Integer, nullable=False),
    Column("mention_id", ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False, index=True),
    _text("property"),
    _text("act"),
    _text("value"),
    _list("value_aliases"),
    _text("value_id"),
    _text("value_kind"),
    _text("speaker"),
    _list("speaker_aliases"),
    _text("speaker_id"),
    _text("speaker_kind"),
    *_passage(),
    _text("words"),
    Column("certainty", Double, nullable=False),
    Column("probability", Double, nullable=False),
    _text("channel"),
    _text("evidence"),
    _text("coder"),
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
    "statement_passages", metadata, _owner("statements.id", "statement_id"), _position(), *_passage()
)
citations = Table(
    "citations",
    metadata,
    _owner("codings.document_id", "document_id"),
    _position(),
    Column("number", Integer, nullable=False),
    _text("note"),
    *_passage(nullable=True),
)
persons = Table(
    "persons",
    metadata,
    _owner("codings.document_id", "document_id"),
    _position(),
    _text("name"),
    _text("role"),
    *_passage(),
)

# --- derived: rebuilt by each run; its references to mentions and statements may lag behind a coding until then -------
relations = Table(
    "relations",
    metadata,
    _owner("documents.id", "document_id"),
    _owner("documents.id", "origin_id"),
    _text("kind"),
    Column("similarity", Double, nullable=False),
)
events = Table("events", metadata, _key("id"))
event_mentions = Table(
    "event_mentions",
    metadata,
    _owner("events.id", "event_id"),
    _position(),
    Column("mention_id", Text, nullable=False, index=True),
)
links = Table(
    "links",
    metadata,
    _owner("events.id", "event_id"),
    _position(),
    _text("left_mention"),
    _text("right_mention"),
    Column("probability", Double, nullable=False),
    _text("decided_by"),
)
link_weights = Table(
    "link_weights",
    metadata,
    _key("event_id"),
    _position("link_position"),
    _position(),
    _text("field"),
    Column("bits", Double, nullable=False),
    _text("compared"),
    ForeignKeyConstraint(["event_id", "link_position"], ["links.event_id", "links.position"], ondelete="CASCADE"),
)
redirects = Table("redirects", metadata, _key("old_id"), _text("present_id"))
assessments = Table(
    "assessments",
    metadata,
    _owner("events.id", "event_id"),
    _key("property"),
    _text("outcome"),
    Column("voices", Integer, nullable=False),
    _text("method"),
    _text("confidence"),
    _text("low"),
    _text("best"),
    _text("high"),
    _text("explanation"),
)


def _of_assessment() -> ForeignKeyConstraint:
    target = ["assessments.event_id", "assessments.property"]
    return ForeignKeyConstraint(["event_id", "property"], target, ondelete="CASCADE")


candidates = Table(
    "candidates",
    metadata,
    _key("event_id"),
    _key("property"),
    _position(),
    _text("value"),
    Column("probability", Double, nullable=False),
    Column("low", Double, nullable=False),
    Column("high", Double, nullable=False),
    _text("estimative"),
    _of_assessment(),
)
weights = Table(
    "weights",
    metadata,
    _key("event_id"),
    _key("property"),
    _position(),
    _text("speaker"),
    _text("hypothesis"),
    Column("decibans", Double, nullable=False),
    _text("reason"),
    _text("admiralty"),
    _of_assessment(),
)


def _weight_list(name: str, column: str) -> Table:
    own = ["event_id", "property", "weight_position"]
    return Table(
        name,
        metadata,
        _key("event_id"),
        _key("property"),
        _position("weight_position"),
        _position(),
        Column(column, Text, nullable=False, index=True),
        ForeignKeyConstraint(own, ["weights.event_id", "weights.property", "weights.position"], ondelete="CASCADE"),
    )


weight_statements = _weight_list("weight_statements", "statement_id")
weight_documents = _weight_list("weight_documents", "document_id")
manifest = Table(
    "manifest",
    metadata,
    _position("id"),
    _text("version"),
    _text("coder"),
    _text("linker"),
    _text("weigher"),
    _text("codebook_digest"),
    Column("documents", Integer, nullable=False),
    _text("documents_digest"),
    _text("chain_head"),
)

# --- judgements, problems, state -------------------------------------------------------------------------------------
judgements = Table(
    "judgements",
    metadata,
    _position("number"),
    Column("digest", Text, nullable=False, unique=True),
    Column("previous", Text, nullable=False, unique=True),
    _text("verdict"),
    _text("judge"),
    _text("judged_at"),
    _text("reason"),
)
judgement_anchors = Table(
    "judgement_anchors",
    metadata,
    _owner("judgements.number", "judgement"),
    _position(),
    _text("item_sha256"),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    _text("property"),
    _text("act"),
    _text("value"),
    _text("speaker"),
)
judgement_changes = Table(
    "judgement_changes",
    metadata,
    _owner("judgements.number", "judgement"),
    _position(),
    _text("field"),
    _text("old_value"),
    _text("new_value"),
)
problems = Table(
    "problems",
    metadata,
    _key("id"),
    _text("stage"),
    Column("subject", Text, nullable=False, index=True),
    _text("place"),
    _text("code"),
    _text("message"),
    _text("remedy"),
)
meta = Table("meta", metadata, _key("name"), _text("value"))

DERIVED = (
    relations,
    events,
    event_mentions,
    links,
    link_weights,
    assessments,
    candidates,
    weights,
    weight_statements,
    weight_documents,
    manifest,
)
"""Tables that a run replaces as a whole, parents first."""
