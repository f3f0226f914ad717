"""Bytes of a table to numbered rows of cells: CSV, TSV and the like, and spreadsheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.documents.decoding import decode
from counterclaim.documents.draft import Refused
from counterclaim.documents.limits import RATIO_FLOOR, ReadLimits

DELIMITERS = (",", "\t", ";", "|")
_LONGEST_CELL = 1_000_000
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands: ``number`` counts as a spreadsheet does, from 1 with the column names."""

    number: int
    cells: Sequence[str]
    fault: str = ""
    """Why the row could not be cut into cells, empty where it could."""


@dataclass(slots=True)
class Encoding:
    """What was found of characters that are no UTF-8."""

    lines: int = 0
    first: int = 0
    """Number of the first such line of the file."""


def is_spreadsheet(data: bytes) -> bool:
    """Whether the bytes are a spreadsheet (XLSX, ODS, XLS) rather than text."""
    return data.startswith(_SPREADSHEETS)


def delimited(data: bytes, delimiter: str, found: Encoding) -> Iterator[Line]:
    """Rows of text, empty ones left out; lines that are no UTF-8 are read as Windows-1252 and counted in ``found``."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(_text_lines(data, found), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Line(number, (), str(error))
            continue
        if any(cell.strip() for cell in cells):
            yield Line(number, cells)


def _text_lines(data: bytes, found: Encoding) -> Iterator[str]:
    if data.startswith(_WIDE):
        yield from io.StringIO(decode(data), newline="")
        return
    for number, raw in enumerate(io.BytesIO(data.removeprefix(_BOM)), 1):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            # Windows-1252 holds all printed characters of Latin-1, and leaves five bytes without one.
            text = raw.decode("cp1252", "replace")
            found.lines += 1
            found.first = found.first or number
        yield text.replace("\x00", "")


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
