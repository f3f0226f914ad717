"""The tables of an export: one schema for CSV, JSON and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from counterclaim.model import Place, Property
from counterclaim.publications.facts import event_dates, event_place, event_toll, status, unclaimed
from counterclaim.publications.material import Material, PublishedDocument, PublishedEvent, PublishedStatement

Cell = str | int | float | bool | None | tuple[str, ...]
Record = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A named table: columns with their kind ("text", "int", "float", "bool", "list"), and how its rows are made."""

    name: str
    columns: Mapping[str, str]
    rows: Callable[[Material], Iterable[Record]]


def _place(place: Place | None) -> dict[str, Cell]:
    return {
        "place": place.name if place else "",
        "place_words": place.words if place else "",
        "countries": place.countries if place else (),
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "radius_m": place.radius_m if place else None,
        "place_basis": place.basis if place else "",
    }


_PLACE = {
    "place": "text",
    "place_words": "text",
    "countries": "list",
    "latitude": "float",
    "longitude": "float",
    "radius_m": "float",
    "place_basis": "text",
}


def _event(event: PublishedEvent) -> dict[str, Cell]:
    weighed = event.assessment(Property.PERPETRATOR)
    chosen = next((c for c in weighed.candidates if c.value == weighed.outcome), None) if weighed else None
    dates = event_dates(event)
    kind = event.assessment(Property.TYPE)
    return {
        "event_id": event.id,
        "title": event.title,
        "type": kind.outcome if kind else "",
        "date": str(dates[0]) if dates else "",
        "date_earliest": str(dates[0].earliest or "") if dates else "",
        "date_latest": str(dates[0].latest or "") if dates else "",
        "date_alternatives": tuple(str(d) for d in dates[1:]),
        **_place(event_place(event)),
        "outcome": weighed.outcome if weighed else "unknown",
        "status": status(event),
        "probability": chosen.probability if chosen else None,
        "estimative": chosen.estimative if chosen else "",
        "confidence": weighed.confidence if weighed else "",
        "voices": weighed.voices if weighed else 0,
        "contested": event.contested,
        "unclaimed": bool(unclaimed(event)),
        **_tolls(event),
        "statements": len(event.statements),
        "documents": len({s.document.id for s in event.statements}),
        "invented": any(s.document.invented for s in event.statements),
    }


def _tolls(event: PublishedEvent) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for prop in (Property.FATALITIES, Property.INJURED):
        toll = event_toll(event, prop)
        for bound in ("low", "best", "high"):
            cells[f"{prop}_{bound}"] = getattr(toll, bound) if toll else ""
    return cells


_EVENT = {
    "event_id": "text",
    "title": "text",
    "type": "text",
    "date": "text",
    "date_earliest": "text",
    "date_latest": "text",
    "date_alternatives": "list",
    **_PLACE,
    "outcome": "text",
    "status": "text",
    "probability": "float",
    "estimative": "text",
    "confidence": "text",
    "voices": "int",
    "contested": "bool",
    "unclaimed": "bool",
    "fatalities_low": "text",
    "fatalities_best": "text",
    "fatalities_high": "text",
    "injured_low": "text",
    "injured_best": "text",
    "injured_high": "text",
    "statements": "int",
    "documents": "int",
    "invented": "bool",
}


def _statement(event: PublishedEvent, statement: PublishedStatement) -> dict[str, Cell]:
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
        **_place(statement.place),
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


