"""STIX 2.1: events as incidents, who is named as threat actors, statements as notes with their quotes, one report.

STIX has no object for who says who did it, so each statement is a ``note`` with an extension that says act, speaker,
quote, place of the quote, digest of the document and how sure the coder read it; what the statements carry together is
a ``relationship`` "attributed-to" with its probability. A denial makes no relationship. Times are those of the
documents, since no clock enters an export, and ids follow from the ledger's own.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from counterclaim.errors import ConfigError, install
from counterclaim.model import DateInterval, Place, Property
from counterclaim.publications.chances import estimate
from counterclaim.publications.facts import event_place
from counterclaim.publications.material import Material, PublishedCandidate, PublishedDocument, PublishedEvent
from counterclaim.publications.material import PublishedStatement as Statement
from counterclaim.publications.words import act_phrase, value_words

_SPACE = uuid.UUID("6f0a3f0e-6d0b-5e53-9a43-2f0f7f3f9f31")
"""Namespace of all ids: the same thing has the same id in every export."""
_EARLY = datetime(1970, 1, 1, tzinfo=UTC)
_CLASSES = {"government": "organization", "platform": "system", "dataset": "system"}
_PERSON = ("[person", "[suspect", "[witness", "[name withheld]")


def stix_bytes(material: Material) -> bytes:
    """One bundle, every object checked by the library as it is made.

    Raises:
        ConfigError: the extra ``exports`` is not installed.
    """
    try:
        import stix2
    except ImportError as error:
        raise ConfigError("STIX needs the extra exports", where="export", remedy=install("exports")) from error
    made = _Maker(stix2.v21, _stamp(material.documents))
    objects = list(made.objects(material))
    bundle = stix2.v21.Bundle(objects=objects, id=f"bundle--{_uuid(*(o['id'] for o in objects))}")
    return (str(bundle.serialize(pretty=True, ensure_ascii=False)) + "\n").encode("utf-8")


def _uuid(*parts: str) -> uuid.UUID:
    return uuid.uuid5(_SPACE, "\x1f".join(parts))


def _stamp(documents: Sequence[PublishedDocument]) -> datetime:
    days = [d.published.latest or d.published.earliest for d in documents if d.published]
    return _midnight(max((day for day in days if day), default=None))


def _midnight(day: date | None) -> datetime:
    return datetime.combine(day, time(), UTC) if day else _EARLY


class _Maker:
    """Makes the objects of one bundle, each once."""

    def __init__(self, stix: Any, stamp: datetime) -> None:  # noqa: ANN401 - a module without types
        self._stix = stix
        self._stamp = stamp
        self._made: dict[str, Any] = {}
        self._us = self._make("Identity", "counterclaim", name="counterclaim", identity_class="system")
        self._extension = self._make(
            "ExtensionDefinition",
            "responsibility-statement/1",
            name="counterclaim responsibility statement",
            description="What one speaker says about one property of one event, with the quote that says it.",
            schema="https://json-schema.org/draft/2020-12/schema",
            version="1.0.0",
            extension_types=["property-extension"],
            created_by_ref=self._us["id"],
        )

    def _make(self, kind: str, key: str, **fields: Any) -> Any:  # noqa: ANN401 - objects of the library
        name = {"ExtensionDefinition": "extension-definition", "ThreatActor": "threat-actor"}.get(kind, kind.lower())
        ident = f"{name}--{_uuid(kind, key)}"
        if ident not in self._made:
            given = {k: v for k, v in fields.items() if v not in (None, "", [], {})}
            make = getattr(self._stix, kind)
            self._made[ident] = make(id=ident, created=self._stamp, modified=self._stamp, **given)
        return self._made[ident]

    def objects(self, material: Material) -> Iterator[Any]:
        """All objects; those that others refer to come first."""
        for event in material.events:
            self._event(event)
        objects = list(self._made.values())
        yield from objects
        if material.events:
            yield self._make(
                "Report",
                "\x1f".join(o["id"] for o in objects),
                name=material.title or "Who says who did it",
                description=material.calibration,
                published=self._stamp,
                report_types=["incident"],
                object_refs=[o["id"] for o in objects if not o["id"].startswith("extension-definition")],
                created_by_ref=self._us["id"],
            )

    def _event(self, event: PublishedEvent) -> None:
        weighed = event.assessment(Property.PERPETRATOR)
        incident = self._make(
            "Incident",
            event.id,
            name=event.title,
            description=weighed.explanation if weighed else "",
            created_by_ref=self._us["id"],
            external_references=[{"source_name": "counterclaim", "external_id": event.id}],
        )
        place = event_place(event)
        if place and (place.located or place.country):
            location = self._location(place)
            self._relation("located-at", incident, location, event.id)
        for candidate in weighed.candidates if weighed else ():
            if any(s.actor == candidate.value and s.act not in ("denies", "doubts") for s in event.statements):
                self._attribution(event, incident, candidate)
        for statement in event.statements:
            self._note(event, incident, statement)

    def _location(self, place: Place) -> Any:  # noqa: ANN401
        exact = {"latitude": place.latitude, "longitude": place.longitude} if place.located else {}
        if exact and place.radius_m:
            exact["precision"] = float(place.radius_m)
        country = place.country if place.country and len(place.country) == 2 else None
        key = f"{place.name}\x1f{place.latitude}\x1f{place.longitude}"
        return self._make("Location", key, name=place.name, country=country, **exact)

    def _attribution(self, event: PublishedEvent, incident: Any, candidate: PublishedCandidate) -> None:  # noqa: ANN401
        name = candidate.value
        if name.startswith(_PERSON):
            actor = self._make("Identity", name, name=name, identity_class="individual")
        else:
            actor = self._make("ThreatActor", name, name=name, threat_actor_types=["unknown"])
        self._relation(
            "attributed-to",
            incident,
            actor,
            event.id,
            description=f"{candidate.value}: {estimate(candidate.probability)}",
            confidence=min(99, max(1, round(candidate.probability * 100))),
        )

    def _relation(self, kind: str, source: Any, target: Any, key: str, **fields: Any) -> None:  # noqa: ANN401
        self._make(
            "Relationship",
            f"{kind}\x1f{key}\x1f{target['id']}",
            relationship_type=kind,
            source_ref=source["id"],
            target_ref=target["id"],
            created_by_ref=self._us["id"],
            **fields,
        )

    def _note(self, event: PublishedEvent, incident: Any, statement: Statement) -> None:  # noqa: ANN401
        document = statement.document
        outlet = self._make(
            "Identity",
            document.outlet,
            name=document.outlet,
            identity_class=_CLASSES.get(document.outlet_kind, "organization"),
        )
        reference: dict[str, Any] = {
            "source_name": document.outlet,
            "description": document.title,
            "external_id": document.id,
        }
        if document.link:
            reference |= {"url": document.link, "hashes": {"SHA-256": document.capture_sha256}}
        self._make(
            "Note",
            statement.id,
            abstract=_said(statement),
            content=statement.quote or _said(statement),
            object_refs=[incident["id"], outlet["id"]],
            lang=document.language if document.language not in ("", "und") else None,
            external_references=[reference],
            created_by_ref=self._us["id"],
            extensions={self._extension["id"]: _extended(event, statement)},
        )


def _said(statement: Statement) -> str:
    if statement.property is Property.PERPETRATOR:
        return f"{statement.speaker} {act_phrase(statement)}"
    return f"{statement.speaker}: {statement.property} {value_words(statement.property, statement.value)}"


def _extended(event: PublishedEvent, statement: Statement) -> dict[str, Any]:
    found = {
        "extension_type": "property-extension",
        "event_id": event.id,
        "statement_type": str(statement.act),
        "property": str(statement.property),
        "value": statement.actor or statement.value,
        "speaker": statement.speaker,
        "speaker_kind": str(statement.speaker_kind),
        "channel": statement.channel,
        "quote_start": statement.start,
        "quote_end": statement.end,
        "document_sha256": statement.document.capture_sha256,
        "document_published": _text(statement.document.published),
        "probability_read_right": round(statement.probability, 4),
    }
    return {key: value for key, value in found.items() if value != ""}


def _text(published: DateInterval | None) -> str:
    return str(published or "")
