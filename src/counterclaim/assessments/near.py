"""Near misses: how probable it is that whoever errs states x where t is true, because x lies close to t.

Numbers and dates: a Laplace law around the truth, whose width is the median distance between rival values of one
question, on the scale on which they are compared. Sets: each true member may be left out, each other
one put in (the two-sided errors of Zhao et al. 2012).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.arrays import Claims, Floats, Longs
from counterclaim.assessments.compiled import compiled

MOST_VALUES = 256
"""Questions with more distinct values have no matrix: the values there are taken as unlike each other."""
LEFT_OUT, PUT_IN = 0.3, 0.05
"""How often whoever gives a set in part leaves out each member, and puts in each other one (ours)."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How the numbers of one property are compared."""

    width: float
    """Mean distance of a near miss."""
    extent: float
    """Distance over which other errors spread."""


@compiled
def _distances(
    cell_start: npt.NDArray[np.int64], position: npt.NDArray[np.float64], most: int
) -> npt.NDArray[np.float64]:
    """Distances between neighbouring distinct values of each question."""
    found = np.empty(len(position))
    many = 0
    for q in range(len(cell_start) - 1):
        first, last = cell_start[q], cell_start[q + 1]
        if last - first < 2 or last - first > most:
            continue
        ordered = np.sort(position[first:last])
        for i in range(1, last - first):
            apart = ordered[i] - ordered[i - 1]
            if apart > 0:
                found[many] = apart
                many += 1
    return found[:many]


@compiled
def _laplace(
    cell_start: npt.NDArray[np.int64],
    near_start: npt.NDArray[np.int64],
    low: npt.NDArray[np.float64],
    high: npt.NDArray[np.float64],
    position: npt.NDArray[np.float64],
    width: npt.NDArray[np.float64],
    peak: npt.NDArray[np.float64],
    near: npt.NDArray[np.float32],
) -> None:
    """Fill the matrices; ``width`` and ``peak`` are per question."""
    for q in range(len(cell_start) - 1):
        if near_start[q] < 0:
            continue
        first, k = cell_start[q], cell_start[q + 1] - cell_start[q]
        for x in range(k):
            for t in range(k):
                true = position[first + t]
                if low[first + x] < high[first + x] and low[first + x] <= true <= high[first + x]:
                    near[near_start[q] + x * k + t] = 1.0
                else:
                    apart = abs(position[first + x] - true)
                    near[near_start[q] + x * k + t] = peak[q] * np.exp(-apart / width[q])


def near_numbers(claims: Claims, low: Floats, high: Floats, numeric: npt.NDArray[np.bool_]) -> Claims:
    """The claims with near misses for the properties that are ``numeric``.

    ``low`` and ``high`` bound each cell's number on the scale on which it is compared: equal for a plain number, one
    of them infinite for a bound. A range misses no number that lies in it.
    """
    of_question = claims.question_property
    position = np.where(np.isfinite(low), np.where(np.isfinite(high), (low + high) / 2, low), high)
    width, peak = np.ones(len(claims.domain)), np.zeros(len(claims.domain))
    told = of_question[claims.cell_question]
    usable = numeric.copy()
    for p in np.flatnonzero(numeric):
        scale = scale_of(position[told == p], _of_property(claims, int(p)))
        if scale is None:
            usable[p] = False
            continue
        width[p] = scale.width
        peak[p] = min(scale.extent / (2 * scale.width) / max(claims.domain[p] - 1, 1), 1.0)
    near_start, size = _layout(claims, usable[of_question])
    near = np.zeros(size, np.float32)
    _laplace(claims.cell_start, near_start, low, high, position, width[of_question], peak[of_question], near)
    return replace(claims, near_start=near_start, near=near)


def _of_property(claims: Claims, p: int) -> Longs:
    """Starts of cells of the questions of one property, among its own cells."""
    mine = np.diff(claims.cell_start)[claims.question_property == p]
    return np.concatenate([[0], np.cumsum(mine)]).astype(np.int64)


def scale_of(position: Floats, cell_start: Longs) -> Scale | None:
    """How far rivals lie apart and all values spread, from one property's cells; None where no two rivals differ."""
    if not len(position) or not np.isfinite(position).all():
        return None
    apart = _distances(cell_start, np.ascontiguousarray(position, np.float64), MOST_VALUES)
    if not len(apart):
        return None
    low, high = np.quantile(position, [0.05, 0.95])
    width = float(np.median(apart))
    return Scale(width, max(float(high - low) / 0.9, 2 * width))


def _layout(claims: Claims, wanted: npt.NDArray[np.bool_]) -> tuple[Longs, int]:
    many = np.diff(claims.cell_start)
    having = wanted & (many > 1) & (many <= MOST_VALUES)
    size = np.where(having, many * many, 0)
    ends = np.cumsum(size)
    return np.where(having, ends - size, -1).astype(np.int64), int(ends[-1]) if len(ends) else 0


def near_sets(claims: Claims, members: Sequence[frozenset[str]], plural: npt.NDArray[np.bool_]) -> Claims:
    """The claims with near misses for properties whose values are sets; ``members`` is per cell."""
    near_start, size = _layout(claims, plural[claims.question_property])
    near = np.zeros(size, np.float32)
    has = np.flatnonzero(near_start >= 0)
    for q in has:
        first, last = claims.cell_start[q], claims.cell_start[q + 1]
        found = members[first:last]
        everybody = len(frozenset().union(*found))
        at = near_start[q]
        for stated in found:
            for true in found:
                near[at] = _half_right(stated, true, everybody)
                at += 1
    if len(claims.near_start):
        # Beside the matrices that are there already.
        kept = claims.near_start.copy()
        kept[has] = near_start[has] + len(claims.near)
        return replace(claims, near_start=kept, near=np.concatenate([claims.near, near]))
    return replace(claims, near_start=near_start, near=near)


def _half_right(stated: frozenset[str], true: frozenset[str], everybody: int) -> float:
    """Chance of the stated set among incomplete ones of the true one; none where they share nothing."""
    shared = len(stated & true)
    if not shared:
        return 0.0
    added, possible = len(stated - true), everybody - len(true)
    chance = LEFT_OUT ** (len(true) - shared) * (1 - LEFT_OUT) ** shared
    return float(chance * PUT_IN**added * (1 - PUT_IN) ** (possible - added))


def implied(claims: Claims, score: Floats) -> Floats:
    """What similar values lend each cell: the sum of their scores by likeness (a near miss's chance over the best)."""
    lent = np.zeros(claims.cells)
    if not len(claims.near_start):
        return lent
    _lend(claims.cell_start, claims.near_start, claims.near, score, lent)
    return lent


@compiled
def _lend(
    cell_start: npt.NDArray[np.int64],
    near_start: npt.NDArray[np.int64],
    near: npt.NDArray[np.float32],
    score: npt.NDArray[np.float64],
    lent: npt.NDArray[np.float64],
) -> None:
    for q in range(len(cell_start) - 1):
        if near_start[q] < 0:
            continue
        first, k = cell_start[q], cell_start[q + 1] - cell_start[q]
        for t in range(k):
            best = near[near_start[q] + t * k + t]
            for x in range(k):
                if x != t and best > 0:
                    lent[first + t] += score[first + x] * near[near_start[q] + x * k + t] / best
