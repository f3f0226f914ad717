"""Cells as spreadsheets keep and spoil them."""

from __future__ import annotations

import contextlib
import re
from datetime import date, timedelta

from counterclaim.model import CountRange, DateInterval

_RUNS = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NULL!|NUM!|SPILL!|CALC!)|Err:\d{3}")
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00(?::00(?:\.0+)?)?")
_THREE = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]0+)?")
_COUNT = re.compile(r"(\d+)(?:[.,]0{1,2})?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f' ]\d{3})+")
_RANGE = re.compile(r"(\d+)\s*(?:-|–|—|\.\.|to)\s*(\d+)")
_WORDED = re.compile(r"(at least|more than|over|up to|almost|nearly|fewer than)\s+(\d+)", re.IGNORECASE)
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of the usual spreadsheets."""


def neutralised(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs as a formula: with an apostrophe before what looks like one."""
    return f"'{text}" if _RUNS.match(text) else text


def restored(cell: str) -> str:
    """The text that `neutralised` made a cell of; an apostrophe of the text's own stays."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def is_error(cell: str) -> bool:
    """Whether a spreadsheet put its own error in place of what was written."""
    return _ERROR.fullmatch(cell) is not None


def read_date(cell: str) -> str:
    """A date in its canonical form; raises ValueError saying what is wrong with it.

    Forms that spreadsheets make of it are read where they can mean one day only.
    """
    plain = _MIDNIGHT.sub(r"\1", " ".join(cell.split()).replace(" / ", "/")).removesuffix(".0")
    with contextlib.suppress(ValueError):
        return str(DateInterval.parse(plain))
    match = _THREE.fullmatch(plain)
    days = _days(match) if match else set()
    if len(days) == 1:
        return days.pop().isoformat()
    if len(days) > 1:
        readings = " or ".join(sorted(day.isoformat() for day in days))
        raise ValueError(f"{cell!r} can be {readings}")
    raise ValueError(f"{cell!r} is no date{_serial(cell)}")


def _serial(cell: str) -> str:
    match = _SERIAL.fullmatch(cell)
    return f"; as a spreadsheet's number it would be {_FIRST_DAY + timedelta(days=int(match[1]))}" if match else ""


def _days(match: re.Match[str]) -> set[date]:
    """All days that three numbers can mean; a year of two digits can be any, so it means none."""
    first, second, third = match.groups()
    if len(first) == 4:
        orders = [(first, second, third)]
    elif len(third) == 4:
        orders = [(third, second, first), (third, first, second)]
    else:
        return set()
    return {day for order in orders if (day := _day(*map(int, order))) is not None}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_count(cell: str) -> str:
    """A count in its canonical form ("36", "20+", "..40", "9..10"); raises ValueError for anything else."""
    plain = " ".join(cell.split())
    if match := _WORDED.fullmatch(plain):
        low, number = match[1].lower() in ("at least", "more than", "over"), int(match[2])
        return str(CountRange(low=number, high=None) if low else CountRange(low=None, high=number))
    if match := _RANGE.fullmatch(plain):
        return str(CountRange(low=int(match[1]), high=int(match[2])))
    if _THOUSANDS.fullmatch(plain):
        plain = re.sub(r"\D", "", plain)
    elif match := _COUNT.fullmatch(plain):
        plain = match[1]
    try:
        return str(CountRange.parse(plain))
    except ValueError:
        raise ValueError(f"{cell!r} is no count") from None


def read_number(cell: str) -> int | None:
    """A whole number such as an offset; None where it is none, as when a spreadsheet has spoilt it."""
    plain = re.sub(r"[,\u00a0\u202f ](?=\d{3}(?:\D|$))", "", cell.strip()).removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 12 else None
