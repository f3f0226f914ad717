"""Dates as written, before what they leave out is filled in: day, month and year, each perhaps missing."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.model import DateInterval
from counterclaim.statements.cleaning.date_words import ORDINALS, DateWords, date_words

_MONTH_CUE = re.compile(
    r"\b(?:in|since|by|until|till|during|of|last|this|from|between|through|throughout|late|early|mid|and|to|for|en|"
    r"depuis|fin|début|mi|seit|im|ende|anfang|mitte|bis|de|desde|hasta|dernier|month)[\s-]+$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:(?<![\d.,:/$€£#-])|(?<=\b(?:19|20)\d\d-))(?P<y>(?:19|20)\d\d)(?P<s>s)?\b(?![.,:/]\d|%|\s*%)")
_YEAR_CUE = re.compile(
    r"(?:^|\b(?:in|since|by|until|till|during|of|from|before|after|year|late|early|mid|between|and|to|"
    r"through|around|circa|"
    r"about|spring|summer|autumn|fall|winter|en|depuis|seit|im|jahr|jahre|année|année|desde|año|de|the|a|this)[\s-]+|"
    r"[(\[]|[\n\r]|[–—-]\s?)$",
    re.IGNORECASE,
)
_AFTER_YEAR = re.compile(
    r"\s*(?:$|[^\w\s]|\n|(?:and|to|when|until|after|before|by|in|as|at|with|which|who|that|but|for|on|"
    r"during|the|he|she|it|"
    r"they|attack|attacks|bombing|bombings|killing|killings|massacre|murder|assassination|shooting|shootings|election|"
    r"elections|war|coup|peace|ceasefire|agreement|campaign|invasion|uprising|raid|was|were|is|are|had|has)\b|[A-Z])",
)
_CENTURY_PIVOT = 32
_REACH = 60
"""Characters that a date may run before and after its month."""


@dataclass(frozen=True, slots=True)
class Partial:
    """A date as written at ``start`` to ``end``; ``day2`` ends a run of days within the month."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    day2: int | None = None
    decade: bool = False

    def interval(self) -> DateInterval | None:
        """The interval where the year is known, else None; None too for a day that does not exist."""
        if self.year is None:
            return None
        try:
            if self.month is None:
                last = self.year + 9 if self.decade else self.year
                return DateInterval(earliest=date(self.year, 1, 1), latest=date(last, 12, 31))
            first = date(self.year, self.month, self.day or 1)
            last_day = self.day2 or self.day or calendar.monthrange(self.year, self.month)[1]
            return DateInterval(earliest=first, latest=date(self.year, self.month, last_day))
        except ValueError:
            return None

    def in_year(self, year: int) -> Partial:
        """The same with the year filled in."""
        return replace(self, year=year)


def partial_dates(text: str, language: str) -> Iterator[Partial]:
    """Absolute dates in order of their place in ``text``; none overlaps another."""
    found = list(_with_days_or_months(text, language))
    for more in (_bare_months(text, language), _bare_years(text)):
        taken = {position for p in found for position in range(p.start, p.end)}
        found += [p for p in more if p.start not in taken and p.end - 1 not in taken]
    return iter(sorted(found, key=lambda p: p.start))


def _with_days_or_months(text: str, language: str) -> Iterator[Partial]:
    words = date_words(language)
    for match in _dated(words, text):
        part = {
            key[0] + key[1:]: value for key, value in match.groupdict().items() if value is not None and key != "sep"
        }
        form = next(key[1] for key in part if key[0] in "dmyn")
        month_word = part.get(f"m{form}", "")
        month = int(part[f"n{form}"]) if f"n{form}" in part else words.months[month_word.lower()]
        day, day2 = _day(part.get(f"d{form}")), _day(part.get(f"e{form}"))
        year, end = _year(part.get(f"y{form}"), match, text)
        if form == "4" and language == "en" and day and month <= 12 and day <= 12 and day != month:
            continue  # 5/6/1974 may be May or June: not to be decided here
        if form == "4" and month > 12 and day and day <= 12:
            day, month = month, day
        if (
            not 1 <= month <= 12
            or (day is not None and not 1 <= day <= 31)
            or _is_no_date(match, text, month_word, year)
        ):
            continue
        if day2 is not None and (day is None or not day < day2 <= 31):
            day2 = None
        abbreviated = month_word.lower() in words.short and match.group(0).endswith(f"{month_word}.")
        if end == match.end() and match.group(0).endswith(".") and not abbreviated:
            end -= 1  # the full stop ends the sentence, not an abbreviation
        yield Partial(match.start() + _blank(match.group(0)), end, year, month, day, day2)


