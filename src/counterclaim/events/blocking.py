"""Which pairs of mentions are compared at all: those that meet in time and place, never all pairs.

Mentions are put under keys (week and cell of a degree, week and country, place name, actor and country, origin and
words) and only those under one key meet. A key with very many mentions is walked in order of date, and each mention is
compared with the next ones only, so that the number of pairs grows with n, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from counterclaim.events.arrays import UNTOLD, Columns, Flags, Ints
from counterclaim.model import MentionProfile

WEEK = 7
_SHORT_DAYS = 45
"""A date vaguer than this is not spread over weeks, but looked up by place name and actor."""
_PUBLISHED_WITHIN = 10
"""Days before publication in which a report without a date is looked for."""
_WIDE_KM = 100.0
REACH = 150
"""How many of the next mentions under one key each is compared with."""


class Index(NamedTuple):
    """Keys of mentions, sorted by key and, under one key, by date and row."""

    key: Ints
    """Digest of the key."""
    row: Ints

    @classmethod
    def of(cls, key: Ints, row: Ints, first: Ints, last: Ints) -> Index:
        """Sort keys of rows; ``first`` and ``last`` are all rows' days."""
        order = np.lexsort((row, last[row], first[row], key))
        return cls(key[order], row[order])


def candidate_pairs(
    profiles: Sequence[MentionProfile], table: Columns, records: Flags | None = None
) -> tuple[Ints, Ints]:
    """Left and right row of each pair to compare, left < right, each pair once, sorted.

    Two ``records`` are never paired: they meet in the kernel's sweep.
    """
    return paired(Index.of(*keys_of(profiles, table), table.first, table.last), len(profiles), records)


def keys_of(profiles: Sequence[MentionProfile], table: Columns) -> tuple[Ints, Ints]:
    """Digests of keys, and the row that each is of."""
    keys: list[int] = []
    rows: list[int] = []
    digests: dict[tuple[object, ...], int] = {}
    for row, p in enumerate(profiles):
        for key in dict.fromkeys(_keys(p, row, table)):
            code = digests.get(key)
            if code is None:
                code = digests[key] = _digest(key)
            keys.append(code)
            rows.append(row)
    return np.array(keys, dtype=np.int64), np.array(rows, dtype=np.int64)


def _digest(key: tuple[object, ...]) -> int:
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest(), "big", signed=True)


def paired(index: Index, n: int, records: Flags | None = None) -> tuple[Ints, Ints]:
    """Pairs of rows under one key, at most ``REACH`` apart in its order, of ``n`` rows, but no two records."""
    left, right = _unpacked(_within_keys(index.row, index.key, n), n)
    if records is not None:
        met = ~(records[left] & records[right])
        left, right = left[met], right[met]
    return left, right


def _within_keys(rows: Ints, codes: Ints, n: int) -> Ints:
    found = [np.empty(0, dtype=np.int64)]
    for step in range(1, REACH + 1):
        together = codes[step:] == codes[:-step]
        if not together.any():
            break
        found.append(packed(rows[:-step][together], rows[step:][together], n))
    return np.unique(np.concatenate(found))


def packed(one: Ints, other: Ints, n: int) -> Ints:
    """Pairs of ``n`` rows as single numbers."""
    return np.asarray(np.minimum(one, other) * n + np.maximum(one, other), dtype=np.int64)


def _unpacked(pairs: Ints, n: int) -> tuple[Ints, Ints]:
    left, right = pairs // max(n, 1), pairs % max(n, 1)
    met = left != right
    return left[met], right[met]


def _keys(p: MentionProfile, row: int, table: Columns) -> Iterator[tuple[object, ...]]:
    yield ("origin", p.origin_id, p.anchor_words)
    weeks = _weeks(p, row, table)
    for week in weeks:
        yield from _in_week(week, p, row, table)
    countries = sorted(table.countries[row]) or [""]
    own = int(table.place[row])
    for code in sorted(table.hints[row] | {own} - {UNTOLD}):
        yield ("place", table.names[code])
    if not weeks or table.last[row] - table.first[row] > WEEK or own == UNTOLD:
        for actor in p.actors:
            for country in countries:
                yield ("actor", actor, country)


def _weeks(p: MentionProfile, row: int, table: Columns) -> range:
    """The weeks that the mention's date, or the days before its publication, touch; none where that is vague."""
    first, last = int(table.first[row]), int(table.last[row])
    if not table.dated[row]:
        if p.published is None or p.published.latest is None:
            return range(0)
        last = p.published.latest.toordinal()
        first = last - _PUBLISHED_WITHIN
    if last - first > _SHORT_DAYS:
        return range(0)
    # One day more on both ends: the next day may fall into the next week.
    return range((first - 1) // WEEK, (last + 1) // WEEK + 1)


def _in_week(week: int, p: MentionProfile, row: int, table: Columns) -> Iterator[tuple[object, ...]]:
    if table.located[row] and table.radius[row] <= _WIDE_KM:
        lat, lon = int(np.floor(table.latitude[row])), int(np.floor(table.longitude[row]))
        # Cells of two degrees that overlap by one: whatever lies within a degree shares one.
        for down in (0, 1):
            for left in (0, 1):
                yield ("cell", week, lat - down, (lon - left) % 360)
    for country in sorted(table.countries[row]):
        yield ("country", week, country)
    if not table.countries[row]:
        for actor in p.actors:
            yield ("week actor", week, actor)
        yield ("week", week)
    elif p.actors:
        for actor in p.actors:
            yield ("week actor", week, actor)
