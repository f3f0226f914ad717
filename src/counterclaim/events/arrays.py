"""Profiles as typed arrays: the form in which millions of mentions are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.model import DateInterval, EventType, MentionProfile
from counterclaim.model.values.actor_name import name_key

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

TYPES = tuple(EventType)
UNTOLD = -1
_DEFAULT_RADIUS_KM = 5.0
_LONG_DAYS = 60
_MOST_COUNTRIES = 64
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Columns:
    """One row a mention. Days are proleptic ordinals; codes are indices into sorted vocabularies, -1 where untold."""

    first: Ints
    """Earliest day; the least ordinal where open."""
    last: Ints
    """Latest day; the greatest ordinal where open."""
    dated: Flags
    published: Ints
    """Last day of publication; -1 where untold."""
    latitude: Floats
    longitude: Floats
    radius: Floats
    """Kilometres."""
    located: Flags
    place: Ints
    countries: tuple[frozenset[str], ...]
    country: Ints
    """Code of the set of countries."""
    type: Ints
    low: Ints
    high: Ints
    document: Ints
    origin: Ints
    series: Flags
    actors: tuple[frozenset[str], ...]
    targets: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]


def columns(profiles: Sequence[MentionProfile]) -> Columns:
    """Typed arrays of some profiles, in their order."""
    bounds = [day_bounds(p.date) for p in profiles]
    places = [p.place for p in profiles]
    countries = tuple(frozenset(place.countries) if place else frozenset[str]() for place in places)
    return Columns(
        first=np.array([b[0] for b in bounds], dtype=np.int64),
        last=np.array([b[1] for b in bounds], dtype=np.int64),
        dated=np.array([p.date is not None for p in profiles], dtype=bool),
        published=np.array([_published(p) for p in profiles], dtype=np.int64),
        latitude=_floats([place.latitude if place and place.located else None for place in places]),
        longitude=_floats([place.longitude if place and place.located else None for place in places]),
        radius=_floats([_radius(place.radius_m) if place else None for place in places]),
        located=np.array([bool(place and place.located) for place in places], dtype=bool),
        place=_codes([name_key(place.name) if place else "" for place in places]),
        countries=countries,
        country=_codes([" ".join(sorted(c)) for c in countries]),
        type=np.array([TYPES.index(p.type) if p.type else UNTOLD for p in profiles], dtype=np.int64),
        low=_counts([p.fatalities_low for p in profiles]),
        high=_counts([p.fatalities_high for p in profiles]),
        document=_codes([p.document_id for p in profiles]),
        origin=_codes([p.origin_id for p in profiles]),
        series=np.array([is_series(p) for p in profiles], dtype=bool),
        actors=tuple(frozenset(p.actors) for p in profiles),
        targets=tuple(frozenset(p.targets) for p in profiles),
        words=tuple(frozenset(_WORD.findall(p.anchor_words.casefold())) for p in profiles),
    )


def day_bounds(interval: DateInterval | None) -> tuple[int, int]:
    """First and last day as ordinals; an open or untold end is the calendar's."""
    first = interval.earliest if interval and interval.earliest else date.min
    last = interval.latest if interval and interval.latest else date.max
    return first.toordinal(), last.toordinal()


def is_series(p: MentionProfile) -> bool:
    """Whether it tells of a series: months long, and without a point on the map."""
    if p.date is None or (p.place is not None and p.place.located):
        return False
    first, last = day_bounds(p.date)
    several = p.place is None or len(p.place.countries) != 1
    return several and last - first >= _LONG_DAYS and p.date.precision in ("range", "open")


def _published(p: MentionProfile) -> int:
    latest = p.published.latest or p.published.earliest if p.published else None
    return latest.toordinal() if latest else UNTOLD


def _radius(radius_m: float | None) -> float:
    return radius_m / 1000 if radius_m is not None else _DEFAULT_RADIUS_KM


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)


def _counts(values: Sequence[int | None]) -> Ints:
    return np.array([UNTOLD if v is None else min(v, 2**62) for v in values], dtype=np.int64)


def _codes(values: Sequence[Any]) -> Ints:
    vocabulary = {value: code for code, value in enumerate(sorted(set(values) - {""}))}
    return np.array([vocabulary.get(value, UNTOLD) for value in values], dtype=np.int64)
