"""What cannot be right in one cell, and what did it: mostly spreadsheets, which rewrite numbers and dates."""

from __future__ import annotations

import re

from counterclaim.codebooks.data_sets import CellKind
from counterclaim.codebooks.written_days import read_days
from counterclaim.model import DateInterval

_WHOLE = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE]-?[0-9]+)?")
_POWER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+")
_POINT_ZERO = re.compile(r"-?[0-9]+\.0+")
_CUT = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?[eE]\+[0-9]+")
"""As spreadsheets write it: an id of any form may hold an E, but not so."""
_STAMP = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9])?")
_UNKNOWN = ("-9", "-99")
DATED = "is a date, where a spreadsheet made one of it"
_MOST = {"month": 12, "monthday": 31}
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T][0-9:.]+Z?)?")
_LONG_DAY = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE_LIKE = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,4})?(?: .*)?|[0-9]{1,2}[- ][A-Za-z]{3}(?:[- ][0-9]{2,4})?"
    r"|[A-Za-z]{3}[- ][0-9]{1,4}"
)
_MONTH = f"(?:{'|'.join(month.title() for month in _MONTHS)})"
_MADE = re.compile(
    rf"[0-9]{{1,2}}-{_MONTH}(?:-[0-9]{{2,4}})?|{_MONTH}-[0-9]{{2,4}}|[0-9]{{1,2}}([./])[0-9]{{1,2}}\1[0-9]{{4}}"
)
"""A date as spreadsheets show what they made one of: 05-Jan or Jan-05 for the id 1-5."""
_WHOLE_KINDS = frozenset({"number", "count", "integer", "id", "key", "code", "stamp", "year", "month", "monthday"})


def tidied(value: str, kind: CellKind) -> str:
    """A value whose form says no less in another: "5.0" for a whole number is "5", "1 March 2020" is 2020-03-01."""
    if kind.name in _WHOLE_KINDS and _POINT_ZERO.fullmatch(value):
        return value.partition(".")[0]
    if kind.name == "day" and (match := _LONG_DAY.fullmatch(value)) and match[2][:3].lower() in _MONTHS:
        return f"{match[3]}-{_MONTHS.index(match[2][:3].lower()) + 1:02d}-{int(match[1]):02d}"
    return value


def fault_of(value: str, kind: CellKind) -> str:
    """Why a filled cell cannot be what its column holds, empty where it can."""
    told = tidied(value, kind)
    match kind.name:
        case "number" | "integer":
            return _whole(told, negative=kind.name == "integer")
        case "count":
            return "" if told in _UNKNOWN else _whole(told, negative=False)
        case "year":
            return _year(told)
        case "month" | "monthday":
            most = _MOST[kind.name]
            return _whole(told, negative=False) or ("" if int(told) <= most else f"is more than {most}")
        case "form":
            return "" if read_days(told, kind.form) else _odd(told, f"is no date of the form {kind.form}", dates=False)
        case "stamp":
            return _stamp(told)
        case "decimal" | "latitude" | "longitude":
            return _decimal(told, kind.name)
        case "day":
            return _day(told)
        case "code":
            return "" if told in kind.codes else _odd(told, f"is none of {', '.join(sorted(kind.codes))}")
        case "id":
            if kind.pattern is None:
                return _cut(told)
            return "" if kind.pattern.fullmatch(told) else _odd(told, "is no id of this data set")
        case "key":
            return DATED if made_a_date(told) else _cut(told)
        case _:
            return ""


def made_a_date(value: str) -> bool:
    """Whether an id is written as a spreadsheet shows a date: it may have been another id."""
    return bool(_MADE.fullmatch(value))


def _cut(value: str) -> str:
    return "was cut to a power of ten by a spreadsheet" if _CUT.fullmatch(value) else ""


def days_of(value: str, kind: CellKind) -> DateInterval | None:
    """The days that a cell of days stands for; None for any other cell, and for one that is at fault."""
    return read_days(value, kind.form) if kind.name in ("day", "form") else None


def _odd(value: str, otherwise: str, *, dates: bool = True) -> str:
    if _POWER.fullmatch(value):
        return "was cut to a power of ten by a spreadsheet"
    if not dates:
        return "is a spreadsheet's number of a day" if _SERIAL.fullmatch(value) else otherwise
    made = _DATE_LIKE.fullmatch(value) and not _NUMBER.fullmatch(value)
    return DATED if made else otherwise


def _whole(value: str, *, negative: bool) -> str:
    if not _WHOLE.fullmatch(value):
        return _odd(value, "is no whole number")
    return "is less than 0" if value.startswith("-") and not negative else ""


def _decimal(value: str, name: str) -> str:
    if not _NUMBER.fullmatch(value):
        comma = _NUMBER.fullmatch(value.replace(",", ".", 1))
        return "has a decimal comma" if comma else _odd(value, "is no number")
    most = {"latitude": 90.0, "longitude": 180.0}.get(name)
    return f"lies outside of -{most:.0f} to {most:.0f}" if most is not None and abs(float(value)) > most else ""


def _day(value: str) -> str:
    match = _DAY.fullmatch(value)
    if not match:
        if _SERIAL.fullmatch(value):
            return "is a spreadsheet's number of a day"
        known = _DATE_LIKE.fullmatch(value)
        return "is a date whose day and month a spreadsheet may have changed" if known else "is no date"
    return "" if read_days(f"{match[1]}-{match[2]}-{match[3]}") else "is no day of the calendar"


def _stamp(value: str) -> str:
    match = _STAMP.fullmatch(value)
    if not match:
        return _odd(value, "is no date of the form YYYYMMDD or YYYYMMDDhhmmss")
    return "" if read_days(f"{match[1]}-{match[2]}-{match[3]}") else "is no day of the calendar"


def _year(value: str) -> str:
    told = _whole(value, negative=False)
    return told or ("" if value == "0" or read_days(value) else "is no year")
