"""Dates on an axis, each as long as it is uncertain: a day is a point, a month a bar as long as the month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.model import DateInterval

WIDTH = 100
"""Places on the axis are percentages."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - words read better


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis and what stands at it."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A date on the axis: from ``x`` on, ``width`` wide; a day has no width. ``open`` ends go to the axis's edge."""

    x: float
    width: float
    open: str


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first to the last day that is told of, with room at both ends."""

    first: date
    last: date

    @classmethod
    def over(cls, intervals: Sequence[DateInterval]) -> Axis | None:
        """The axis of some dates; None where there are none."""
        days = [day for i in intervals for day in (i.earliest, i.latest) if day is not None]
        if not days:
            return None
        room = timedelta(days=max(2, (max(days) - min(days)).days // 50))
        return cls(_moved(min(days), -room), _moved(max(days), room))

    def x(self, day: date) -> float:
        """Where a day begins."""
        return round(WIDTH * (day - self.first).days / max(1, (self.last - self.first).days + 1), 2)

    def mark(self, interval: DateInterval) -> Mark:
        """An interval on this axis."""
        first, last = interval.earliest or self.first, interval.latest or self.last
        open_end = "start" if interval.earliest is None else "end" if interval.latest is None else ""
        if first == last and not open_end:
            half = (self.x(_moved(first, timedelta(days=1))) - self.x(first)) / 2
            return Mark(round(self.x(first) + half, 2), 0, "")
        return Mark(
            self.x(first), round(max(0.4, self.x(_moved(last, timedelta(days=1))) - self.x(first)), 2), open_end
        )

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Years, or months where the axis is short; at most eight or so."""
        days = (self.last - self.first).days
        if days > 3 * 365:
            step = next(s for s in _STEPS if days / 365 / s <= 8 or s == _STEPS[-1])
            years = [y for y in range(self.first.year + 1, self.last.year + 1) if y % step == 0]
            return tuple(Tick(self.x(date(y, 1, 1)), str(y)) for y in years)
        step = next(s for s in (1, 2, 3, 6) if days / 30 / s <= 8 or s == 6)
        months = [(y, m) for y in range(self.first.year, self.last.year + 1) for m in range(1, 13)]
        starts = [date(y, m, 1) for y, m in months if (m - 1) % step == 0]
        inside = [d for d in starts if self.first < d <= self.last]
        return tuple(Tick(self.x(d), f"{_MONTHS[d.month - 1]} {d.year}") for d in inside)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
