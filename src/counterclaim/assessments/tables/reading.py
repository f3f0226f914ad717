"""Files of rows: CSV, TSV, Parquet, JSON Lines. What cannot be read is told with its line, and the rest goes on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim.assessments.tables.columns import Columns, Rows
from counterclaim.assessments.tables.frames import cell_text, rows_of
from counterclaim.errors import ConfigError, DocumentError
from counterclaim.model import Problem

_DELIMITERS = (",", ";", "\t", "|")
_LARGEST_CELL = 1_000_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
FORMATS = ".csv, .tsv, .txt, .parquet, .jsonl or .ndjson"


def read_rows(path: Path, columns: Columns) -> tuple[Rows, tuple[Problem, ...]]:
    """Rows of a file by its ending, and the lines that are no rows.

    Raises:
        DocumentError: it cannot be opened or is damaged.
        ConfigError: a column is missing, or the ending is unknown.
    """
    ending = path.suffix.casefold()
    if ending in (".parquet", ".pq"):
        return _parquet(path, columns), ()
    if ending in (".jsonl", ".ndjson"):
        return _json_lines(path, columns)
    if ending in (".csv", ".tsv", ".txt", ".tab"):
        return _csv(path, columns, "\t" if ending in (".tsv", ".tab") else None)
    raise ConfigError(
        f"the ending {ending!r} is unknown", where=str(path), remedy=f"name a file that ends in {FORMATS}"
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            error.strerror or "cannot be read", where=str(path), remedy="check that it exists and may be read"
        ) from error


def _text(path: Path) -> str:
    data = _bytes(path)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"line {line} is no {encoding}", where=str(path), remedy="save the table as UTF-8"
        ) from error


def _csv(path: Path, columns: Columns, delimiter: str | None) -> tuple[Rows, tuple[Problem, ...]]:
    text = _text(path)
    if not text.strip():
        raise DocumentError("is empty", where=str(path), remedy="give a table with a line of column names")
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text, columns))
    try:
        header = [name.strip() for name in next(reader)]
    except csv.Error as error:
        raise DocumentError(f"line 1: {error}", where=str(path), remedy="mend the line of column names") from error
    columns.check(header, str(path))
    rows = _empty(path, columns, "line")
    problems: list[Problem] = []
    at = [header.index(name) for name in columns.named()]
    for line, cells in _lines(reader, problems, path):
        if not any(cells):
            continue
        if len(cells) != len(header):
            problems.append(_refused(path, line, f"has {len(cells)} cells and the header {len(header)}"))
            continue
        _append(rows, columns, {name: cells[i].strip() for name, i in zip(columns.named(), at, strict=True)}, line)
    return rows, tuple(problems)


def _delimiter(text: str, columns: Columns) -> str:
    """The one that splits the first line into the columns asked for; a comma where none does."""
    first = text.splitlines()[0]

    def hits(mark: str) -> int:
        names = [name.strip() for name in next(csv.reader([first], delimiter=mark), [])]
        return sum(name in names for name in columns.named())

    return max(_DELIMITERS, key=hits)


def _lines(reader: Iterator[list[str]], problems: list[Problem], path: Path) -> Iterable[tuple[int, list[str]]]:
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(_refused(path, reader.line_num, str(error)))  # type: ignore[attr-defined]
            continue
        yield reader.line_num, cells  # type: ignore[attr-defined]


def _json_lines(path: Path, columns: Columns) -> tuple[Rows, tuple[Problem, ...]]:
    rows, seen = _empty(path, columns, "line"), set[str]()
    problems: list[Problem] = []
    for line, text in enumerate(_text(path).splitlines(), start=1):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            problems.append(_refused(path, line, f"is no JSON: {error}"))
            continue
        if not isinstance(record, dict):
            problems.append(_refused(path, line, "is no JSON object"))
            continue
        seen.update(map(str, record))
        _append(rows, columns, {name: cell_text(record.get(name)) for name in columns.named()}, line)
    columns.check(sorted(seen), str(path))
    return rows, tuple(problems)


def _parquet(path: Path, columns: Columns) -> Rows:
    import pyarrow as pa
    import pyarrow.parquet as pq

    _bytes_there(path)
    try:
        names = pq.read_schema(path).names
        columns.check(names, str(path))
        table = pq.read_table(path, columns=list(columns.named()))
    except (pa.ArrowException, OSError) as error:
        raise DocumentError(f"is no readable Parquet: {error}", where=str(path), remedy="write it anew") from error
    return rows_of(table, columns, str(path))


def _bytes_there(path: Path) -> None:
    if not path.is_file():
        raise DocumentError("No such file", where=str(path), remedy="check that it exists and may be read")


def _empty(path: Path, columns: Columns, unit: str) -> Rows:
    return Rows(
        object=[], source=[], value=[], property=[] if columns.property else None, time=[] if columns.time else None,
        line=[], where=str(path), unit=unit, columns=columns,
    )  # fmt: skip


def _append(rows: Rows, columns: Columns, cells: dict[str, str], line: int) -> None:
    rows.object.append(cells[columns.object])
    rows.source.append(cells[columns.source])
    rows.value.append(cells[columns.value])
    if rows.property is not None:
        rows.property.append(cells[columns.property])
    if rows.time is not None:
        rows.time.append(cells[columns.time])
    rows.line.append(line)


def _refused(path: Path, line: int, message: str) -> Problem:
    return Problem(
        stage="weigh", subject=str(path), place=f"line {line}", message=message,
        remedy="mend the line; the others were weighed", code="damaged",
    )  # fmt: skip
