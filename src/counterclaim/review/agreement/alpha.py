"""Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; Content Analysis, ch. 12).

alpha = 1 - D_o / D_e over all pairs of values that different people give to one unit. Values may be missing; a unit
with fewer than two values says nothing. All is computed from weights of units, so that an interval can weigh them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_BLOCK = 2048
"""Distinct values compared at once, so that many of them need no square of their number."""


class Level(StrEnum):
    """On which scale values are, and so how far two of them are apart."""

    NOMINAL = "nominal"
    """Equal or not."""
    ORDINAL = "ordinal"
    """By how many values lie between."""
    INTERVAL = "interval"
    """By their difference."""
    RATIO = "ratio"
    """By their difference as a share of their sum; no value is negative."""


@dataclass(frozen=True)
class Reliability:
    """The values that several people gave to units, ready to be weighed."""

    level: Level
    values: Floats
    """The distinct values, ascending; of nominal ones their codes."""
    codes: Ints
    """Units by people, as places in ``values``; -1 where nothing was given. Units without a pair are left out."""
    people: int
    units: int
    """Units with at least two values."""

    @property
    def pairable(self) -> int:
        """How many values stand in those units."""
        return int((self.codes >= 0).sum())

    @property
    def constant(self) -> bool:
        """Whether all pairable values are the same: then alpha is not defined, for nothing could be told apart."""
        return len(np.unique(self.codes[self.codes >= 0])) < 2

    @property
    def alpha(self) -> float | None:
        """Alpha over all units; None where it is not defined."""
        found = float(self.alphas(np.ones((1, self.units)))[0]) if self.units else float("nan")
        return None if np.isnan(found) else found

    @property
    def observed(self) -> float | None:
        """Share of pairs of values that are the same, each unit's pairs weighed as in alpha; None without a pair."""
        if not self.units:
            return None
        counts = self._counts
        same = np.asarray((counts.multiply(counts - _ones(counts))).sum(axis=1)).ravel() / (self._sizes - 1)
        return float(same.sum() / self._sizes.sum())

    def alphas(self, weights: Floats) -> Floats:
        """Alpha by each row of weights of the units, NaN where it is not defined."""
        totals = np.asarray((self._counts.T @ weights.T).T, dtype=np.float64)
        pairs = weights @ self._sizes
        within, between = _DISTANCES[self.level](self, weights, totals)
        found = np.full(len(weights), np.nan)
        # What floating-point arithmetic leaves of "no variation" is none.
        told = between > 1e-12 * np.maximum(pairs, 1.0) ** 2 * _scale(self)
        found[told] = 1.0 - (pairs[told] - 1.0) * within[told] / between[told]
        return found

    @cached_property
    def _sizes(self) -> Floats:
        return np.asarray((self.codes >= 0).sum(axis=1), dtype=np.float64)

    @cached_property
    def _counts(self) -> sparse.csr_matrix:
        rows, columns = np.nonzero(self.codes >= 0)
        data = np.ones(len(rows))
        return sparse.csr_matrix((data, (rows, self.codes[rows, columns])), shape=(self.units, len(self.values)))


def reliability(data: npt.ArrayLike, level: Level | str = Level.NOMINAL) -> Reliability:
    """Take in what several people gave to several units.

    Args:
        data: units by people, NaN where nothing was given. Nominal values are any numbers that tell them apart.
        level: the scale of the values.

    Raises:
        ValueError: no table of two dimensions, infinite values, or negative ones on a ratio scale.
    """
    table, level = np.asarray(data, dtype=np.float64), Level(level)
    if table.ndim != 2:
        raise ValueError(f"reliability data are units by people, not of {table.ndim} dimensions")
    if np.isinf(table).any():
        raise ValueError("a value is infinite")
    if level is Level.RATIO and (table < 0).any():
        raise ValueError("a value on a ratio scale is negative")
    paired = table[(~np.isnan(table)).sum(axis=1) >= 2]
    known = ~np.isnan(paired)
    values, places = np.unique(paired[known], return_inverse=True)
    codes = np.full(paired.shape, -1, dtype=np.int64)
    codes[known] = places
    return Reliability(level=level, values=values, codes=codes, people=table.shape[1], units=len(paired))


