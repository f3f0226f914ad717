"""Cells as values: texts, numbers with ranges and bounds, dates, sets."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.model import DateInterval

LEAST_NUMBERS = 0.8
"""Share of a property's cells that must be numbers (or dates) for it to be taken as one of numbers."""
MOST_CODES = 12
"""Small whole numbers up to this are taken for codes (0 and 1, a scale of five), not for quantities."""

_GROUPED = re.compile(r"(?<=\d)[ ,\u00a0\u2009\u202f'](?=\d{3}(?:\D|$))")
_FIGURE = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_NUMBER = re.compile(_FIGURE)
_RANGE = re.compile(rf"({_FIGURE})\s*(?:\.\.|\u2013|\u2014|-|to)\s*({_FIGURE})")
_LEAST = re.compile(rf"(?:at least|>=|\u2265|more than|over|>)\s*({_FIGURE})|({_FIGURE})\s*\+")
_MOST = re.compile(rf"(?:at most|up to|<=|\u2264|less than|under|<|\.\.)\s*({_FIGURE})")


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """One value: what makes it equal to another (``key``), and where it lies if it is a number or a date."""

    key: str
    low: float = math.nan
    high: float = math.nan
    members: frozenset[str] = frozenset()


def text_value(cell: str) -> Value:
    """Texts are equal but for case, width of characters and runs of blanks."""
    return Value(" ".join(unicodedata.normalize("NFKC", cell).casefold().split()))


def number_value(cell: str) -> Value:
    """A number, "12-15", "at least 12", "12+", "up to 40"; raises ValueError on anything else."""
    text = _GROUPED.sub("", unicodedata.normalize("NFKC", cell).strip().casefold())
    if _NUMBER.fullmatch(text):
        return _between(float(text), float(text))
    if found := _RANGE.fullmatch(text):
        return _between(float(found[1]), float(found[2]))
    if found := _LEAST.fullmatch(text):
        return _between(float(found[1] or found[2]), math.inf)
    if found := _MOST.fullmatch(text):
        return _between(-math.inf, float(found[1]))
    raise ValueError(f"{cell!r} is no number")


def _between(low: float, high: float) -> Value:
    if low == high:
        if not math.isfinite(low):
            raise ValueError("is too large a number")
        return Value(_plain(low), low, high)
    if low > high:
        raise ValueError(f"the range ends below its start: {_plain(low)} to {_plain(high)}")
    return Value(f"{_plain(low)}..{_plain(high)}", low, high)


def _plain(number: float) -> str:
    if not math.isfinite(number):
        return ""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def date_value(cell: str) -> Value:
    """An ISO date, month, year or interval, a time of day left away; raises ValueError on anything else."""
    text = re.sub(r"[T ]\d{2}:\d{2}.*$", "", cell.strip())
    day = DateInterval.parse(text)
    low = float(day.earliest.toordinal()) if day.earliest else -math.inf
    return Value(str(day), low, float(day.latest.toordinal()) if day.latest else math.inf)


def set_value(cell: str, separator: str) -> Value:
    """Members in any order; raises ValueError where there is none."""
    members = frozenset(text_value(part).key for part in cell.split(separator)) - {""}
    if not members:
        raise ValueError("names no member")
    return Value(f"{separator} ".join(sorted(members)), members=members)


def read(cell: str, kind: str, separator: str) -> Value:
    """A cell as a value of a kind; raises ValueError where it is none."""
    if kind == "number":
        return number_value(cell)
    if kind == "date":
        return date_value(cell)
    if kind == "set":
        return set_value(cell, separator)
    return text_value(cell)


def kind_of(cells: Iterable[str]) -> str:
    """What kind of values the distinct cells of a property are: "number", "date" or "text"."""
    distinct = sorted(set(cells))
    if all(cell.isdecimal() and int(cell) <= MOST_CODES for cell in distinct):
        return "text"
    for kind in ("date", "number"):
        readable = sum(_readable(cell, kind) for cell in distinct)
        # Bare years are numbers as well; what reads as a date need not be a date.
        if readable >= LEAST_NUMBERS * len(distinct) and not (kind == "date" and _all_numbers(distinct)):
            return kind
    return "text"


def _all_numbers(cells: Iterable[str]) -> bool:
    return all(_readable(cell, "number") for cell in cells)


def _readable(cell: str, kind: str) -> bool:
    try:
        read(cell, kind, ";")
    except (ValueError, OverflowError):
        return False
    return True
