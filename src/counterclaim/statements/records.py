"""A coding as the plain record that is written to JSON Lines and scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterclaim.model import Coding, CountRange, Mention, OtherPlace, Property, Statement


def to_record(doc_id: str, coding: Coding, outcome_by_mention: Mapping[str, str] | None = None) -> dict[str, Any]:
    """One document as {"id", "events": [...]}; ``outcome_by_mention`` maps mention ids to weighed outcomes.

    An event carries eid, role, type, date, place {name, country}, bounds of killed and injured, unclaimed_quote,
    outcome and its statements on who did it; a value that the text does not give is null.
    """
    outcomes = outcome_by_mention or {}
    events = [
        _event(mention, [s for s in coding.statements if s.mention_id == mention.id], outcomes)
        for mention in coding.mentions
    ]
    record: dict[str, Any] = {"id": doc_id, "coder": coding.coder, "events": events}
    if coding.abstained:
        record["abstained"] = coding.abstained
    if coding.citations:
        record["citations"] = [
            {"n": c.number, "text": c.text, "quote": c.passage.quote if c.passage else None} for c in coding.citations
        ]
    return record


def _event(mention: Mention, statements: Sequence[Statement], outcomes: Mapping[str, str]) -> dict[str, Any]:
    def first(prop: Property) -> Statement | None:
        found = [s for s in statements if s.property == prop]
        return max(found, key=lambda s: s.probability, default=None)

    kind, date, place = first(Property.TYPE), first(Property.DATE), first(Property.PLACE)
    unclaimed = first(Property.UNCLAIMED)
    event: dict[str, Any] = {
        "eid": f"e{mention.number}",
        "role": str(mention.role),
        "type": kind.value if kind else None,
        "date": date.value if date else None,
        "place": _place(place) if place else None,
    }
    for prop in (Property.FATALITIES, Property.INJURED):
        count = first(prop)
        bounds = CountRange.parse(count.value) if count else None
        event[f"{prop}_low"] = bounds.low if bounds else None
        event[f"{prop}_high"] = bounds.high if bounds else None
    if date and date.reckoning:
        event["date_words"], event["date_reckoning"] = date.words, date.reckoning
    if unclaimed:
        event["unclaimed_quote"] = unclaimed.passage.quote
    event["statements"] = [_statement(s) for s in statements if s.property == Property.PERPETRATOR]
    if mention.id in outcomes:
        event["outcome"] = outcomes[mention.id]
    return event


def _place(said: Statement) -> dict[str, Any]:
    """Name and country; where there is more than one reading, or the words are not exact, that too."""
    place = said.place
    record: dict[str, Any] = {"name": said.value, "country": place.country if place else None}
    if place is None:
        return record
    more = {
        "words": place.words,
        "countries": list(place.countries) if len(place.countries) > 1 else [],
        "region": place.region,
        "precision": place.precision,
        "radius_m": place.radius_m,
        "probability": place.probability if place.alternatives else None,
        "alternatives": [_other(other) for other in place.alternatives],
        "note": place.note,
    }
    return record | {key: value for key, value in more.items() if value not in (None, "", [])}


def _other(other: OtherPlace) -> dict[str, Any]:
    return {
        "name": other.name,
        "region": other.region,
        "countries": list(other.countries),
        "probability": other.probability,
    }


def _statement(s: Statement) -> dict[str, Any]:
    record: dict[str, Any] = {
        "speaker": s.speaker.name,
        "speaker_aliases": list(s.speaker.aliases),
        "speaker_kind": str(s.speaker_kind),
        "act": str(s.act),
        "perpetrator": s.value or None,
        "perpetrator_aliases": list(s.value_aliases),
        "quote": s.passage.quote,
        "also": [p.quote for p in s.also],
        "certainty": s.certainty,
        "probability": round(s.probability, 4),
    }
    if s.evidence:
        record["evidence"] = s.evidence
    if s.channel:
        record["channel"] = s.channel
    return record
