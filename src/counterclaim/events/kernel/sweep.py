"""Sweep over time and place: pairs of records that lie near each other in both.

Rows are sorted by cell and first day. Each cell is walked with itself and with the cells that touch it, both in order
of time, so that only what lies within reach is ever looked at: n log n for the sort, and then the candidate pairs.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterclaim.events.kernel.cells import cells, neighbours
from counterclaim.events.kernel.compiled import compiled, inlined
from counterclaim.events.kernel.levels import actor_level, date_level, place_level, toll_level, type_level
from counterclaim.events.kernel.rows import Floats, Ints, Longs, Pairs, Rows
from counterclaim.events.kernel.surroundings import Located

LONGEST_DAYS = 45
"""A record that spans more days is not swept: it would meet all that happened meanwhile."""
_UNSWEPT = np.iinfo(np.int64).max


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


def sweep_key(t: Rows) -> Longs:
    """What the sweep is sorted by: the cell and then the first day; greater than any for rows that are not swept."""
    cell = cells(t.latitude, t.longitude)
    key = (cell << 32) + (t.first.astype(np.int64) + (1 << 31))
    key[(cell < 0) | (t.last - t.first >= LONGEST_DAYS)] = _UNSWEPT
    return key


def layout(t: Rows) -> Layout:
    """Sort the rows by cell and first day."""
    key = sweep_key(t)
    order = np.argsort(key, kind="stable")
    span = t.last - t.first
    sorted_cell = key[order[: int((key < _UNSWEPT).sum())]] >> 32
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


@inlined
def weighed(
    bits: Floats,
    crowd: int,
    types: int,
    actors: int,
    date: int,
    tolls: int,
    rest_actor: float,
    rest_date: float,
    rest_toll: float,
    keep: float,
) -> float:
    """Weight of a pair without its place; much less than ``keep`` as soon as it is clear that it falls short.

    ``rest_actor``, ``rest_date`` and ``rest_toll`` are the most that a field and those after it can give.
    """
    total = bits[5, crowd] + bits[2, types]
    if total + rest_actor >= keep:
        total += bits[3, actors]
        if total + rest_date >= keep:
            total += bits[0, date]
            if total + rest_toll >= keep:
                return float(total + bits[4, tolls])
    return float(total - 1000.0)


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
    rest_toll = best[4] + best[1]
    rest_date = best[0] + rest_toll
    rest_actor = best[3] + rest_date
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
                total = weighed(
                    bits,
                    max(where.crowd[row], where.crowd[beside]),
                    type_level(t.type[row], t.group[row], t.type[beside], t.group[beside]),
                    actor_level(t.actor[row], where.rarity[row], t.actor[beside], where.rarity[beside], 7),
                    date,
                    toll_level(t.toll[row], t.toll[beside]),
                    rest_actor,
                    rest_date,
                    rest_toll,
                    keep,
                )
                if total + best[1] < keep:
                    continue
                total += bits[
                    1,
                    place_level(
                        t.latitude[row],
                        t.longitude[row],
                        where.kind[row],
                        t.latitude[beside],
                        t.longitude[beside],
                        where.kind[beside],
                        min(where.narrowing[row], where.narrowing[beside]),
                    ),
                ]
                if total < keep:
                    continue
                if found < len(one):
                    one[found], other[found], weight[found] = row, beside, total
                found += 1
    return found, compared


@compiled
def linked_across(
    t: Rows,
    where: Located,
    start: Longs,
    others: Rows,
    there: Located,
    others_start: Longs,
    longest: Ints,
    left: Longs,
    right: Longs,
    reach: int,
    bits: Floats,
    best: Floats,
    keep: float,
    one: Ints,
    other: Ints,
    weight: Floats,
) -> tuple[int, int]:
    """The same between a few rows ``t`` and many ``others``; ``left`` and ``right`` are cells that touch."""
    found = compared = 0
    rest_toll = best[4] + best[1]
    rest_date = best[0] + rest_toll
    rest_actor = best[3] + rest_date
    for edge in range(len(left)):
        begin, end = others_start[right[edge]], others_start[right[edge] + 1]
        for row in range(start[left[edge]], start[left[edge] + 1]):
            wanted = t.first[row] - longest[right[edge]] - reach
            low, high = begin, end
            while low < high:
                middle = (low + high) // 2
                if others.first[middle] < wanted:
                    low = middle + 1
                else:
                    high = middle
            for beside in range(low, end):
                if others.first[beside] > t.last[row] + reach:
                    break
                if t.source[row] >= 0 and t.source[row] == others.source[beside]:
                    continue
                date = date_level(t.first[row], t.last[row], others.first[beside], others.last[beside], reach)
                if date < 0:
                    continue
                compared += 1
                total = weighed(
                    bits,
                    max(where.crowd[row], there.crowd[beside]),
                    type_level(t.type[row], t.group[row], others.type[beside], others.group[beside]),
                    actor_level(t.actor[row], where.rarity[row], others.actor[beside], there.rarity[beside], 7),
                    date,
                    toll_level(t.toll[row], others.toll[beside]),
                    rest_actor,
                    rest_date,
                    rest_toll,
                    keep,
                )
                if total + best[1] < keep:
                    continue
                total += bits[
                    1,
                    place_level(
                        t.latitude[row],
                        t.longitude[row],
                        where.kind[row],
                        others.latitude[beside],
                        others.longitude[beside],
                        there.kind[beside],
                        min(where.narrowing[row], there.narrowing[beside]),
                    ),
                ]
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


class Measure(NamedTuple):
    """By what pairs are weighed."""

    reach: int
    """Most days between two records."""
    bits: Floats
    """Weight of each level, fields by codes."""
    best: Floats
    """The most that each field can give."""
    keep: float
    """Least weight of a pair that is kept."""


def links(t: Rows, where: Located, plan: Layout, measure: Measure) -> Links:
    """Pairs of rows, which are in the order of the sweep, that weigh enough to be kept."""
    room = max(2 * t.size, 64)
    while True:
        one, other, weight = _room(room)
        found, compared = linked_pairs(
            t, where, plan.start, plan.left, plan.right, plan.longest,
            measure.reach, measure.bits, measure.best, measure.keep, one, other, weight,
        )  # fmt: skip
        if found <= room:
            return Links(one[:found].copy(), other[:found].copy(), weight[:found].copy(), compared)
        room = found


def _room(size: int) -> tuple[Ints, Ints, Floats]:
    return np.empty(size, dtype=np.int32), np.empty(size, dtype=np.int32), np.empty(size, dtype=np.float64)


def links_across(
    t: Rows, where: Located, plan: Layout, others: Rows, there: Located, others_plan: Layout, measure: Measure
) -> Links:
    """Pairs of a row of ``t`` and one of ``others``, both in the order of their plans, that weigh enough to be kept."""
    mine, theirs = _touching(plan.cell, others_plan.cell)
    room = max(2 * t.size, 64)
    while True:
        one, other, weight = _room(room)
        found, compared = linked_across(
            t, where, plan.start, others, there, others_plan.start, others_plan.longest, mine, theirs,
            measure.reach, measure.bits, measure.best, measure.keep, one, other, weight,
        )  # fmt: skip
        if found <= room:
            return Links(one[:found], other[:found], weight[:found], compared)
        room = found


def _touching(mine: Longs, theirs: Longs) -> tuple[Longs, Longs]:
    """Places in two lists of cells of those that touch each other."""
    known = np.union1d(mine, theirs)
    left, right = neighbours(known)
    other = left != right
    one, two = np.concatenate([left, right[other]]), np.concatenate([right, left[other]])
    meets = np.isin(known, mine)[one] & np.isin(known, theirs)[two]
    return np.searchsorted(mine, known)[one[meets]], np.searchsorted(theirs, known)[two[meets]]
