"""The table of statements: the stored unit, with its event and its document."""

from __future__ import annotations

from counterclaim.publications.exports.cells import PLACE, Cell, place_cells
from counterclaim.publications.material import PublishedEvent, PublishedStatement


def statement_row(event: PublishedEvent, statement: PublishedStatement) -> dict[str, Cell]:
    """One statement with its event's title and its document's address and digest."""
    document = statement.document
    return {
        "statement_id": statement.id,
        "event_id": event.id,
        "event_title": event.title,
        "mention_id": statement.mention_id,
        "property": str(statement.property),
        "act": str(statement.act),
        "value": statement.value,
        "actor": statement.actor,
        "value_kind": statement.value_kind,
        "speaker": "the text" if statement.own_voice else statement.speaker,
        "speaker_kind": str(statement.speaker_kind),
        "channel": statement.channel,
        "certainty": statement.certainty,
        "probability": statement.probability,
        "evidence": statement.evidence,
        "quote": statement.quote,
        "start": statement.start,
        "end": statement.end,
        "reckoning": statement.reckoning,
        **place_cells(statement.place),
        "verdict": statement.verdict,
        "coder": statement.coder,
        "document_id": document.id,
        "outlet": document.outlet,
        "document_title": document.title,
        "published": str(document.published or ""),
        "language": document.language,
        "uri": document.uri,
        "capture_sha256": document.capture_sha256,
        "invented": document.invented,
    }


STATEMENT = {
    "statement_id": "text",
    "event_id": "text",
    "event_title": "text",
    "mention_id": "text",
    "property": "text",
    "act": "text",
    "value": "text",
    "actor": "text",
    "value_kind": "text",
    "speaker": "text",
    "speaker_kind": "text",
    "channel": "text",
    "certainty": "float",
    "probability": "float",
    "evidence": "text",
    "quote": "text",
    "start": "int",
    "end": "int",
    "reckoning": "text",
    **PLACE,
    "verdict": "text",
    "coder": "text",
    "document_id": "text",
    "outlet": "text",
    "document_title": "text",
    "published": "text",
    "language": "text",
    "uri": "text",
    "capture_sha256": "text",
    "invented": "bool",
}
