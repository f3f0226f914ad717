"""How far two mentions agree, field by field: one level a pair, "" where one of the two does not tell."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from counterclaim.events.arrays import TYPES, UNTOLD, Columns, Flags, Floats, Ints
from counterclaim.events.common import Common
from counterclaim.events.namesakes import perhaps_same
from counterclaim.events.parameters import Parameters
from counterclaim.events.spellings import spelled_alike
from counterclaim.model import EventType

_EARTH_KM = 6371.0
_POINT_KM = 30.0
_NEAR = 3.0
_FEW_DAYS = 3
_SOON_DAYS, _LATER_DAYS = 10, 60
_WEEK, _MONTH = 8, 31
_SMALL = 2
_VAGUE = (TYPES.index(EventType.ATTACK), TYPES.index(EventType.OTHER))

Levels = np.ndarray[tuple[int], np.dtype[np.object_]]


def _select(conditions: Sequence[tuple[str, Flags]], size: int) -> Levels:
    """The first level whose condition holds; "" where none does."""
    out = np.full(size, "", dtype=object)
    free = np.ones(size, dtype=bool)
    for level, holds in conditions:
        out[free & holds] = level
        free &= ~holds
    return out


def dates(t: Columns, a: Ints, b: Ints) -> Levels:
    """Distance in days between date intervals, by the vaguer of the two; by publication where a date is lacking."""
    told = t.dated[a] & t.dated[b]
    gap = np.maximum(np.maximum(t.first[a] - t.last[b], t.first[b] - t.last[a]), 0)
    span = np.maximum(t.last[a] - t.first[a], t.last[b] - t.first[b]) + 1
    return _select(
        [
            *_by_publication(t, a, b),
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


def _by_publication(t: Columns, a: Ints, b: Ints) -> list[tuple[str, Flags]]:
    """Levels of pairs in which a date is lacking: reports mostly tell of what has just happened."""
    both = (t.published[a] != UNTOLD) & (t.published[b] != UNTOLD)
    neither = ~t.dated[a] & ~t.dated[b] & both
    apart = np.abs(t.published[a] - t.published[b])
    one = t.dated[a] != t.dated[b]
    dated, undated = np.where(t.dated[a], a, b), np.where(t.dated[a], b, a)
    known = one & (t.published[undated] != UNTOLD)
    # A day of grace: publication dates are in the outlet's time zone.
    before = t.first[dated] > t.published[undated] + 1
    lag = np.maximum(t.published[undated] - t.last[dated], 0)
    return [
        ("published_together", neither & (apart <= _SOON_DAYS)),
        ("published_apart", neither),
        ("happened_after_report", known & before),
        ("reported_soon", known & (lag <= _SOON_DAYS)),
        ("reported_later", known & (lag <= _LATER_DAYS)),
        ("reported_long_after", known),
    ]


def places(t: Columns, a: Ints, b: Ints, told: Common) -> Levels:
    """Distance over the combined radius; by name and country where there is no point."""
    named = (t.place[a] != UNTOLD) & (t.place[b] != UNTOLD)
    points = t.located[a] & t.located[b]
    shared, both = _shared_countries(t, a, b)
    distance = np.where(points, _distance(t, a, b), np.inf)
    radius = t.radius[a] + t.radius[b]
    within = points & (distance <= radius)
    point = within & (radius <= _POINT_KM)
    everywhere = np.array([name in told.places for name in t.told_places()], dtype=bool)
    common = everywhere[a] & everywhere[b]
    conditions = [
        *_by_words(t, a, b),
        ("", ~named),
        ("perhaps_same", perhaps_same(t, a, b) & ~within & (points | (both & ~shared))),
        ("named_beside", _named_beside(t, a, b) & ~within & (t.place[a] != t.place[b])),
        ("other_country", both & ~shared),
        ("same_point_common", point & common),
        ("same_point", point),
        ("same_area", within),
        ("same_name_common", (t.place[a] == t.place[b]) & ~points & common),
        ("same_name", (t.place[a] == t.place[b]) & ~points),
        ("perhaps_same", spelled_alike(t, a, b, named & (shared | ~both))),
        ("near", points & (distance <= _NEAR * radius)),
        ("far", points),
        ("same_country", shared),
    ]
    return _select(conditions, len(a))


def _by_words(t: Columns, a: Ints, b: Ints) -> list[tuple[str, Flags]]:
    """Levels of pairs of which one has no narrow place, but words that name some."""
    hinted = np.array([bool(h) for h in t.hints], dtype=bool)
    read = hinted[a] & hinted[b] & ~(t.pinned[a] & t.pinned[b])
    meets = np.zeros(len(a), dtype=bool)
    for i in np.flatnonzero(read):
        meets[i] = bool(t.hints[a[i]] & t.hints[b[i]])
    return [("named_in_words", meets), ("others_named_in_words", read & ~meets)]


def _named_beside(t: Columns, a: Ints, b: Ints) -> Flags:
    """Whether both tell a narrow place, and the words of one name the other's: the wrong one may have been read."""
    found = np.zeros(len(a), dtype=bool)
    for i in np.flatnonzero(t.pinned[a] & t.pinned[b] & (t.place[a] != t.place[b])):
        found[i] = int(t.place[b[i]]) in t.named[a[i]] or int(t.place[a[i]]) in t.named[b[i]]
    return found


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