Distances = Callable[[Reliability, Floats, Floats], tuple[Floats, Floats]]
"""From the weights of units and the totals of values, by rows: the sum of squared distances of the pairs within units,
each unit's over its number of values less one, and the sum over all pairs of values."""


def _nominal(found: Reliability, weights: Floats, totals: Floats) -> tuple[Floats, Floats]:
    counts, sizes = found._counts, found._sizes
    same = np.asarray(counts.multiply(counts).sum(axis=1)).ravel()
    within = weights @ ((sizes**2 - same) / (sizes - 1))
    return within, totals.sum(axis=1) ** 2 - (totals**2).sum(axis=1)


def _interval(found: Reliability, weights: Floats, totals: Floats) -> tuple[Floats, Floats]:
    values = found.values - found.values.mean() if len(found.values) else found.values
    return weights @ _spread(found, values), _all_pairs(totals, values)


def _ordinal(found: Reliability, weights: Floats, totals: Floats) -> tuple[Floats, Floats]:
    # The squared ordinal distance of two values is that of their mean ranks.
    ranks = np.cumsum(totals, axis=1) - totals / 2
    ranks -= ranks.mean(axis=1, keepdims=True)
    within = np.array([row @ _spread(found, rank) for row, rank in zip(weights, ranks, strict=True)])
    return within, _all_pairs(totals, ranks)


def _ratio(found: Reliability, weights: Floats, totals: Floats) -> tuple[Floats, Floats]:
    values, sizes = found.values, found._sizes
    apart = np.zeros(found.units)
    for left in range(found.codes.shape[1]):
        for right in range(left + 1, found.codes.shape[1]):
            both = (found.codes[:, left] >= 0) & (found.codes[:, right] >= 0)
            one, other = values[found.codes[both, left]], values[found.codes[both, right]]
            apart[both] += 2 * _ratios(one, other)
    between = np.zeros(len(weights))
    for start in range(0, len(values), _BLOCK):
        block = slice(start, start + _BLOCK)
        between += ((totals[:, block] @ _ratios(values[block, None], values[None, :])) * totals).sum(axis=1)
    return weights @ (apart / (sizes - 1)), between


def _ratios(one: Floats, other: Floats) -> Floats:
    total = one + other
    return np.square(np.divide(one - other, total, out=np.zeros(np.broadcast(one, other).shape), where=total != 0))


def _spread(found: Reliability, values: Floats) -> Floats:
    """Per unit the squared differences of all its pairs, over its number of values less one."""
    known = found.codes >= 0
    given = np.where(known, values[found.codes], 0.0)
    sizes = found._sizes
    apart = 2 * (sizes * np.square(given).sum(axis=1) - given.sum(axis=1) ** 2)
    return np.asarray(np.maximum(apart, 0.0) / (sizes - 1))


def _all_pairs(totals: Floats, values: Floats) -> Floats:
    squares = totals.sum(axis=1) * (totals * values**2).sum(axis=1)
    return np.asarray(2 * (squares - (totals * values).sum(axis=1) ** 2))


def _scale(found: Reliability) -> float:
    """How large a squared distance of these values is."""
    if found.level is Level.INTERVAL and len(found.values):
        return float(max(np.ptp(found.values) ** 2, 1e-300))
    return float(max(found.pairable, 1)) ** 2 if found.level is Level.ORDINAL else 1.0


def _ones(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    found = counts.copy()
    found.data = np.ones_like(found.data)
    return found


_DISTANCES: dict[Level, Distances] = {
    Level.NOMINAL: _nominal,
    Level.ORDINAL: _ordinal,
    Level.INTERVAL: _interval,
    Level.RATIO: _ratio,
}
