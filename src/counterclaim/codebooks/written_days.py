"""Days as the cells of tables write them: by ISO, or by a pattern that a map gives."""

from __future__ import annotations

from datetime import datetime

from counterclaim.model import DateInterval

FIRST_YEAR, LAST_YEAR = 1450, 2500
"""A cell of another year is a slip or a stopgap."""


def read_days(value: str, pattern: str = "") -> DateInterval | None:
    """The days that a cell stands for; None where it is no date, or one of a year that no data set tells of.

    Without a pattern an ISO day, month or year, whose time is passed over. ``pattern`` is one of Python's strptime; one
    without a day stands for the whole month, one without a month for the whole year.
    """
    if not pattern:
        return _parsed(value.partition(" ")[0].partition("T")[0])
    try:
        found = datetime.strptime(value, pattern).date()
    except ValueError:
        return None
    if "%d" in pattern or "%j" in pattern or any(sign in pattern for sign in ("%x", "%c", "%D", "%F")):
        return _parsed(found.isoformat())
    months = any(sign in pattern for sign in ("%m", "%b", "%B"))
    return _parsed(found.isoformat()[:7] if months else f"{found.year:04d}")


def read_parts(year: str, month: str, day: str) -> DateInterval | None:
    """Year, month and day in cells of their own, of which 0 or nothing is not told; None where they are no date."""
    if not year.isdecimal() or not int(year):
        return None
    told = f"{int(year):04d}"
    if month.isdecimal() and int(month):
        told += f"-{int(month):02d}" + (f"-{int(day):02d}" if day.isdecimal() and int(day) else "")
    return _parsed(told)


def _parsed(text: str) -> DateInterval | None:
    try:
        found = DateInterval.parse(text)
    except ValueError:
        return None
    return found if found.latest and FIRST_YEAR <= found.latest.year <= LAST_YEAR else None