def types(t: Columns, a: Ints, b: Ints, parameters: Parameters) -> Levels:
    """Same, akin, vague or different types."""
    return likeness(t.type[a], t.type[b], parameters)


def likeness(left: Ints, right: Ints, parameters: Parameters) -> Levels:
    """Same, akin, vague or different, of codes of types; "" where one is untold."""
    akin = np.zeros((len(TYPES) + 1, len(TYPES) + 1), dtype=bool)
    for pair in parameters.akin:
        codes = [TYPES.index(EventType(name)) for name in sorted(pair)]
        akin[codes[0], codes[-1]] = akin[codes[-1], codes[0]] = True
    conditions = [
        ("", (left == UNTOLD) | (right == UNTOLD)),
        ("vague", np.isin(left, _VAGUE) | np.isin(right, _VAGUE)),
        ("same", left == right),
        ("akin", akin[left, right]),
        ("different", np.ones(len(left), dtype=bool)),
    ]
    return _select(conditions, len(left))


def tolls(t: Columns, a: Ints, b: Ints) -> Levels:
    """Whether the ranges of the dead meet, and how far apart they lie."""
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


def sets(values: tuple[frozenset[str], ...], a: Ints, b: Ints, common: frozenset[str]) -> Levels:
    """Whether two sets of names share one, and whether that one is named everywhere."""
    told = np.array([bool(v) for v in values], dtype=bool)
    out = np.full(len(a), "", dtype=object)
    for i in np.flatnonzero(told[a] & told[b]):
        shared = values[a[i]] & values[b[i]]
        out[i] = ("shared_common" if shared <= common else "shared") if shared else "none_shared"
    return out


def words(told_words: tuple[frozenset[str], ...], a: Ints, b: Ints, common: Common) -> Levels:
    """Words that both tell over all words (Jaccard), each weighed by how rare it is (idf, Sparck Jones 1972)."""
    rarity = {word: common.rarity(word) for word in frozenset().union(*told_words)}
    total = np.array([math.fsum(rarity[word] for word in each) for each in told_words], dtype=np.float64)
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    shared = np.array(
        [math.fsum(rarity[word] for word in told_words[i] & told_words[j]) for i, j in pairs], dtype=np.float64
    )
    told = (total[a] > 0) & (total[b] > 0)
    every = total[a] + total[b] - shared
    share = np.divide(shared, every, out=np.zeros(len(a)), where=told)
    return _select(
        [("", ~told), ("same", share >= 0.8), ("alike", share >= 1 / 3), ("some", share >= 1 / 7), ("few", told)],
        len(a),
    )


def documents(t: Columns, a: Ints, b: Ints) -> Levels:
    """Whether one document, or two copies of one text, tell both, and whether the one refers back to the other."""
    meant = (t.meant[a] == b) | (t.meant[b] == a)
    same = t.document[a] == t.document[b]
    copied = (t.origin[a] == t.origin[b]) & ~same
    told = np.zeros(len(a), dtype=bool)
    for i in np.flatnonzero(copied):
        told[i] = t.words[a[i]] == t.words[b[i]]
    return _select(
        [("refers_back", meant), ("same", same), ("copied_same_words", copied & told), ("copied_other_words", copied)],
        len(a),
    )
