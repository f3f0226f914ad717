"""The waterfall of a verdict as bars on a scale."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Assessment
from counterclaim.publications.figures.waterfall import Waterfall, caption, waterfall

WIDTH, ROW, LEFT = 640, 34, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar, in the drawing's own units."""

    label: str
    kind: str
    x: float
    width: float
    y: int
    decibans: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The waterfall, ready to draw."""

    lead: str
    rival: str
    bars: tuple[Bar, ...]
    zero: float
    height: int
    caption: str


def drawing(weighed: Assessment | None) -> Drawing | None:
    """The bars of a verdict; None where no voice names an answer or there is no rival."""
    found = waterfall(weighed.candidates, weighed.weights, weighed.outcome) if weighed else None
    if found is None:
        return None
    low, high = _bounds(found)
    scale = (WIDTH - 2 * LEFT - 60) / (high - low)

    def x(decibans: float) -> float:
        return round(LEFT + (decibans - low) * scale, 1)

    bars = tuple(
        Bar(
            label=step.label,
            kind=step.kind,
            x=x(min(step.start, step.end)),
            width=round(max(1.5, abs(step.decibans) * scale), 1),
            y=place * ROW,
            decibans=step.decibans,
        )
        for place, step in enumerate(found.steps)
    )
    return Drawing(
        lead=found.lead, rival=found.rival, bars=bars, zero=x(0), height=ROW * len(bars) + 4, caption=caption(found)
    )


def _bounds(found: Waterfall) -> tuple[float, float]:
    ends = [end for step in found.steps for end in (step.start, step.end)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    return low, high if high - low > 1 else low + 1
