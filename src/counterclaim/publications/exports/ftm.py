"""FollowTheMoney entities, one JSON object a line: documents, events, organisations, who says what, quotes as notes.

Schemata and properties are FollowTheMoney's own (as of 2025); ``PROPERTIES`` lists those that are used, with what each
extends. Persons are named only where publications may name them, and a masked person is an entity under a pseudonym.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.model import DateInterval, Property
from counterclaim.model.identity import content_id
from counterclaim.publications.chances import estimate
from counterclaim.publications.facts import event_dates, event_place
from counterclaim.publications.material import Material, PublishedDocument, PublishedEvent
from counterclaim.publications.material import PublishedStatement as Statement
from counterclaim.publications.words import act_phrase, value_words

_THING = ("name", "summary", "description", "country", "sourceUrl", "publisher", "keywords", "notes", "proof")
PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "Organization": _THING,
    "LegalEntity": _THING,
    "Document": (*_THING, "fileName", "title", "contentHash", "mimeType", "language", "publishedAt", "date"),
    "Event": (*_THING, "startDate", "endDate", "date", "location", "involved", "recordId"),
    "Note": (*_THING, "entity", "date"),
    "Documentation": ("document", "entity", "role", "date", "recordId", "summary"),
    "UnknownLink": ("subject", "object", "role", "summary", "recordId", "sourceUrl", "publisher"),
    "Assessment": (*_THING, "publishDate", "assessmentId", "author"),
}
"""The properties that are written, by schema."""


def ftm_bytes(material: Material) -> bytes:
    """All entities, each once, in a stable order."""
    lines = {entity["id"]: entity for entity in _entities(material)}
    return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in lines.values()).encode("utf-8")


def _entities(material: Material) -> Iterator[dict[str, Any]]:
    for document in material.documents:
        yield _entity(_outlet(document), "Organization", name=[document.outlet])
        yield _document(document)
    for event in material.events:
        actors = {s.actor: _actor(s.actor) for s in event.about(Property.PERPETRATOR) if s.actor}
        for name, key in actors.items():
            yield _entity(key, "LegalEntity", name=[name])
        yield _event(event)
        yield from _links(event, actors)
        for statement in event.statements:
            yield from _said(event, statement)


def _entity(key: str, schema: str, **properties: list[str]) -> dict[str, Any]:
    filled = {name: [v for v in values if v] for name, values in properties.items()}
    unknown = filled.keys() - set(PROPERTIES[schema])
    assert not unknown, f"{schema} has no {unknown}"
    return {"id": key, "schema": schema, "properties": {name: values for name, values in filled.items() if values}}


def _outlet(document: PublishedDocument) -> str:
    return content_id("org", document.outlet)


def _actor(name: str) -> str:
    return content_id("act", name)


def _document(document: PublishedDocument) -> dict[str, Any]:
    return _entity(
        document.id,
        "Document",
        name=[document.title],
        title=[document.title],
        fileName=[document.member or document.title],
        contentHash=[document.item_sha256],
        mimeType=[document.media_type],
        language=[document.language if document.language != "und" else ""],
        publishedAt=_dates(document.published)[:1],
        publisher=[document.outlet],
        sourceUrl=[document.link],
    )


def _event(event: PublishedEvent) -> dict[str, Any]:
    dates, place = event_dates(event), event_place(event)
    weighed = event.assessment(Property.PERPETRATOR)
    days = _dates(dates[0]) if dates else []
    return _entity(
        event.id,
        "Event",
        name=[event.title],
        startDate=days[:1],
        endDate=days[1:],
        location=[place.name if place else ""],
        country=[c.lower() for c in place.countries] if place else [],
        summary=[weighed.explanation if weighed else ""],
        recordId=[event.id],
    )


def _links(event: PublishedEvent, actors: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """How likely it is that each named actor did it: a link with its probability in words."""
    weighed = event.assessment(Property.PERPETRATOR)
    for candidate in weighed.candidates if weighed else ():
        if candidate.value in actors:
            yield _entity(
                content_id("lnk", event.id, candidate.value),
                "UnknownLink",
                subject=[actors[candidate.value]],
                object=[event.id],
                role=[f"named as perpetrator: {estimate(candidate.probability)}"],
                recordId=[event.id],
            )


def _said(event: PublishedEvent, statement: Statement) -> Iterator[dict[str, Any]]:
    perpetrator = statement.property is Property.PERPETRATOR
    entity = _actor(statement.actor) if perpetrator and statement.actor else event.id
    told = act_phrase(statement) if perpetrator else f"{statement.property}: {_value(statement)}"
    yield _entity(
        content_id("dcm", statement.id),
        "Documentation",
        document=[statement.document.id],
        entity=[entity],
        role=[str(statement.act)],
        summary=[f"{statement.speaker} {told}"],
        date=_dates(statement.document.published)[:1],
        recordId=[statement.id],
    )
    yield _entity(
        statement.id,
        "Note",
        name=[f"{statement.speaker} {told}"],
        description=[statement.quote],
        entity=[event.id],
        publisher=[statement.document.outlet],
        proof=[statement.document.id],
    )


def _value(statement: Statement) -> str:
    return value_words(statement.property, statement.value)


def _dates(when: DateInterval | None) -> list[str]:
    """First and last day, month or year as exactly as they are known; one of them where both are the same."""
    if when is None:
        return []
    text = str(when)
    parts = [part for part in text.split("/") if part not in ("..", "")]
    return list(dict.fromkeys(parts))