_STATEMENT = {
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
    **_PLACE,
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


def _assessments(material: Material) -> Iterable[Record]:
    for event in material.events:
        for weighed in event.assessments:
            for rank, candidate in enumerate(weighed.candidates, start=1):
                yield {
                    "event_id": event.id,
                    "property": str(weighed.property),
                    "rank": rank,
                    "candidate": candidate.value,
                    "probability": candidate.probability,
                    "low": candidate.low,
                    "high": candidate.high,
                    "estimative": candidate.estimative,
                    "outcome": weighed.outcome,
                    "confidence": weighed.confidence,
                    "voices": weighed.voices,
                    "method": weighed.method,
                    "lowest": weighed.low,
                    "best": weighed.best,
                    "highest": weighed.high,
                    "explanation": weighed.explanation,
                }


_ASSESSMENT = {
    "event_id": "text",
    "property": "text",
    "rank": "int",
    "candidate": "text",
    "probability": "float",
    "low": "float",
    "high": "float",
    "estimative": "text",
    "outcome": "text",
    "confidence": "text",
    "voices": "int",
    "method": "text",
    "lowest": "text",
    "best": "text",
    "highest": "text",
    "explanation": "text",
}


def _weights(material: Material) -> Iterable[Record]:
    for event in material.events:
        for weighed in event.assessments:
            for weight in weighed.weights:
                yield {
                    "event_id": event.id,
                    "property": str(weighed.property),
                    "speaker": weight.speaker,
                    "hypothesis": weight.hypothesis,
                    "decibans": weight.decibans,
                    "admiralty": weight.admiralty,
                    "reason": weight.reason,
                    "statement_ids": weight.statement_ids,
                }


_WEIGHT = {
    "event_id": "text",
    "property": "text",
    "speaker": "text",
    "hypothesis": "text",
    "decibans": "float",
    "admiralty": "text",
    "reason": "text",
    "statement_ids": "list",
}


def _document(document: PublishedDocument) -> dict[str, Cell]:
    return {
        "document_id": document.id,
        "source_id": document.source_id,
        "outlet": document.outlet,
        "title": document.title,
        "published": str(document.published or ""),
        "language": document.language,
        "media_type": document.media_type,
        "agency": document.agency,
        "uri": document.uri,
        "uri_withheld": document.uri_withheld,
        "member": document.member,
        "repeats": document.origin_id if document.copied else "",
        "item_sha256": document.item_sha256,
        "capture_sha256": document.capture_sha256,
        "text_kept": document.kept,
        "invented": document.invented,
    }


_DOCUMENT = {
    "document_id": "text",
    "source_id": "text",
    "outlet": "text",
    "title": "text",
    "published": "text",
    "language": "text",
    "media_type": "text",
    "agency": "text",
    "uri": "text",
    "uri_withheld": "text",
    "member": "text",
    "repeats": "text",
    "item_sha256": "text",
    "capture_sha256": "text",
    "text_kept": "bool",
    "invented": "bool",
}


def _sources(material: Material) -> Iterable[Record]:
    counts: dict[str, int] = {}
    first: dict[str, PublishedDocument] = {}
    for document in material.documents:
        counts[document.source_id] = counts.get(document.source_id, 0) + 1
        first.setdefault(document.source_id, document)
    for source_id, document in sorted(first.items(), key=lambda entry: (entry[1].outlet.casefold(), entry[0])):
        yield {
            "source_id": source_id,
            "name": document.outlet,
            "kind": document.outlet_kind,
            "affiliation": document.affiliation,
            "text_kept": document.kept,
            "documents": counts[source_id],
        }


_SOURCE = {
    "source_id": "text",
    "name": "text",
    "kind": "text",
    "affiliation": "text",
    "text_kept": "bool",
    "documents": "int",
}


def _citations(material: Material) -> Iterable[Record]:
    shown = {document.id for document in material.documents}
    for cited in sorted(material.cited, key=lambda c: (c.document_id, c.number, c.start or 0)):
        if cited.document_id in shown:
            yield {
                "document_id": cited.document_id,
                "number": cited.number,
                "text": cited.text,
                "start": cited.start,
                "end": cited.end,
            }


_CITATION = {"document_id": "text", "number": "int", "text": "text", "start": "int", "end": "int"}

TABLES = (
    Table("events", _EVENT, lambda m: map(_event, m.events)),
    Table("statements", _STATEMENT, lambda m: (_statement(e, s) for e in m.events for s in e.statements)),
    Table("assessments", _ASSESSMENT, _assessments),
    Table("weights", _WEIGHT, _weights),
    Table("documents", _DOCUMENT, lambda m: map(_document, m.documents)),
    Table("sources", _SOURCE, _sources),
    Table("citations", _CITATION, _citations),
)
"""Every table, in the order in which they are written."""
