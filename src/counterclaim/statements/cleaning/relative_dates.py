"""Dates told from the day of publication: "yesterday", "on Monday", "last week", "two months ago"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from counterclaim.model import DateInterval
from counterclaim.statements.cleaning.date_words import date_words
from counterclaim.statements.cleaning.numbers import NUMBER, number_of
from counterclaim.statements.cleaning.relative_words import needed, pattern

Reader = Callable[[re.Match[str], date], DateInterval | None]
_NOT_A_DAY = re.compile(
    r"\b(?:bloody|good|black|easter|palm|super|cyber|ash|holy|whit|every|each|next|sheffield)\s+$", re.IGNORECASE
)
"""Words before a weekday's name that make it the name of something else, or of no one day."""
_AGO = re.compile(rf"(?:\b(?:about|some|around)\s+)?(?:{NUMBER}|\ban?)\s*$", re.IGNORECASE)


def relative_dates(text: str, published: date, language: str) -> Iterator[tuple[int, int, DateInterval]]:
    """Start, end and interval of each date that only makes sense from ``published``, in order of place."""
    lowered = text.lower()
    rules = frozenset(rule for rule, words in needed(language) if any(word in lowered for word in words))
    for match in pattern(language, rules).finditer(text) if rules else ():
        rule = match.lastgroup if match.lastgroup != "unit" else "ago"
        if rule == "weekday" and _NOT_A_DAY.search(text, max(0, match.start() - 12), match.start()):
            continue
        start = match.start()
        if rule == "ago":
            count = _AGO.search(text, max(0, start - 40), start)
            interval = _ago(count.group(0), match["unit"], published) if count else None
            start = count.start() if count else start
        else:
            interval = _READERS[rule](match, published) if rule else None
        if interval is not None:
            yield start, match.end(), interval


def days(first: date, last: date | None = None) -> DateInterval:
    """The interval from ``first`` to ``last``, or of one day."""
    return DateInterval(earliest=first, latest=last or first)


def month_of(year: int, month: int) -> DateInterval:
    """A whole month; ``month`` may run below 1 or over 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def last_month_named(month: int, published: date) -> DateInterval:
    """The month that "last November" means: the latest such month before the month of publication."""
    return month_of(published.year if month < published.month else published.year - 1, month)


def _weekday(match: re.Match[str], published: date) -> DateInterval | None:
    words = match.group(0).lower()
    day = next(n for lang in ("en", "fr", "es", "de") for name, n in date_words(lang).weekdays.items() if name in words)
    back = (published.weekday() - day) % 7
    if back == 0 and words.startswith("last"):
        back = 7
    return days(published - timedelta(days=back))


def _ago(words: str, unit: str, published: date) -> DateInterval | None:
    count = number_of(words)
    if count is None or count > 500:
        return None
    unit = unit.lower()
    if unit in ("minute", "hour"):
        return days(published - timedelta(days=1), published) if count > 5 and unit == "hour" else days(published)
    if unit == "day":
        return days(published - timedelta(days=count))
    if unit in ("week", "fortnight"):
        middle = published - timedelta(days=(14 if unit == "fortnight" else 7) * count)
        return days(middle - timedelta(days=3), middle + timedelta(days=3))
    if unit == "month":
        return month_of(published.year, published.month - count)
    year = published.year - count
    return days(date(year, 1, 1), date(year, 12, 31)) if year > 0 else None


def _back(first: int, last: int = 0) -> Reader:
    return lambda _, p: days(p - timedelta(days=first), p - timedelta(days=last if last else first))


def _night(_: re.Match[str], published: date) -> DateInterval:
    return days(published - timedelta(days=1), published)


def _week(offset: int) -> Reader:
    def read(_: re.Match[str], published: date) -> DateInterval:
        monday = published - timedelta(days=published.weekday() + 7 * offset)
        return days(monday, monday + timedelta(days=6) if offset else published)

    return read


def _weekend(_: re.Match[str], published: date) -> DateInterval:
    """The weekend that has begun or gone by last: Saturday to Sunday, or to the publication."""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    return days(saturday, min(saturday + timedelta(days=1), published))


def _last_named(match: re.Match[str], published: date) -> DateInterval | None:
    words = match.group(0).lower().split()
    month = date_words("en").months.get(words[-1])
    return last_month_named(month, published) if month else None


def _year(offset: int) -> Reader:
    return lambda _, p: days(date(p.year - offset, 1, 1), date(p.year - offset, 12, 31))


_READERS: dict[str, Reader] = {
    "daybefore": _back(2),
    "yesterday": _back(1),
    "today": _back(0),
    "lastnight": _back(1),
    "night": _night,
    "nightbefore": lambda _, p: days(p - timedelta(days=2), p - timedelta(days=1)),
    "lastweekend": _weekend,
    "weekday": _weekday,
    "lastweek": _week(1),
    "thisweek": _week(0),
    "lastmonth": lambda _, p: month_of(p.year, p.month - 1),
    "thismonth": lambda _, p: month_of(p.year, p.month),
    "lastyear": _year(1),
    "thisyear": _year(0),
    "named": _last_named,
}
