"""An interval for alpha by bootstrap: units, or the documents that they stand in, are drawn anew with replacement.

Zapf, Castell, Morawietz and Karch 2016 ("Measuring inter-rater reliability for nominal data: which coefficients and
confidence intervals are appropriate?", BMC Medical Research Methodology 16:93) found the percentile bootstrap over
units to keep its level for Krippendorff's alpha. Hayes and Krippendorff 2007 ("Answering the call for a standard
reliability measure for coding data", Communication Methods and Measures 1:77-89) tell beside it how likely alpha is to
fall short of what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from counterclaim.review.agreement.alpha import Floats, Ints, Reliability

ASKED = (0.667, 0.8)
"""Krippendorff's bounds: conclusions are tentative from the first on, and safe from the second on."""

DRAWS = 1000
_CELLS = 4_000_000
"""Weights held at once."""
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Where alpha may lie."""

    low: float
    high: float
    level: float
    draws: int
    undefined: int
    """Draws in which all values were the same, so that alpha was not defined; they are left out."""
    short_of: tuple[tuple[float, float], ...]
    """(bound, share of draws below it) for each of `ASKED`."""


def interval(
    found: Reliability, *, clusters: npt.ArrayLike | None = None, level: float = 0.95, draws: int = DRAWS, seed: int = 0
) -> Interval | None:
    """The percentile interval of alpha; None where alpha is not defined, or in half of the draws is not.

    Args:
        found: the values; units without a pair have been left out of them.
        clusters: of each of ``found``'s units the document it stands in; then documents are drawn, not units.
        level: the share of draws between both ends.
        draws: how many.
        seed: the same seed gives the same interval.
    """
    if found.units < _FEWEST or found.alpha is None:
        return None
    rng = np.random.default_rng(seed)
    if clusters is None:
        collapsed, counts = _patterns(found)
        drawn = _units(counts, draws, rng)
    else:
        collapsed, drawn = found, _documents(np.asarray(clusters), draws, rng)
    alphas = np.concatenate([collapsed.alphas(weights) for weights in drawn])
    defined = alphas[~np.isnan(alphas)]
    if len(defined) < draws / 2:
        return None
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return Interval(
        low=float(low),
        high=float(high),
        level=level,
        draws=draws,
        undefined=draws - len(defined),
        short_of=tuple((bound, float((defined < bound).mean())) for bound in ASKED),
    )


def _patterns(found: Reliability) -> tuple[Reliability, Ints]:
    """Units with the same values once, and how often each comes: draws of many units become draws of few."""
    rows, counts = np.unique(np.sort(found.codes, axis=1), axis=0, return_counts=True)
    return replace(found, codes=rows, units=len(rows)), counts


def _units(counts: Ints, draws: int, rng: np.random.Generator) -> Iterator[Floats]:
    shares = counts / counts.sum()
    for size in _batches(draws, len(counts)):
        yield rng.multinomial(counts.sum(), shares, size=size).astype(np.float64)


def _documents(clusters: npt.NDArray[np.generic], draws: int, rng: np.random.Generator) -> Iterator[Floats]:
    names, places = np.unique(clusters, return_inverse=True)
    shares = np.full(len(names), 1 / len(names))
    for size in _batches(draws, len(places)):
        yield rng.multinomial(len(names), shares, size=size).astype(np.float64)[:, places]


def _batches(draws: int, width: int) -> Iterator[int]:
    most = max(1, _CELLS // max(width, 1))
    for start in range(0, draws, most):
        yield min(most, draws - start)
