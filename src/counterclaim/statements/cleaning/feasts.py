"""Days that are told by the name of a feast: "on Easter Sunday", "on Christmas Eve"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from counterclaim.model import DateInterval

_MOVING = {
    "palm sunday": -7, "maundy thursday": -3, "holy thursday": -3, "good friday": -2, "holy saturday": -1,
    "easter saturday": -1, "easter sunday": 0, "easter day": 0, "easter monday": 1, "ascension day": 39,
    "whit sunday": 49, "whit monday": 50, "pentecost": 49, "ash wednesday": -46, "shrove tuesday": -47,
}  # fmt: skip
_FIXED = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year's day": (1, 1),
    "new year's eve": (12, 31), "valentine's day": (2, 14), "bastille day": (7, 14), "may day": (5, 1),
    "halloween": (10, 31), "epiphany": (1, 6), "all saints' day": (11, 1),
}  # fmt: skip
_NAMES = "|".join(sorted((re.escape(n).replace("'", "['’]") for n in (*_MOVING, *_FIXED)), key=len, reverse=True))
_PATTERN = re.compile(rf"\b(?P<name>{_NAMES})\b(?:,?\s+(?P<year>1[89]\d\d|20\d\d)\b)?", re.IGNORECASE)
_CUE = re.compile(r"\b(?:on|of|by|last|this|the|during|early|late)\s+$|['’]s\s+$", re.IGNORECASE)
_NO_DAY = re.compile(r"\s+(?:Agreement|Agreements|Accord|Accords|Rising|Process)\b", re.IGNORECASE)


def feast_dates(text: str, published: date | None) -> Iterator[tuple[int, int, DateInterval]]:
    """Start, end and interval of each named day; without a year it is the latest before ``published``."""
    for match in _PATTERN.finditer(text):
        if _NO_DAY.match(text, match.end()) or not _CUE.search(text[max(0, match.start() - 10) : match.start()]):
            continue
        name = match["name"].lower().replace("’", "'")
        year = int(match["year"]) if match["year"] else None
        day = _day(name, year) if year else _latest(name, published)
        if day is not None:
            yield match.start(), match.end(), DateInterval(earliest=day, latest=day)


def _latest(name: str, published: date | None) -> date | None:
    if published is None:
        return None
    this = _day(name, published.year)
    return this if this <= published else _day(name, published.year - 1)


def _day(name: str, year: int) -> date:
    if name in _FIXED:
        month, day = _FIXED[name]
        return date(year, month, day)
    return easter(year) + timedelta(days=_MOVING[name])


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Nature 1876; as in Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
