"""Sheets that come back: CSV in any spreadsheet's manner, and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import ConfigError
from counterclaim.model import Problem
from counterclaim.statements.sheets.cells import restored
from counterclaim.statements.sheets.columns import BETWEEN, COLUMNS, NEEDED, SheetRow

_DELIMITERS = ",;\t"
_MOST_BYTES = 200 * 1024**2
_LONGEST_CELL = 2**27


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a sheet in its order, and what of it could not be read."""

    name: str
    rows: tuple[SheetRow, ...]
    problems: tuple[Problem, ...] = ()


def read_sheet(path: Path) -> Sheet:
    """Read a sheet, as CSV or JSON Lines by its ending.

    Raises:
        ConfigError: there is no such file, it cannot be decoded, or columns are missing without which no row can be
            understood.
    """
    if path.suffix.lower() not in (".csv", ".jsonl", ".ndjson", ".tsv", ".txt"):
        remedy = "save it as CSV (UTF-8) or JSON Lines; a workbook (.xlsx, .ods) is exported as CSV"
        raise ConfigError("is no sheet that can be read", where=str(path), remedy=remedy)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ConfigError("is too large for a sheet", where=str(path), remedy="split it by documents")
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", where=str(path), remedy="check its name and rights"
        ) from error
    text, remarks = _decoded(data, str(path))
    read = _json_lines if path.suffix.lower() in (".jsonl", ".ndjson") else _csv
    rows, problems = read(text, str(path))
    return Sheet(name=str(path), rows=tuple(rows), problems=(*remarks, *problems))


def problem(sheet: str, line: int, column: str, message: str, remedy: str) -> Problem:
    """A refused row of a sheet: by file, row and column."""
    place = f"row {line}, column {column}" if column else f"row {line}"
    return Problem(stage="code", subject=sheet, place=place, message=message, remedy=remedy, code="sheet")


def _decoded(data: bytes, name: str) -> tuple[str, list[Problem]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif data.count(b"\0"):
        raise ConfigError("is no text file", where=name, remedy="export the sheet as CSV (UTF-8)")
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, [_latin(name)] if encoding == "cp1252" else []
    raise ConfigError("its characters cannot be told", where=name, remedy="export the sheet as CSV (UTF-8)")


def _latin(name: str) -> Problem:
    return Problem(
        stage="code",
        subject=name,
        place="",
        message="it is not UTF-8 and was read as Windows-1252 (Latin-1): characters of other scripts are lost in it",
        remedy="nothing to do where its rows are accepted; else export it as CSV (UTF-8)",
        code="metadata",
    )


def _csv(text: str, name: str) -> tuple[list[SheetRow], list[Problem]]:
    csv.field_size_limit(_LONGEST_CELL)
    lines = text.split("\n", 1)
    if lines[0].strip().lower() in ("sep=,", "sep=;", "sep=\t"):
        text = lines[1] if len(lines) > 1 else ""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    try:
        columns = _columns(next(reader, []), name)
        for line, cells in enumerate(reader, start=2):
            if any(cell.strip() for cell in cells[len(columns) :]):
                remedy = "put quotation marks around cells that hold the delimiter, or export the sheet again"
                problems.append(problem(name, line, "", "has more cells than the sheet has columns", remedy))
            elif any(cell.strip() for cell in cells):
                rows.append(SheetRow(line=line, cells=dict(zip(columns, map(_cell, cells), strict=False))))
    except csv.Error as error:
        problems.append(problem(name, reader.line_num, "", f"cannot be read: {error}", "export the sheet again as CSV"))
    return rows, problems


def _cell(cell: str) -> str:
    return restored(cell).strip()


def _delimiter(text: str) -> str:
    """The one of the usual delimiters that gives the header the most known columns."""
    header = text.split("\n", 1)[0]

    def known(delimiter: str) -> int:
        return len(set(_plain(next(csv.reader([header], delimiter=delimiter), []))) & set(COLUMNS))

    return max(_DELIMITERS, key=known)


def _plain(header: Sequence[str]) -> list[str]:
    return [cell.strip().strip("\ufeff").lower().replace(" ", "_") for cell in header]


def _columns(header: Sequence[str], name: str) -> list[str]:
    columns = _plain(header)
    missing = [column for column in NEEDED if column not in columns]
    doubled = sorted({column for column in columns if column in COLUMNS and columns.count(column) > 1})
    if missing or doubled:
        what = f"has no column {', '.join(missing)}" if missing else f"has the column {', '.join(doubled)} twice"
        remedy = "keep the first line of the sheet as `counterclaim code --export` wrote it"
        raise ConfigError(what, where=name, remedy=remedy)
    return columns


def _json_lines(text: str, name: str) -> tuple[list[SheetRow], list[Problem]]:
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    for line, words in enumerate(text.split("\n"), start=1):
        if not words.strip():
            continue
        try:
            record = json.loads(words)
        except (ValueError, RecursionError) as error:
            problems.append(problem(name, line, "", f"is no JSON: {error}", "one object a line, as it was exported"))
            continue
        if not isinstance(record, dict) or any(column not in record for column in NEEDED):
            message = f"is no object with {' and '.join(NEEDED)}"
            problems.append(problem(name, line, "", message, "one object a line, as it was exported"))
            continue
        rows.append(SheetRow(line=line, cells=dict(_values(record))))
    return rows, problems


def _values(record: dict[str, object]) -> Iterator[tuple[str, str]]:
    for column, value in record.items():
        if isinstance(value, list):
            yield column, BETWEEN.join(str(item).strip() for item in value)
        elif isinstance(value, str | int | float):
            yield column, ("yes" if value else "") if isinstance(value, bool) else str(value).strip()
