"""Publication dates as metadata give them: read with the precision that they have, never more."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

from counterclaim.model import DateInterval

FIRST_YEAR, LAST_YEAR = 1450, 2500
"""Nothing was printed before, and a date far ahead is a slip or a stopgap such as 9999-12-31."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:?\d{2}.*)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?", re.ASCII)
_SLASHED_ISO = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?: \d{1,2}:\d{2}.*)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?:,? \d{1,2}:\d{2}.*)?", re.ASCII)
_IN_ADDRESS = re.compile(r"/(20\d{2}|19\d{2})[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-]|$)", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)")
_WORDS = re.compile(r"[^\W\d_]{3,}")


def parse_published(text: str) -> DateInterval | None:
    """Read one date, such as "2017-06", "Fri, 02 Jun 2017 10:00:00 +0800" or "2 juin 2017"; None if it is none.

    The day is the one written, in the writer's own time zone. A numeric date whose day and month cannot be told
    apart ("03/04/2017") keeps only its year.
    """
    text = text.strip()
    if not text or len(text) > 80:
        return None
    try:
        found = _exact_form(text) or _rfc(text) or _in_words(text)
    except (ValueError, OverflowError):
        return None
    days = [day for day in (found.earliest, found.latest) if day] if found else []
    return found if all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days) else None


def date_in_address(uri: str) -> DateInterval | None:
    """The date in an address such as ``/2017/06/02/title``, None where there is none."""
    match = _IN_ADDRESS.search(uri)
    if not match:
        return None
    year, month, day = match[1], int(match[2]), match[3]
    try:
        return DateInterval.parse(f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else ""))
    except ValueError:
        return None


def _exact_form(text: str) -> DateInterval | None:
    if "/" in text and not _SLASHED_ISO.fullmatch(text) and not _NUMERIC.fullmatch(text):
        return DateInterval.parse(text)
    if match := _ISO.fullmatch(text):
        return DateInterval.parse("-".join(part for part in match.groups() if part))
    if match := _COMPACT.fullmatch(text) or _SLASHED_ISO.fullmatch(text):
        return DateInterval.of_day(date(int(match[1]), int(match[2]), int(match[3])))
    if match := _NUMERIC.fullmatch(text):
        return _numeric(int(match[1]), int(match[2]), int(match[3]))
    return None


def _numeric(first: int, second: int, year: int) -> DateInterval | None:
    if first == second or first > 12:
        return DateInterval.of_day(date(year, second, first))
    if second > 12:
        return DateInterval.of_day(date(year, first, second))
    return DateInterval.parse(f"{year:04d}")


def _rfc(text: str) -> DateInterval | None:
    if not re.search(r"\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}", text):
        return None
    return DateInterval.of_day(parsedate_to_datetime(text).date())


def _in_words(text: str) -> DateInterval | None:
    """A date in words of some language; the year must be written out."""
    if not _YEAR.search(text) or not _WORDS.search(text) or len(text.split()) > 9:
        return None
    import dateparser

    for parts in (["day", "month", "year"], ["month", "year"]):
        settings = {"REQUIRE_PARTS": parts, "PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False}
        found = dateparser.parse(text, settings=settings)
        if found is None:
            continue
        if str(found.year) not in text:
            return None
        return DateInterval.of_day(found.date()) if len(parts) == 3 else DateInterval.parse(f"{found:%Y-%m}")
    return None
