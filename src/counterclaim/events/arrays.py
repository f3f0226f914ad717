"""Profiles as typed arrays: the form in which millions of mentions are compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.events.place_readings import DATELINE, Reading, readings
from counterclaim.model import DateInterval, EventType, MentionProfile, Place
from counterclaim.model.values.actor_name import name_key

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

TYPES = tuple(EventType)
UNTOLD = -1
_DEFAULT_RADIUS_KM = 5.0
_LONG_DAYS = 60
_MOST_COUNTRIES = 64
_NARROW_M = 50_000.0
_LEAST_NAME = 3
_TOKEN = re.compile(r"\w+")
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
    meant: Ints
    """The row of the mention that it refers back to; -1 where it refers to none of these rows."""
    origin: Ints
    series: Flags
    actors: tuple[frozenset[str], ...]
    targets: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    hints: tuple[frozenset[int], ...]
    """Codes of places: the mention's own narrow one, else those that its title and first words name."""
    named: tuple[frozenset[int], ...]
    """Codes of narrow places that its title and first words name."""
    pinned: Flags
    """Whether the mention's own place is told and narrow, not a dateline beside others; ``hints`` holds it alone."""
    readings: tuple[tuple[Reading, ...], ...]
    """All readings of a place's name, where it has more than one."""
    names: tuple[str, ...]
    """What the codes of places stand for."""

    def told_places(self) -> list[str]:
        """The name of each mention's place, empty where untold."""
        return [self.names[code] if code != UNTOLD else "" for code in self.place.tolist()]


def columns(profiles: Sequence[MentionProfile], known: Collection[str] | None = None) -> Columns:
    """Typed arrays of some profiles, in their order.

    ``known`` are the narrow places of all mentions, by key, where the profiles are some of them only.
    """
    bounds = [day_bounds(p.date) for p in profiles]
    places = [p.place for p in profiles]
    pinned = np.array([bool(place and is_narrow(place)) for place in places], dtype=bool)
    told = [name_key(place.name) if place else "" for place in places]
    if known is None:
        known = narrow_names(profiles)
    vocabulary = tuple(sorted({*told, *known} - {""}))
    code_of = {name: code for code, name in enumerate(vocabulary)}
    place = np.array([code_of.get(name, UNTOLD) for name in told], dtype=np.int64)
    countries = tuple(frozenset(place.countries) if place else frozenset[str]() for place in places)
    named = places_named([p.anchor_words for p in profiles], {name: code_of[name] for name in known})
    pinned &= ~_filed_elsewhere(places, place.tolist(), named)
    return Columns(
        first=np.array([b[0] for b in bounds], dtype=np.int64),
        last=np.array([b[1] for b in bounds], dtype=np.int64),
        dated=np.array([p.date is not None for p in profiles], dtype=bool),
        published=np.array([_published(p) for p in profiles], dtype=np.int64),
        latitude=_floats([place.latitude if place and place.located else None for place in places]),
        longitude=_floats([place.longitude if place and place.located else None for place in places]),
        radius=_floats([_radius(place.radius_m) if place else None for place in places]),
        located=np.array([bool(place and place.located) for place in places], dtype=bool),
        place=place,
        countries=countries,
        country=_codes([" ".join(sorted(c)) for c in countries]),
        type=np.array([TYPES.index(p.type) if p.type else UNTOLD for p in profiles], dtype=np.int64),
        low=_counts([p.fatalities_low for p in profiles]),
        high=_counts([p.fatalities_high for p in profiles]),
        document=_codes([p.document_id for p in profiles]),
        meant=_meant(profiles),
        origin=_codes([p.origin_id for p in profiles]),
        series=np.array([is_series(p) for p in profiles], dtype=bool),
        actors=tuple(frozenset(p.actors) for p in profiles),
        targets=tuple(frozenset(p.targets) for p in profiles),
        words=_words(profiles),
        hints=tuple(
            frozenset({code}) if own else told
            for code, own, told in zip(place.tolist(), pinned.tolist(), named, strict=True)
        ),
        named=named,
        pinned=pinned,
        readings=tuple(map(readings, places)),
        names=vocabulary,
    )


def _meant(profiles: Sequence[MentionProfile]) -> Ints:
    row_of = {p.mention_id: row for row, p in enumerate(profiles)}
    return np.array([row_of.get(p.refers_to, UNTOLD) for p in profiles], dtype=np.int64)


def _words(profiles: Sequence[MentionProfile]) -> tuple[frozenset[str], ...]:
    """The words of each mention; one that many have is kept once, as rows of data sets repeat thousands of times."""
    kept: dict[str, str] = {}
    return tuple(
        frozenset([kept.setdefault(word, word) for word in _WORD.findall(p.anchor_words.casefold())]) for p in profiles
    )


def _filed_elsewhere(places: Sequence[Place | None], codes: Sequence[int], named: Sequence[frozenset[int]]) -> Flags:
    """Whose place is only a dateline's while their first words name another too: it may have happened in either."""
    return np.array(
        [
            bool(place and place.basis == DATELINE and told - {code})
            for place, code, told in zip(places, codes, named, strict=True)
        ],
        dtype=bool,
    )


def narrow_names(profiles: Sequence[MentionProfile]) -> frozenset[str]:
    """Keys of the narrow places that are long enough to be looked for in words."""
    names = {p.place.name for p in profiles if p.place and is_narrow(p.place)}
    return frozenset(key for key in map(name_key, names) if len(key) >= _LEAST_NAME)


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


def is_narrow(place: Place) -> bool:
    """Whether a place is narrow enough to tell one event from another: no country, no region."""
    return place.located and (place.radius_m or 0.0) <= _NARROW_M


def places_named(texts: Sequence[str], known: Mapping[str, int]) -> tuple[frozenset[int], ...]:
    """Which of the ``known`` narrow places each text names.

    A report whose place was not read still names it: "Statement on Wexmarsh" is about the town of the other reports.
    """
    by_first: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for name, code in sorted(known.items()):
        words = tuple(_TOKEN.findall(name))
        if words:
            by_first[words[0]].append((words, code))
    return tuple(_named(tuple(_TOKEN.findall(name_key(text))), by_first) for text in texts)


def _named(words: tuple[str, ...], by_first: Mapping[str, Sequence[tuple[tuple[str, ...], int]]]) -> frozenset[int]:
    """The places whose whole name stands among the words."""
    return frozenset(
        code
        for start, word in enumerate(words)
        for name, code in by_first.get(word, ())
        if words[start : start + len(name)] == name
    )


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
