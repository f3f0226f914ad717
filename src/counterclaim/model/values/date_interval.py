"""Dates as reported: a day, a month, a year, a range, or 'by' a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Years have four digits in the canonical text, and days and years can be counted on from any date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """Closed interval of days; ``earliest`` None means 'some time up to ``latest``', and the reverse.

    The canonical text is ISO 8601 shortened to what is known ("1973", "1973-03", "2017-06-02"), a range "a/b",
    "../b" for 'by b' or "a/.." for 'since a'. Precision is never invented: a month stays a month.
    """

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest is None and self.latest is None:
            raise ValueError("a DateInterval needs at least one bound")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"interval ends before it begins: {self.earliest} > {self.latest}")
        for day in (self.earliest, self.latest):
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise ValueError(f"the year {day.year} lies outside of {FIRST_YEAR} to {LAST_YEAR}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the canonical text; raises ValueError on anything else."""
        if "/" in text:
            left, right = text.split("/", 1)
            return cls(
                earliest=None if left == ".." else _bounds(left)[0],
                latest=None if right == ".." else _bounds(right)[1],
            )
        first, last = _bounds(text)
        return cls(earliest=first, latest=last)

    @classmethod
    def of_day(cls, day: date) -> Self:
        """The interval of one day."""
        return cls(earliest=day, latest=day)

    def __str__(self) -> str:
        first, last = self.earliest, self.latest
        if first is None:
            return f"../{last}"
        if last is None:
            return f"{first}/.."
        if first == last:
            return first.isoformat()
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            years = f"{first.year:04d}", f"{last.year:04d}"
            return years[0] if years[0] == years[1] else "/".join(years)
        if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
            months = f"{first:%Y-%m}", f"{last:%Y-%m}"
            return months[0] if months[0] == months[1] else "/".join(months)
        return f"{first}/{last}"

    @property
    def precision(self) -> str:
        """One of day, days, month, year, range, open."""
        if self.earliest is None or self.latest is None:
            return "open"
        length = len(str(self))
        if "/" in str(self):
            return "days" if (self.latest - self.earliest).days < 8 else "range"
        return {4: "year", 7: "month"}.get(length, "day")

    def overlaps(self, other: DateInterval, *, slack_days: int = 0) -> bool:
        """Whether the two intervals share a day, each widened by ``slack_days``."""
        slack = timedelta(days=slack_days)
        starts_after = self.earliest and other.latest and self.earliest > other.latest + slack
        ends_before = self.latest and other.earliest and self.latest + slack < other.earliest
        return not starts_after and not ends_before


def _bounds(text: str) -> tuple[date, date]:
    match = _PART.fullmatch(text)
    if not match:
        raise ValueError(f"not an ISO date, month or year: {text!r}")
    year = int(match["year"])
    if match["month"] is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(match["month"])
    if match["day"] is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    day = date(year, month, int(match["day"]))
    return day, day
