"""Estimates with their intervals as dots and lines on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.publications.figures.intervals import Estimate

WIDTH, ROW, LABELS, RIGHT, TOP = 700, 24, 270, 50, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One row, in the drawing's own units."""

    label: str
    value: float
    x: float
    low: float
    high: float
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """The drawing."""

    dots: tuple[Dot, ...]
    bounds: tuple[tuple[float, float], ...]
    """(bound, its place)."""
    zero: float
    height: int


def dots(rows: Sequence[Estimate], bounds: Sequence[float]) -> Dots | None:
    """Rows from 0 (or the lowest end) to 1; None where there are none."""
    if not rows:
        return None
    least = max(-1.0, min(0.0, *(row.low for row in rows)))

    def x(value: float) -> float:
        share = (max(value, least) - least) / (1 - least)
        return round(LABELS + share * (WIDTH - LABELS - RIGHT), 1)

    found = tuple(
        Dot(
            label=row.label, value=row.value, x=x(row.value), low=x(row.low), high=x(row.high),
            y=TOP + ROW // 2 + place * ROW,
        )
        for place, row in enumerate(rows)
    )  # fmt: skip
    return Dots(dots=found, bounds=tuple((b, x(b)) for b in bounds), zero=x(0.0), height=TOP + ROW * len(rows) + 4)
