"""Comparison of pairs field by field, weighed in bits in the manner of Fellegi and Sunter (1969)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.events.arrays import TYPES, UNTOLD, Columns, Flags, Floats, Ints
from counterclaim.events.parameters import Parameters
from counterclaim.model import EventType

_EARTH_KM = 6371.0
_POINT_KM = 30.0
_NEAR = 3.0
_FEW_DAYS = 3
_WEEK, _MONTH = 8, 31
_SMALL = 2
_VAGUE = (TYPES.index(EventType.ATTACK), TYPES.index(EventType.OTHER))

Levels = np.ndarray[tuple[int], np.dtype[np.object_]]


@dataclass(frozen=True, slots=True)
class Compared:
    """Per field the level of each pair ("" where untold) and per pair the sum of all weights and the prior."""

    levels: dict[str, Levels]
    bits: Floats

    def fields(self, pair: int, parameters: Parameters) -> tuple[tuple[str, float, str], ...]:
        """(field, bits, level) of one pair, the prior first; fields that were not told are left out."""
        told = [(field, str(levels[pair])) for field, levels in self.levels.items() if levels[pair]]
        weights = [(field, parameters.bits[field, level], level.replace("_", " ")) for field, level in told]
        return (("prior", parameters.prior_bits, "any two mentions compared"), *weights)


def compare(table: Columns, left: Ints, right: Ints, parameters: Parameters) -> Compared:
    """Compare rows ``left`` with rows ``right``."""
    levels = {
        "date": _dates(table, left, right),
        "place": _places(table, left, right),
        "type": _types(table, left, right, parameters),
        "actors": _sets(table.actors, left, right),
        "targets": _sets(table.targets, left, right),
        "fatalities": _tolls(table, left, right),
        "words": _words(table.words, left, right),
        "document": _documents(table, left, right),
        "series": np.where(table.series[left] != table.series[right], "one_is_series", "").astype(object),
    }
    bits = np.full(len(left), parameters.prior_bits)
    for field, found in levels.items():
        for name in sorted({name for f, name in parameters.bits if f == field}):
            bits[found == name] += parameters.bits[field, name]
    return Compared(levels=levels, bits=bits)


def _select(conditions: Sequence[tuple[str, Flags]], size: int) -> Levels:
    """The first level whose condition holds; "" where none does."""
    out = np.full(size, "", dtype=object)
    free = np.ones(size, dtype=bool)
    for level, holds in conditions:
        out[free & holds] = level
        free &= ~holds
    return out


def _dates(t: Columns, a: Ints, b: Ints) -> Levels:
    told = t.dated[a] & t.dated[b]
    gap = np.maximum(np.maximum(t.first[a] - t.last[b], t.first[b] - t.last[a]), 0)
    span = np.maximum(t.last[a] - t.first[a], t.last[b] - t.first[b]) + 1
    return _select(
        [
            ("", ~told),
            ("same_day", (gap == 0) & (span == 1)),
            ("overlaps_week", (gap == 0) & (span <= _WEEK)),
            ("overlaps_month", (gap == 0) & (span <= _MONTH)),
            ("overlaps_year", gap == 0),
            ("next_day", gap == 1),
            ("few_days", gap <= _FEW_DAYS),
            ("apart", told),
        ],
        len(a),
    )


def _places(t: Columns, a: Ints, b: Ints) -> Levels:
    named = (t.place[a] != UNTOLD) & (t.place[b] != UNTOLD)
    points = t.located[a] & t.located[b]
    shared, both = _shared_countries(t, a, b)
    distance = np.where(points, _distance(t, a, b), np.inf)
    radius = t.radius[a] + t.radius[b]
    within = points & (distance <= radius)
    conditions = [
        ("", ~named),
        ("other_country", both & ~shared),
        ("same_point", within & (radius <= _POINT_KM)),
        ("same_name", (t.place[a] == t.place[b]) & ~(points & (distance > _NEAR * radius))),
        ("same_area", within),
        ("near", points & (distance <= _NEAR * radius)),
        ("far", points),
        ("same_country", shared),
    ]
    return _select(conditions, len(a))


def _shared_countries(t: Columns, a: Ints, b: Ints) -> tuple[Flags, Flags]:
    """Whether any country is shared, and whether both tell one."""
    both = (t.country[a] != UNTOLD) & (t.country[b] != UNTOLD)
    shared = both & (t.country[a] == t.country[b])
    for i in np.flatnonzero(both & ~shared):
        left, right = t.countries[a[i]], t.countries[b[i]]
        shared[i] = (len(left) > 1 or len(right) > 1) and bool(left & right)
    return shared, both


def _distance(t: Columns, a: Ints, b: Ints) -> Floats:
    """Great-circle distance in kilometres (haversine)."""
    lat1, lat2 = np.radians(t.latitude[a]), np.radians(t.latitude[b])
    across = np.radians(t.longitude[b] - t.longitude[a])
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin(across / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))), dtype=np.float64)


def _types(t: Columns, a: Ints, b: Ints, parameters: Parameters) -> Levels:
    akin = np.zeros((len(TYPES) + 1, len(TYPES) + 1), dtype=bool)
    for pair in parameters.akin:
        codes = [TYPES.index(EventType(name)) for name in sorted(pair)]
        akin[codes[0], codes[-1]] = akin[codes[-1], codes[0]] = True
    left, right = t.type[a], t.type[b]
    conditions = [
        ("", (left == UNTOLD) | (right == UNTOLD)),
        ("vague", np.isin(left, _VAGUE) | np.isin(right, _VAGUE)),
        ("same", left == right),
        ("akin", akin[left, right]),
        ("different", np.ones(len(a), dtype=bool)),
    ]
    return _select(conditions, len(a))


def _tolls(t: Columns, a: Ints, b: Ints) -> Levels:
    told = ((t.low[a] != UNTOLD) | (t.high[a] != UNTOLD)) & ((t.low[b] != UNTOLD) | (t.high[b] != UNTOLD))
    low_a, low_b = np.maximum(t.low[a], 0), np.maximum(t.low[b], 0)
    high_a = np.where(t.high[a] == UNTOLD, 2**62, t.high[a])
    high_b = np.where(t.high[b] == UNTOLD, 2**62, t.high[b])
    exact = (low_a == high_a) & (low_b == high_b) & (low_a == low_b)
    gap = np.maximum(np.maximum(low_a - high_b, low_b - high_a), 0)
    conditions = [
        ("", ~told),
        ("same_small", exact & (low_a <= _SMALL)),
        ("same", exact),
        ("meets", gap == 0),
        ("close", gap * 3 <= np.maximum(low_a, low_b)),
        ("differs", told),
    ]
    return _select(conditions, len(a))


def _sets(values: tuple[frozenset[str], ...], a: Ints, b: Ints) -> Levels:
    told = np.array([bool(v) for v in values], dtype=bool)
    out = np.full(len(a), "", dtype=object)
    for i in np.flatnonzero(told[a] & told[b]):
        out[i] = "none_shared" if values[a[i]].isdisjoint(values[b[i]]) else "shared"
    return out


def _words(words: tuple[frozenset[str], ...], a: Ints, b: Ints) -> Levels:
    """Overlap of the anchors' words: shared words over all words (Jaccard)."""
    sizes = np.array([len(w) for w in words], dtype=np.int64)
    shared = np.array([len(words[i] & words[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True)], dtype=np.int64)
    every = np.maximum(sizes[a] + sizes[b] - shared, 1)
    share = shared / every
    told = (sizes[a] > 0) & (sizes[b] > 0)
    return _select(
        [("", ~told), ("same", share >= 0.8), ("alike", share >= 1 / 3), ("some", share >= 1 / 7), ("few", told)],
        len(a),
    )


def _documents(t: Columns, a: Ints, b: Ints) -> Levels:
    same = t.document[a] == t.document[b]
    copied = (t.origin[a] == t.origin[b]) & ~same
    told = np.zeros(len(a), dtype=bool)
    for i in np.flatnonzero(copied):
        told[i] = t.words[a[i]] == t.words[b[i]]
    return _select([("same", same), ("copied_same_words", copied & told), ("copied_other_words", copied)], len(a))