def _dated(words: DateWords, text: str) -> Iterator[re.Match[str]]:
    """Matches of the full pattern, tried only around what can be the heart of a date: a month's name or figures."""
    done = 0
    for heart in words.hearts.finditer(text):
        if heart.start() < done:
            continue
        start = max(done, heart.start() - _REACH)
        for match in words.absolute.finditer(text, start, min(len(text), heart.end() + _REACH)):
            if match.start() > heart.end():
                break  # its own heart comes with all of the text behind it
            yield match
            done = match.end()


def _around_months(words: DateWords, text: str) -> Iterator[re.Match[str]]:
    done = 0
    for heart in words.hearts.finditer(text):
        match = words.bare_month.search(text, max(done, heart.start() - _REACH // 2), heart.end() + 1)
        if match is not None and match.end() > done:
            done = match.end()
            yield match


def _blank(words: str) -> int:
    return len(words) - len(words.lstrip())


def _day(word: str | None) -> int | None:
    if word is None:
        return None
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else ORDINALS.get(word.lower(), 1)


def _year(word: str | None, match: re.Match[str], text: str) -> tuple[int | None, int]:
    """The year and where the date ends: two digits count only where nothing is counted by them."""
    if word is None or len(word) == 4:
        return (int(word) if word else None), match.end()
    short = int(word[-2:])
    after = text[match.end() : match.end() + 2]
    if len(word) == 3 or not after.strip() or "\n" in after or not after.lstrip()[0].isalnum():
        return (1900 if short >= _CENTURY_PIVOT else 2000) + short, match.end()
    return None, match.end() - len(text[: match.end()]) + len(text[: match.end()][: -len(word)].rstrip(" -"))


def _is_no_date(match: re.Match[str], text: str, month_word: str, year: int | None) -> bool:
    """Words that only look like a month: "may 10 people", "march 5 km", and ordinals without "of"."""
    words = match.group(0)
    if re.search(r"\b[a-z]+(?:st|nd|rd|th|first)\s+(?!of\b)", words, re.IGNORECASE) and not re.search(r"\d", words):
        return True
    if year is not None or month_word.lower() not in (
        "may",
        "march",
        "mar",
        "dec",
        "sep",
        "jan",
        "nov",
        "mai",
        "mars",
        "sept",
    ):
        return False
    if month_word.islower() and month_word.lower() in ("may", "march", "mar", "dec", "sep", "jan", "nov"):
        return True
    if month_word.isupper() and month_word.lower() in ("may", "march"):
        before, after = text[: match.start()][-12:], text[match.end() :][:8]
        cued = re.search(r"\b(?:on|by|since|from|until|of|in|the)\s+$", before, re.IGNORECASE)
        return not cued or bool(re.match(r"\s+(?:have|be|not|also)\b", after, re.IGNORECASE))
    return False


def _bare_months(text: str, language: str) -> Iterator[Partial]:
    words = date_words(language)
    for match in _around_months(words, text):
        word = match["m5"]
        if language in ("en", "de") and word.islower():
            continue
        start = match.start() + _blank(match.group(0))
        cued = match.start("m5") > start or _MONTH_CUE.search(text[max(0, start - 16) : start])
        if cued and not (
            len(word) <= 4
            and word.lower() not in ("may", "june", "july", "mai", "juin", "mars", "juni", "juli", "août", "mayo")
        ):
            if word.upper() == "MAY" and re.match(
                r"\s+(?:have|be|not|also|yet|well)\b", text[match.end() :][:8], re.IGNORECASE
            ):
                continue
            yield Partial(start, match.end("m5"), None, words.months[word.lower()])


def _bare_years(text: str) -> Iterator[Partial]:
    for match in _YEAR.finditer(text):
        before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 20]
        year, decade = int(match["y"]), bool(match["s"])
        if decade and year % 10:
            continue
        if decade or (_YEAR_CUE.search(before) and _AFTER_YEAR.match(after)):
            yield Partial(match.start(), match.end(), year, decade=decade)
