"""Dates told from the day of publication: "yesterday", "on Monday", "last week", "two months ago"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from counterclaim.model import DateInterval
from counterclaim.statements.cleaning.date_words import date_words
from counterclaim.statements.cleaning.numbers import NUMBER, number_of

Reader = Callable[[re.Match[str], date], DateInterval | None]
_PART = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"
_NOT_A_DAY = re.compile(
    r"\b(?:bloody|good|black|easter|palm|super|cyber|ash|holy|whit|every|each|next|sheffield)\s+$", re.IGNORECASE
)
"""Words before a weekday's name that make it the name of something else, or of no one day."""
_AGO = re.compile(rf"(?:\b(?:about|some|around)\s+)?(?:{NUMBER}|\ban?)\s*$", re.IGNORECASE)


def relative_dates(text: str, published: date, language: str) -> Iterator[tuple[int, int, DateInterval]]:
    """Start, end and interval of each date that only makes sense from ``published``, in order of place."""
    lowered = text.lower()
    rules = frozenset(rule for rule, words in _needed(language) if any(word in lowered for word in words))
    for match in _pattern(language, rules).finditer(text) if rules else ():
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
    if unit == "week":
        middle = published - timedelta(days=7 * count)
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
    "weekday": _weekday,
    "lastweek": _week(1),
    "thisweek": _week(0),
    "lastmonth": lambda _, p: month_of(p.year, p.month - 1),
    "thismonth": lambda _, p: month_of(p.year, p.month),
    "lastyear": _year(1),
    "thisyear": _year(0),
    "named": _last_named,
}


@cache
def _needed(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each rule the words without which it cannot match: a cheap look before the pattern is tried."""
    english = {
        "daybefore": "day before yesterday",
        "yesterday": "yesterday",
        "lastnight": "last night",
        "night": "overnight",
        "today": "today|this |tonight",
        "ago": " ago",
        "lastweek": "week",
        "thisweek": "this week",
        "lastmonth": "last month",
        "thismonth": "this month",
        "lastyear": "last year",
        "thisyear": "this year",
        "named": "last ",
    }
    days = tuple(date_words(language).weekdays)
    return tuple(
        (rule, days if rule == "weekday" else tuple(english[rule].split("|")) if language == "en" else ("",))
        for rule in _rules(language)
    )


@cache
def _pattern(language: str, rules: frozenset[str]) -> re.Pattern[str]:
    own = _rules(language).items()
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in own if name in rules), re.IGNORECASE)


@cache
def _rules(language: str) -> dict[str, str]:
    names = "|".join(date_words(language).weekdays)
    return {
        "en": {
            "daybefore": r"\bthe day before yesterday\b",
            "yesterday": rf"\byesterday(?:['’]s)?{_PART}\b",
            "lastnight": r"\blast night\b",
            "night": r"\bovernight\b",
            "today": r"\b(?:(?:early |late |earlier |later )?today|(?:early |late |earlier )?this (?:morning|"
            r"afternoon|evening)|tonight)\b",
            "ago": r"\b(?P<unit>minute|hour|day|week|month|year)s?\s+ago\b",
            "lastweek": r"\b(?:last|the previous|the past) week(?:['’]s)?\b(?!end)",
            "thisweek": r"\b(?:(?:earlier |later )?this week)\b(?!end)",
            "lastmonth": r"\blast month(?:['’]s)?\b",
            "thismonth": r"\b(?:earlier |later )?this month\b",
            "lastyear": r"\blast year(?:['’]s)?\b",
            "thisyear": r"\b(?:earlier |later )?this year\b",
            "named": r"\blast (?:january|february|march|april|may|june|july|august|september|october|november|"
            r"december)\b",
            "weekday": rf"\b(?:last |this |early |late )?(?:{names})\b(?:['’]s)?{_PART}(?!\s+(?:Times|Telegraph|"
            rf"Mirror|Herald|Express|Mail|Post|World|Tribune|Independent|Review))",
        },
        "fr": {
            "daybefore": r"\bavant-hier\b",
            "yesterday": r"\bhier(?: (?:matin|soir|après-midi))?\b",
            "night": r"\b(?:cette nuit|la nuit dernière|dans la nuit)\b(?!\s+d[eu])",
            "today": r"\b(?:aujourd['’]hui|ce matin|ce soir|cet après-midi)\b",
            "lastweek": r"\bla semaine (?:dernière|passée)\b",
            "lastmonth": r"\ble mois dernier\b",
            "lastyear": r"\bl['’]an(?:née)? (?:dernier|dernière|passé|passée)\b",
            "thisyear": r"\bcette année\b",
            "weekday": rf"\b(?:{names})\b(?!\s+\d)(?: (?:matin|soir|dernier|après-midi))?",
        },
        "es": {
            "daybefore": r"\b(?:anteayer|antes de ayer)\b",
            "yesterday": r"\bayer\b",
            "night": r"\banoche\b",
            "today": r"\b(?:hoy|esta (?:mañana|tarde|noche))\b",
            "lastweek": r"\bla semana pasada\b",
            "lastmonth": r"\bel mes pasado\b",
            "lastyear": r"\bel año pasado\b",
            "thisyear": r"\beste año\b",
            "weekday": rf"\b(?:{names})\b(?!\s+\d)(?: pasado)?",
        },
        "de": {
            "daybefore": r"\bvorgestern\b",
            "yesterday": r"\bgestern\b",
            "night": r"\b(?:letzte Nacht|in der Nacht)\b",
            "today": r"\b(?:heute|heute Morgen|heute Abend)\b",
            "lastweek": r"\b(?:letzte|vergangene) Woche\b",
            "lastmonth": r"\b(?:letzten|vergangenen) Monat\b",
            "lastyear": r"\b(?:letztes|vergangenes) Jahr\b",
            "thisyear": r"\bdieses Jahr\b",
            "weekday": rf"\b(?:{names})\b(?!,?\s+(?:den\s+)?\d)",
        },
    }[language]
