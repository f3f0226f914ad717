"""Where and when an incident took place: from the tagged places, the dates in its sentences and the dateline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import cache, lru_cache
from typing import Any

from counterclaim.codebooks import Gazetteer
from counterclaim.model import DateInterval
from counterclaim.statements.cleaning.dates import FoundDate, find_dates
from counterclaim.statements.encoder.incidents import Incident
from counterclaim.statements.encoder.windows import sentence_ends


@dataclass(frozen=True)
class Setting:
    """Country (English name or ""), places from general to specific, and the date as ISO or {"from", "to"}."""

    country: str
    places: tuple[str, ...]
    date: str | dict[str, str | None] | None


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def setting_of(incident: Incident, text: str, record: Mapping[str, Any]) -> Setting:
    """The setting of an incident of `text`; `record` has the item's place and date, either may be None."""
    places = tuple(f.names[0] for f in sorted(incident.of("Place"), key=lambda f: f.spans[0]))
    return Setting(country_of(places, text, record), places, date_of(incident, text, record))


def country_of(places: Sequence[str], text: str, record: Mapping[str, Any]) -> str:
    """The country that most of the names point to: those of the text's places, its dateline, and countries it names."""
    votes: dict[str, float] = {}
    dateline = record.get("place") or ""
    for name, weight in [*((p, 1.0) for p in places), (dateline, 1.5), *((n, 0.4) for n in _countries(text))]:
        for candidate in _gazetteer().candidates(name.title())[:3]:
            for code in candidate.place.countries[:1]:
                votes[code] = votes.get(code, 0.0) + weight * (1.0 if candidate.kind == "country" else 0.7)
            weight *= 0.4
    if not votes:
        return ""
    best = max(sorted(votes), key=lambda code: votes[code])
    return _gazetteer().country_name(best).upper()


@lru_cache(maxsize=64)
def _countries(text: str) -> tuple[str, ...]:
    words = text.replace("\n", " ").title().split()
    found = []
    for i in range(len(words)):
        count, candidates = _gazetteer().reviewed_match([w.strip(".,;:()[]'\"") for w in words[i : i + 4]])
        if count and candidates[0].kind == "country":
            found.append(candidates[0].place.name)
    return tuple(found[:12])


def date_of(incident: Incident, text: str, record: Mapping[str, Any]) -> str | dict[str, str | None] | None:
    """The first full date in the incident's sentences, else "on or before" the item's."""
    published = _day(record.get("date"))
    interval = DateInterval(earliest=published, latest=published) if published else None
    ends = sentence_ends(text)
    mine = {_sentence(ends, start) for f in incident.fillers if f.role != "PerpOrg" for start, _ in f.spans}
    dates = [d for d in _dates(text, interval) if _sentence(ends, d.start) in mine and _full(d)]
    if dates:
        first = dates[0].interval
        start, end = str(first.earliest), str(first.latest)
        return start if start == end else {"from": start, "to": end}
    return {"from": None, "to": str(published)} if published else None


@lru_cache(maxsize=64)
def _dates(text: str, published: DateInterval | None) -> tuple[FoundDate, ...]:
    return find_dates(text, published=published)


def _full(found: FoundDate) -> bool:
    first, last = found.interval.earliest, found.interval.latest
    return first is not None and last is not None and (last - first).days <= 10


def _day(iso: str | None) -> Day | None:
    try:
        return Day.fromisoformat(iso or "")
    except ValueError:
        return None


def _sentence(ends: Sequence[int], place: int) -> int:
    return next((i for i, end in enumerate(ends) if place < end), len(ends) - 1)
