"""Sweep over time and place: pairs of records that lie near each other in both.

Rows are sorted by cell and first day. Each cell is walked with itself and with the cells that touch it, both in order
of time, so that only what lies within reach is ever looked at: n log n for the sort, and then the candidate pairs.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterclaim.events.kernel.cells import cells, neighbours
from counterclaim.events.kernel.compiled import compiled
from counterclaim.events.kernel.levels import actor_level, date_level, place_level, toll_level, type_level
from counterclaim.events.kernel.rows import Floats, Ints, Longs, Pairs, Rows
from counterclaim.events.kernel.surroundings import Located

LONGEST_DAYS = 45
"""A record that spans more days is not swept: it would meet all that happened meanwhile."""


class Layout(NamedTuple):
    """The order of the sweep. Rows without a point, or with too long a span, come last and are never met."""

    order: Longs
    """Row at each place of the order."""
    cell: Longs
    """Distinct cells, sorted."""
    start: Longs
    """Where each cell begins in the order, and the end of the last."""
    left: Longs
    """Cells that touch, as places in ``cell``; left <= right."""
    right: Longs
    longest: Ints
    """Most days that a record of the cell spans, less one."""

    def moved(self, pairs: Pairs | None) -> Pairs | None:
        """Pairs of rows as pairs of places in the order."""
        if pairs is None:
            return None
        place = np.empty(len(self.order), dtype=np.int32)
        place[self.order] = np.arange(len(self.order), dtype=np.int32)
        return place[pairs[0]], place[pairs[1]]


def layout(t: Rows) -> Layout:
    """Sort the rows by cell and first day."""
    cell = cells(t.latitude, t.longitude)
    span = t.last - t.first
    swept = (cell >= 0) & (span < LONGEST_DAYS)
    key = (cell << 32) + (t.first.astype(np.int64) - int(t.first.min(initial=0)))
    key[~swept] = np.iinfo(np.int64).max
    order = np.argsort(key, kind="stable")
    sorted_cell = cell[order[: int(swept.sum())]]
    start = np.flatnonzero(np.append(True, sorted_cell[1:] != sorted_cell[:-1])) if len(sorted_cell) else sorted_cell
    known = sorted_cell[start]
    left, right = neighbours(known)
    longest = np.maximum.reduceat(span[order[: len(sorted_cell)]], start) if len(start) else np.empty(0, np.int32)
    ends = np.append(start, len(sorted_cell)).astype(np.int64)
    return Layout(order=order, cell=known, start=ends, left=left, right=right, longest=longest)


@compiled
def near_pairs(
    t: Rows,
    start: Longs,
    left: Longs,
    right: Longs,
    longest: Ints,
    nearest: int,
    reach: int,
    every: int,
    one: Ints,
    other: Ints,
) -> int:
    """Write pairs whose dates are ``nearest`` to ``reach`` days apart; returns how many there are.

    Pairs of one source are left out. No more are written than ``one`` holds. Of the rows that come earlier one in
    ``every`` is taken, spread by a multiplicative hash (Knuth 1973, section 6.4).
    """
    found = 0
    for edge in range(len(left)):
        a, b = left[edge], right[edge]
        low = start[b]
        for row in range(start[a], start[a + 1]):
            if every > 1 and ((row * 2654435761) & 0xFFFFFFFF) // 65536 % every != 0:
                continue
            if a == b:
                low = row + 1
            else:
                while low < start[b + 1] and t.first[low] + longest[b] + reach < t.first[row]:
                    low += 1
            for beside in range(low, start[b + 1]):
                if t.first[beside] > t.last[row] + reach:
                    break
                if t.source[row] >= 0 and t.source[row] == t.source[beside]:
                    continue
                gap = max(t.first[row] - t.last[beside], t.first[beside] - t.last[row], 0)
                if gap < nearest or gap > reach:
                    continue
                if found < len(one):
                    one[found] = row
                    other[found] = beside
                found += 1
    return found


@compiled
def linked_pairs(
    t: Rows,
    where: Located,
    start: Longs,
    left: Longs,
    right: Longs,
    longest: Ints,
    reach: int,
    bits: Floats,
    best: Floats,
    keep: float,
    one: Ints,
    other: Ints,
    weight: Floats,
) -> tuple[int, int]:
    """Write pairs whose weight is at least ``keep`` bits; returns how many there are and how many were compared.

    ``best`` is the most that each field can give: a pair that cannot reach ``keep`` any more is left early.
    """
    found = compared = 0
    rest_toll = best[1] + best[4]
    rest_date = rest_toll + best[0]
    rest_actor = rest_date + best[3]
    for edge in range(len(left)):
        a, b = left[edge], right[edge]
        low = start[b]
        for row in range(start[a], start[a + 1]):
            if a == b:
                low = row + 1
            else:
                while low < start[b + 1] and t.first[low] + longest[b] + reach < t.first[row]:
                    low += 1
            first, last, source = t.first[row], t.last[row], t.source[row]
            for beside in range(low, start[b + 1]):
                if t.first[beside] > last + reach:
                    break
                if source >= 0 and source == t.source[beside]:
                    continue
                date = date_level(first, last, t.first[beside], t.last[beside], reach)
                if date < 0:
                    continue
                compared += 1
                total = bits[5, max(where.crowd[row], where.crowd[beside])]
                total += bits[2, type_level(t.type[row], t.group[row], t.type[beside], t.group[beside])]
                if total + rest_actor < keep:
                    continue
                total += bits[3, actor_level(t.actor[row], where.rarity[row], t.actor[beside], where.rarity[beside], 7)]
                if total + rest_date < keep:
                    continue
                total += bits[0, date]
                if total + rest_toll < keep:
                    continue
                if t.toll[row] >= 0 and t.toll[beside] >= 0:
                    total += bits[4, toll_level(t.toll[row], t.toll[beside])]
                if total + best[1] < keep:
                    continue
                total += bits[1, place_level(
                    t.latitude[row], t.longitude[row], where.kind[row],
                    t.latitude[beside], t.longitude[beside], where.kind[beside], where.narrowing[row],
                )]  # fmt: skip
                if total < keep:
                    continue
                if found < len(one):
                    one[found], other[found], weight[found] = row, beside, total
                found += 1
    return found, compared


def pairs(t: Rows, plan: Layout, *, nearest: int, reach: int, every: int = 1) -> tuple[Ints, Ints]:
    """Pairs of rows, which are in the order of the sweep, whose dates lie ``nearest`` to ``reach`` days apart."""
    room = 1 << 16
    while True:
        one, other = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int32)
        found = near_pairs(t, plan.start, plan.left, plan.right, plan.longest, nearest, reach, every, one, other)
        if found <= room:
            return one[:found], other[:found]
        room = found


class Links(NamedTuple):
    """Pairs of rows that may be one event, with their weight in bits."""

    left: Ints
    right: Ints
    bits: Floats
    compared: int


def links(t: Rows, where: Located, plan: Layout, *, reach: int, bits: Floats, best: Floats, keep: float) -> Links:
    """Pairs of rows, which are in the order of the sweep, whose weight is at least ``keep`` bits."""
    room = max(2 * t.size, 64)
    while True:
        one, other = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int32)
        weight = np.empty(room, dtype=np.float64)
        found, compared = linked_pairs(
            t, where, plan.start, plan.left, plan.right, plan.longest, reach, bits, best, keep, one, other, weight
        )
        if found <= room:
            return Links(one[:found].copy(), other[:found].copy(), weight[:found].copy(), compared)
        room = found
