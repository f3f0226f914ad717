"""Scores of past probabilities against what turned out: Brier with Murphy's parts, log score, ECE, Spiegelhalter's Z.

Brier 1950; Murphy 1973; Spiegelhalter 1986. Bands are those of the estimative terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.codebooks.intervals import wilson
from counterclaim.codebooks.scales import band, bands
from counterclaim.model.calibration import Calibration, CalibrationBand

_FLOOR, _CEILING = 0.01, 0.99
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The leading answer of one question that has since been resolved."""

    property: str
    probability: float
    right: bool
    squares: float | None = None
    """Sum over all answers of (probability - truth)^2, where all answers are known."""


def score(forecasts: Sequence[Forecast]) -> Calibration:
    """All scores; the order of ``forecasts`` does not matter."""
    if not forecasts:
        return Calibration(count=0)
    ordered = sorted(forecasts, key=lambda f: (f.property, f.probability, f.right))
    f = np.array([item.probability for item in ordered])
    y = np.array([float(item.right) for item in ordered])
    rows = _bands(f, y)
    n, base = len(f), float(y.mean())
    reliability = sum(r.count * (r.forecast - r.right) ** 2 for r in rows) / n
    resolution = sum(r.count * (r.right - base) ** 2 for r in rows) / n
    uncertainty = base * (1 - base)
    brier = float(((f - y) ** 2).mean())
    clipped = np.clip(f, _FLOOR, _CEILING)
    many = [item.squares for item in ordered if item.squares is not None]
    return Calibration(
        count=n,
        brier=brier,
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        within=brier - (reliability - resolution + uncertainty),
        skill=1 - brier / uncertainty if uncertainty else None,
        log_score=float(-(y * np.log(clipped) + (1 - y) * np.log(1 - clipped)).mean()),
        ece=sum(r.count * abs(r.forecast - r.right) for r in rows) / n,
        z=_spiegelhalter(f, y),
        many_brier=sum(many) / len(many) if many else None,
        bands=rows,
        by_property=_by_property(ordered),
    )


def _bands(f: Floats, y: Floats) -> tuple[CalibrationBand, ...]:
    bounded = np.clip(f, 1e-6, 1 - 1e-6)
    terms = np.array([band(float(p)).term for p in bounded])
    rows = []
    for b in bands():
        inside = terms == b.term
        count = int(inside.sum())
        if count:
            right = float(y[inside].mean())
            low, high = wilson(right, count)
            rows.append(
                CalibrationBand(
                    low=b.low,
                    high=b.high,
                    count=count,
                    forecast=float(f[inside].mean()),
                    right=right,
                    right_low=low,
                    right_high=high,
                )
            )
    return tuple(rows)


def _spiegelhalter(f: Floats, y: Floats) -> float | None:
    spread = float(((1 - 2 * f) ** 2 * f * (1 - f)).sum())
    return float(((y - f) * (1 - 2 * f)).sum() / np.sqrt(spread)) if spread > 0 else None


def _by_property(ordered: Sequence[Forecast]) -> tuple[tuple[str, int, int], ...]:
    found: dict[str, list[bool]] = defaultdict(list)
    for item in ordered:
        found[item.property].append(item.right)
    return tuple((name, len(right), sum(right)) for name, right in sorted(found.items()))
