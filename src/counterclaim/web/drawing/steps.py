"""The waterfall of a verdict as bars on a scale."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Assessment
from counterclaim.publications.figures.waterfall import Waterfall, caption, waterfall

WIDTH = 100.0
"""Places on the scale are percentages."""
LEAST = 0.4
"""Width of a bar that would else not be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One voice: from ``x`` on, ``width`` wide, in percent of the scale; ``kind`` is for, against or sum."""

    label: str
    kind: str
    x: float
    width: float
    decibans: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The waterfall, ready to draw; ``zero`` is where no side is ahead."""

    lead: str
    rival: str
    bars: tuple[Bar, ...]
    zero: float
    caption: str


def drawing(weighed: Assessment | None) -> Drawing | None:
    """The bars of a verdict; None where no voice names an answer or there is no rival."""
    found = waterfall(weighed.candidates, weighed.weights, weighed.outcome) if weighed else None
    if found is None:
        return None
    low, high = _bounds(found)
    scale = WIDTH / (high - low)

    def x(decibans: float) -> float:
        return round((decibans - low) * scale, 2)

    bars = tuple(
        Bar(
            label=step.label,
            kind=step.kind,
            x=x(min(step.start, step.end)),
            width=max(LEAST, round(abs(step.end - step.start) * scale, 2)),
            decibans=step.decibans,
        )
        for step in found.steps
    )
    return Drawing(lead=found.lead, rival=found.rival, bars=bars, zero=x(0), caption=caption(found))


def _bounds(found: Waterfall) -> tuple[float, float]:
    ends = [end for step in found.steps for end in (step.start, step.end)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    return low, high if high - low > 1 else low + 1
