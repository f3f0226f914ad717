"""Dates that a text gives in another calendar than the Gregorian, turned over into intervals.

Hijri by the Umm al-Qura calendar and one day more on either side, since months begin with a sighting; Solar Hijri
(Persian), Ethiopian, Coptic and Julian (Old Style) by arithmetic; Buddhist and Minguo years by their offset. What is
given as a month or a year stays one. Only where the text names the calendar or its months: a bare year is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from hijridate import Hijri

from counterclaim.model import DateInterval

Found = tuple[int, int, DateInterval, str]
"""Start, end, interval, and how it was worked out."""

_HIJRI = {
    1: "muharram|moharram",
    2: "safar",
    3: "rabi['’` -]?al[- ]aww?al|rabi['’` -]?ul[- ]aww?al|rabi['’` -]?i|rabi[ -]?1",
    4: "rabi['’` -]?al[- ](?:thani|akhir)|rabi['’` -]?ul[- ](?:thani|sani|akhir)|rabi['’` -]?ii|rabi[ -]?2",
    5: "jumad[ai](?: |-)?(?:al|ul)[- ](?:[ua]la|aww?al)|jumada[ -]?i",
    6: "jumad[ai](?: |-)?(?:al|ul|ath|as)[- ](?:thani(?:ya)?|akhir(?:a)?|sani)|jumada[ -]?ii",
    7: "rajab",
    8: "sha['’`]?ban|shaaban",
    9: "ramadan|ramadhan|ramazan|ramzan",
    10: "shawwal|shawal",
    11: "dh?[uo]l?[ -]?(?:al[- ]?)?qa?['’`]?i?dah?|zu?l[ -]?qa['’`]?dah?",
    12: "dh?[uo]l?[ -]?(?:al[- ]?)?hijj?ah?|zu?l[ -]?hijj?ah?",
}
_PERSIAN = "farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand"
_AFGHAN = "hamal|saur|sawr|jawza|saratan|asad|sunbula|mizan|aqrab|qaws|jadi|dalwa|hut"
_ETHIOPIAN = "meskerem|tikimt|hidar|tahsas|tir|yekatit|megabit|miyazya|ginbot|sene|hamle|nehase|pagume"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+)?"
_DAY_AFTER = r"(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?(?!\d))?"
_SIGHTED = timedelta(days=1)
_SAURS = {"saur": 2, "sawr": 2}
_AFGHAN_ORDER = ("hamal", "saur", "jawza", "saratan", "asad", "sunbula", "mizan", "aqrab", "qaws", "jadi", "dalwa",
                 "hut")  # fmt: skip


def calendar_dates(text: str) -> list[Found]:
    """All such dates of an English text, in order of place; the longest where two share words."""
    kept: list[Found] = []
    for found in sorted(_all(text), key=_taken):
        if not kept or found[0] >= kept[-1][1]:
            kept.append(found)
    return kept


def _all(text: str) -> Iterator[Found]:
    lowered = text.lower()
    for cues, pattern, read in _RULES:
        if any(cue in lowered for cue in cues):
            for match in pattern.finditer(text):
                try:
                    found = read(match)
                except (ValueError, OverflowError):
                    continue  # a day or year that its calendar does not have
                if found is not None:
                    yield match.start(), match.end(), *found


Turned = tuple[DateInterval, str] | None
Reader = Callable[[re.Match[str]], Turned]


def _taken(found: Found) -> tuple[int, int]:
    return found[0], -found[1]


def _day_of(match: re.Match[str]) -> int | None:
    told = match.groupdict()
    word = told.get("day") or told.get("after")
    return int(word) if word else None


def _span(first: date, last: date) -> DateInterval:
    return DateInterval(earliest=first, latest=last)


def _hijri(match: re.Match[str]) -> Turned:
    word = match["month"].lower()
    month = next(n for n, names in _HIJRI.items() if re.fullmatch(names, word))
    year, day = int(match["year"]), _day_of(match)
    if not 1343 <= year <= 1500:
        return None  # beyond the tables of the Umm al-Qura calendar
    length = Hijri(year, month, 1).month_length()
    first = Hijri(year, month, day or 1).to_gregorian()
    last = Hijri(year, month, day or length).to_gregorian()
    interval = _span(date.fromisoformat(first.isoformat()) - _SIGHTED, date.fromisoformat(last.isoformat()) + _SIGHTED)
    return interval, "from the Hijri calendar (Umm al-Qura, a day more on either side for the sighting of the moon)"


def _hijri_year(match: re.Match[str]) -> Turned:
    year = int(match["year"])
    if not 1343 <= year <= 1500:
        return None
    first = date.fromisoformat(Hijri(year, 1, 1).to_gregorian().isoformat())
    last = date.fromisoformat(Hijri(year, 12, Hijri(year, 12, 1).month_length()).to_gregorian().isoformat())
    return _span(first - _SIGHTED, last + _SIGHTED), "from the Hijri calendar (Umm al-Qura, a day more on either side)"


def _persian(match: re.Match[str]) -> Turned:
    word = match["month"].lower()
    names = _PERSIAN.split("|")
    month = names.index(word) + 1 if word in names else _AFGHAN_ORDER.index("saur" if word in _SAURS else word) + 1
    year, day = int(match["year"]), _day_of(match)
    if not 1200 <= year <= 1500:
        return None
    return _within(lambda m, d: solar_hijri(year, m, d), month, day, solar_hijri(year + 1, 1, 1)), (
        "from the Solar Hijri calendar"
    )


def _within(turn: Callable[[int, int], date], month: int, day: int | None, next_year: date, months: int = 12) -> (
    DateInterval
):  # fmt: skip
    """One day, or from the first day of the month to the eve of the next."""
    after = turn(month + 1, 1) if month < months else next_year
    first = turn(month, day or 1)
    if first >= after:
        raise ValueError("the month has no such day")
    return _span(first, first if day else after - timedelta(days=1))


def solar_hijri(year: int, month: int, day: int) -> date:
    """A day of the Solar Hijri (Persian) calendar by its cycle of 33 years, which holds from 1200 to 1500 or so."""
    leap = (1, 5, 9, 13, 17, 22, 26, 30)
    days = 365 * (year - 1) + 8 * ((year - 1) // 33) + sum((k in leap) for k in range(1, (year - 1) % 33 + 1))
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return date(622, 3, 21) + timedelta(days=days + before + day - 1)


def alexandrian(year: int, month: int, day: int, epoch: int) -> date:
    """A day of the Ethiopian or Coptic calendar: twelve months of 30 days and 5 or 6 more, counted from ``epoch``."""
    return date.fromordinal(epoch + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)


_ETHIOPIAN_EPOCH = 2796
"""Proleptic Gregorian ordinal of 1 Meskerem 1 (29 August 8 by the Julian calendar)."""


def _ethiopian(match: re.Match[str]) -> Turned:
    month = _ETHIOPIAN.split("|").index(match["month"].lower()) + 1
    year, day = int(match["year"]), _day_of(match)
    if day is None and match["month"].lower() in ("tir", "sene") and "." not in match[0]:
        return None  # words of other languages too

    def turn(m: int, d: int) -> date:
        return alexandrian(year, m, d, _ETHIOPIAN_EPOCH)

    next_year = alexandrian(year + 1, 1, 1, _ETHIOPIAN_EPOCH)
    return _within(turn, month, day, next_year, months=13), "from the Ethiopian calendar"


def _ethiopian_year(match: re.Match[str]) -> Turned:
    year = int(match["year"])
    first, after = (alexandrian(y, 1, 1, _ETHIOPIAN_EPOCH) for y in (year, year + 1))
    return _span(first, after - timedelta(days=1)), "from the Ethiopian calendar"


def julian(year: int, month: int, day: int) -> date:
    """A day of the Julian calendar (Meeus, Astronomical Algorithms, chapter 7), from the year 4 on."""
    if not (1 <= month <= 12 and 1 <= day <= (31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[
        month - 1
    ]):  # fmt: skip
        raise ValueError("there is no such day")
    y, m = (year - 1, month + 12) if month <= 2 else (year, month)
    number = int(365.25 * (y + 4716)) + int(30.6001 * (m + 1)) + day - 1524
    return date.fromordinal(number - 1721425)


def _old_style(match: re.Match[str]) -> Turned:
    month, year, day = _MONTHS.split("|").index(match["month"].lower()) + 1, int(match["year"]), _day_of(match)
    return _within(lambda m, d: julian(year, m, d), month, day, julian(year + 1, 1, 1)), (
        "from the Julian calendar (Old Style)"
    )


def _offset(years: int, name: str) -> Reader:
    def read(match: re.Match[str]) -> Turned:
        told = match.groupdict()
        year, day = int(told["year"] or told["led"]) + years, _day_of(match)
        if not 1800 <= year <= 2200:
            return None
        month = _MONTHS.split("|").index(told["month"].lower()) + 1 if told.get("month") else None
        if month is None:
            return _span(date(year, 1, 1), date(year, 12, 31)), f"from the {name}"
        after = date(year + month // 12, month % 12 + 1, 1)
        first = date(year, month, day or 1)
        return _span(first, first if day else after - timedelta(days=1)), f"from the {name}"

    return read


def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE)


_HIJRI_MONTHS = "|".join(names for names in _HIJRI.values())
_AH = r"(?:\s*(?:A\.?H\.?\b|Hijri\b|H\.?(?!\w)))?"
_ERA_BUDDHIST = r"(?:B\.?E\.?(?!\w)|Buddhist Era)"
_GREGORIAN_MONTH = rf"(?:{_DAY}(?P<month>{_MONTHS}){_DAY_AFTER},?\s+(?:of\s+)?)?"

_OLD_YEARS = tuple(str(decade) for decade in range(120, 160))
"""How the years begin that the Hijri and the Persian calendar have now: few texts have such a number at all."""
_RULES: tuple[tuple[tuple[str, ...], re.Pattern[str], Reader], ...] = (
    (_OLD_YEARS, _compiled(rf"\b{_DAY}(?P<month>{_HIJRI_MONTHS}){_DAY_AFTER},?\s+(?P<year>1[345]\d\d)\b{_AH}"), _hijri),
    (
        (" ah", "a.h.", "hijri"),
        _compiled(r"\b(?P<year>1[345]\d\d)\s*(?:A\.?H\.?(?!\w)|Hijri\b|hijri lunar\b)"),
        _hijri_year,
    ),
    (
        _OLD_YEARS,
        _compiled(rf"\b{_DAY}(?P<month>{_PERSIAN}|{_AFGHAN}){_DAY_AFTER},?\s+(?P<year>1[2345]\d\d)\b(?:\s*(?:A\.?P\.?|"
                  r"S\.?H\.?|A\.?H\.?S\.?)(?!\w))?"),
        _persian,
    ),
    (
        tuple(_ETHIOPIAN.split("|")),
        _compiled(rf"\b{_DAY}(?P<month>{_ETHIOPIAN}){_DAY_AFTER},?\s+(?P<year>(?:18|19|20)\d\d)\b(?:\s*E\.?C\.?(?!\w))?"),
        _ethiopian,
    ),
    (
        ("e.c.", " ec", "ethiopian calendar"),
        _compiled(r"\b(?P<year>(?:19|20)\d\d)\s*(?:\(?E\.?C\.?(?!\w)\)?|(?:in|of|by) the Ethiopian calendar)"),
        _ethiopian_year,
    ),
    (
        ("b.e.", "be ", " be", "buddhist era"),
        _compiled(rf"\b{_GREGORIAN_MONTH}(?:{_ERA_BUDDHIST}\s*(?P<led>2[3-6]\d\d)\b|(?P<year>2[3-6]\d\d)\s*\(?"
                  rf"{_ERA_BUDDHIST}\)?)"),
        _offset(-543, "Buddhist era"),
    ),
    (
        ("minguo",),
        _compiled(rf"\b{_GREGORIAN_MONTH}(?:Minguo\s+(?:year\s+)?(?P<year>\d{{1,3}})\b)"),
        _offset(1911, "Minguo calendar"),
    ),
    (
        ("old style", "o.s.", "julian calendar"),
        _compiled(rf"\b{_DAY}(?P<month>{_MONTHS}){_DAY_AFTER},?\s+(?P<year>1[5-9]\d\d)\s*,?\s*\(?"
                  r"(?:Old Style\b|O\.?S\.?(?!\w)|(?:in|of|by) the Julian calendar)\)?"),
        _old_style,
    ),
)  # fmt: skip
"""Words without which a rule cannot match, its pattern, and how it is turned over."""
