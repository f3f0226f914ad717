"""Change points of a share: the series cut where two shares explain it better than one.

Optimal partitioning (Jackson et al. 2005) of binomial counts with the penalty of Schwarz (1978): exact, and quick
enough for the hundreds of periods that such series have.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST = 4
"""Periods that a piece has at least: fewer make every peak a change."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The batch at which a new piece begins, the shares before and after, and the gain beyond the penalty."""

    at: int
    before: float
    after: float
    gain: float


def change_points(relevant: Sequence[int], total: Sequence[int], least: int = LEAST) -> list[Cut]:
    """Where the share of ``relevant`` in ``total`` (N counts each) changes, in order; empty for too short a series."""
    r, d = np.asarray(relevant, float), np.asarray(total, float)
    if r.shape != d.shape or (r > d).any() or (r < 0).any():
        raise ValueError("each batch needs 0 <= relevant <= total")
    n = len(r)
    if n < 2 * least or d.sum() == 0:
        return []
    sums = np.concatenate([[0.0], r.cumsum()]), np.concatenate([[0.0], d.cumsum()])
    # A new piece brings two numbers: its share and where it begins.
    penalty = math.log(max(2, int((d > 0).sum())))
    starts = _partition(sums, n, least, penalty)
    edges = [*starts, n]
    return [_cut(sums, edges[i - 1], edges[i], edges[i + 1], penalty) for i in range(1, len(edges) - 1)]


def _partition(sums: tuple[NDArray[np.float64], NDArray[np.float64]], n: int, least: int, penalty: float) -> list[int]:
    """The first batch of each piece of the cheapest partition."""
    best = [0.0] + [math.inf] * n
    came = [0] * (n + 1)
    for end in range(least, n + 1):
        for start in (0, *range(least, end - least + 1)):
            value = best[start] + _cost(sums, start, end) + (penalty if start else 0.0)
            if value < best[end] - 1e-12:
                best[end], came[end] = value, start
    starts, end = [], n
    while end:
        end = came[end]
        starts.append(end)
    return starts[::-1]


def _cost(sums: tuple[NDArray[np.float64], NDArray[np.float64]], start: int, end: int) -> float:
    """Minus the greatest log-likelihood of one share for batches ``start`` to ``end`` (exclusive)."""
    r, d = sums[0][end] - sums[0][start], sums[1][end] - sums[1][start]
    from scipy.special import xlogy

    return -float(xlogy(r, r / d) + xlogy(d - r, (d - r) / d)) if d else 0.0


def _cut(sums: tuple[NDArray[np.float64], NDArray[np.float64]], first: int, at: int, past: int, penalty: float) -> Cut:
    def share(start: int, end: int) -> float:
        d = sums[1][end] - sums[1][start]
        return float((sums[0][end] - sums[0][start]) / d) if d else 0.0

    gain = _cost(sums, first, past) - _cost(sums, first, at) - _cost(sums, at, past) - penalty
    return Cut(at, share(first, at), share(at, past), gain)
