"""How busy the surroundings of a record are: what agreement by chance is worth there.

Two reports of a bombing on one day are one event in a quiet province and may be two in a city that sees ten a day; a
name that every other record of a district bears tells less than a rare one. So the frequency of a value decides what
agreement on it is worth (Newcombe et al. 1959; the term-frequency adjustment of Winkler 1989), and it is counted where
the records are. Counts are kept, so that later records are judged by the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from counterclaim.events.kernel.cells import cells, neighbours
from counterclaim.events.kernel.rows import UNTOLD, Bytes, Floats, Ints, Longs, Rows

BLOCK_DAYS = 128
_BLOCKS = 1 << 16
_POINT = 10_000.0
_NAMES = 1 << 24
_REPEATED = 3
EXACT_KM = 5.0
CROWDS = 20
SHARES = 6
EXACT, SHARED = 0, 1
"""Kinds of points: one of the record's own, and one that stands for a place."""


class Surroundings(NamedTuple):
    """Counts among the records that the parameters were estimated on; keys are sorted."""

    cells: Longs
    block_keys: Longs
    block_counts: Floats
    """Records a day in each cell's three by three cells and block of days."""
    point_keys: Longs
    """Points that several records share."""


class Bearers(NamedTuple):
    """How many records name each actor in each cell; keys are sorted."""

    cells: Longs
    cell_counts: Longs
    """Records that name an actor, by cell."""
    actor_keys: Longs
    actor_counts: Longs
    """Records by cell and actor."""


class Located(NamedTuple):
    """What the surroundings say of each row."""

    cell: Longs
    """The row's cell, -1 where it has no point."""
    crowd: Bytes
    """Number of doublings of the records a day around it, 0 for fewer than one in a few years."""
    kind: Bytes
    """EXACT or SHARED."""
    narrowing: Floats
    """Cosine of its latitude: how much narrower a degree of longitude is than at the equator."""
    rarity: Bytes
    """Number of halvings of its actor's share in its cell, 0 where every other record names it."""

    def take(self, rows: Longs) -> Located:
        """Some rows, in the order given."""
        columns: Iterable[npt.NDArray[Any]] = self
        return Located(*(column[rows] for column in columns))

    def extended(self, other: Located) -> Located:
        """These rows and then the others."""
        both: Iterable[tuple[npt.NDArray[Any], npt.NDArray[Any]]] = zip(self, other, strict=True)
        return Located(*(np.concatenate(pair) for pair in both))


def survey(rows: Rows) -> Surroundings:
    """Count the records of each cell and block of days, and the points that records share."""
    cell = cells(rows.latitude, rows.longitude)
    located = cell >= 0
    inside, day = cell[located], rows.first[located]
    known = np.unique(inside)
    place = np.searchsorted(known, inside)
    keys, counts = np.unique(place.astype(np.int64) * _BLOCKS + _block(day), return_counts=True)
    points, repeated = np.unique(_points(rows)[located], return_counts=True)
    return Surroundings(
        cells=known,
        block_keys=keys,
        block_counts=_around(known, keys, counts),
        point_keys=points[repeated >= _REPEATED],
    )


def locate(rows: Rows, counted: Surroundings) -> Located:
    """What the counted surroundings say of each row; where nothing was counted it is as quiet as can be.

    No actor counts as rare before :func:`with_rarity` says so.
    """
    cell = cells(rows.latitude, rows.longitude)
    place, inside = _find(counted.cells, cell)
    found, known = _find(counted.block_keys, place * _BLOCKS + _block(rows.first))
    a_day = np.where(known & inside, counted.block_counts[found] if len(counted.block_keys) else 0.0, 0.0)
    _, repeated = _find(counted.point_keys, _points(rows))
    vague = ~np.isnan(rows.radius) & (rows.radius > EXACT_KM)
    return Located(
        cell=cell,
        crowd=crowds(a_day),
        kind=np.where(repeated | vague, SHARED, EXACT).astype(np.uint8),
        narrowing=np.cos(np.radians(rows.latitude)),
        rarity=np.zeros(rows.size, dtype=np.uint8),
    )


def bearers(rows: Rows, where: Located) -> Bearers:
    """Count the records that name each actor in each cell."""
    named = (where.cell >= 0) & (rows.actor != UNTOLD)
    cell = where.cell[named]
    actors, bearing = np.unique(cell * _NAMES + rows.actor[named], return_counts=True)
    owner = actors // _NAMES
    known, start = np.unique(owner, return_index=True)
    total = np.add.reduceat(bearing, start) if len(start) else np.empty(0, dtype=np.int64)
    return Bearers(cells=known, cell_counts=total, actor_keys=actors, actor_counts=bearing)


def with_rarity(rows: Rows, where: Located, counted: Bearers) -> Located:
    """The same with how rare each row's actor is in its cell."""
    at, borne = _find(counted.actor_keys, where.cell * _NAMES + rows.actor)
    place = np.searchsorted(counted.cells, counted.actor_keys // _NAMES)
    total = counted.cell_counts[place]
    share = _halvings((counted.actor_counts + 0.5) / (total + 1.0)) if len(total) else np.empty(0, dtype=np.uint8)
    found = share[at] if len(share) else np.zeros(rows.size, dtype=np.uint8)
    return where._replace(rarity=np.where(borne, found, SHARES - 1).astype(np.uint8))


def crowds(a_day: Floats) -> Bytes:
    """Doublings of records a day, counted from 2^-10."""
    return np.asarray(np.clip(np.floor(np.log2(a_day + 2.0**-11)) + 11, 0, CROWDS - 1), dtype=np.uint8)


def _halvings(share: Floats) -> Bytes:
    return np.asarray(np.clip(np.floor(-np.log2(np.clip(share, 1e-9, 1.0))), 0, SHARES - 1), dtype=np.uint8)


def _block(day: Ints) -> Longs:
    return (day.astype(np.int64) // BLOCK_DAYS) % _BLOCKS


def _points(rows: Rows) -> Longs:
    known = ~(np.isnan(rows.latitude) | np.isnan(rows.longitude))
    north = np.rint(np.where(known, rows.latitude, 91.0) * _POINT).astype(np.int64)
    return (north << 32) + np.rint(np.where(known, rows.longitude, 0.0) * _POINT).astype(np.int64)


def _find(known: Longs, wanted: Longs) -> tuple[Longs, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """The place of each key, and whether it is there."""
    if not len(known):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return place, known[place] == wanted


def _around(known: Longs, keys: Longs, counts: Longs) -> Floats:
    """Records a day over each key's own cell and those that touch it, in the same block of days."""
    left, right = neighbours(known)
    other = left != right
    one = np.concatenate([left, right[other]])
    beside = np.concatenate([right, left[other]])
    order = np.argsort(one, kind="stable")
    one, beside = one[order], beside[order]
    start = np.searchsorted(one, np.arange(len(known) + 1))
    place, block = keys // _BLOCKS, keys % _BLOCKS
    many = (start[1:] - start[:-1])[place]
    row = np.repeat(np.arange(len(keys)), many)
    step = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
    found, there = _find(keys, beside[start[place[row]] + step] * _BLOCKS + block[row])
    total = np.bincount(row, weights=np.where(there, counts[found], 0), minlength=len(keys))
    return np.asarray(total / BLOCK_DAYS, dtype=np.float64)
