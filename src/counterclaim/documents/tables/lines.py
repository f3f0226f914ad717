"""Numbered rows of cells, and those of spreadsheets."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.documents.draft import Refused
from counterclaim.documents.limits import RATIO_FLOOR, ReadLimits

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands: ``number`` counts as a spreadsheet does, from 1 with the column names."""

    number: int
    cells: Sequence[str]
    fault: str = ""
    """Why the row could not be cut into cells, empty where it could; ``cells`` are then a guess, for mending."""


def is_spreadsheet(data: bytes) -> bool:
    """Whether the bytes are a spreadsheet (XLSX, ODS, XLS) rather than text."""
    return data.startswith(_SPREADSHEETS)


def spreadsheet(data: bytes, limits: ReadLimits) -> list[Line]:
    """Rows of the first sheet, cells as text; raises Refused for a damaged or oversized file."""
    from python_calamine import CalamineError, CalamineWorkbook

    _check_size(data, limits)
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise Refused(
            "truncated", f"is no readable spreadsheet: {error}", "save it again, or save it as CSV in UTF-8"
        ) from None
    told = ((number, [_cell(value) for value in row]) for number, row in enumerate(rows, 1))
    return [Line(number, cells) for number, cells in told if any(cells)]


def _check_size(data: bytes, limits: ReadLimits) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused("truncated", "is a damaged or cut-off spreadsheet", "fetch or copy it again") from None
    size = sum(member.file_size for member in members)
    if size > limits.max_total_bytes or size > max(RATIO_FLOOR, limits.max_ratio * len(data)):
        raise Refused("bomb", "unpacks to far more than its size", "save it as CSV in UTF-8, or split it")


def _cell(value: object) -> str:
    """A cell as text: whole numbers without a decimal point, days as ISO dates."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value).strip()
