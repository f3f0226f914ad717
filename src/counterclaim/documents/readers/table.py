"""Tables of event data sets: each row an item, whose text is its filled cells.

A file is read by its own column names, whatever their order. What is wrong with the file refuses it, what is wrong
with a row refuses the row, and what was put right is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from counterclaim.codebooks.data_sets import DataSet, data_sets
from counterclaim.codebooks.table_maps import table_map
from counterclaim.documents.dates import parse_published
from counterclaim.documents.draft import Desk, Draft, Part, Refused
from counterclaim.documents.tables.cells import tidied
from counterclaim.documents.tables.checking import Checker, RowRefused
from counterclaim.documents.tables.delimited import DELIMITERS, Oddities, Whole, delimited
from counterclaim.documents.tables.header import Header, header_of, known, whole
from counterclaim.documents.tables.lines import Line, is_spreadsheet, spreadsheet
from counterclaim.documents.tables.survey import Survey
from counterclaim.model.identity import sha256_hex
from counterclaim.model.row import row_type, write_row

_DAMAGED = "mend the quotation marks of this row and of the one before it"
_Lines = Callable[[Whole | None], Iterator[Line]]
"""The lines of a table; by what is beyond doubt a row of it they are kept from running into each other."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table whose columns are known."""

    data_set: DataSet
    header: Header
    lines: _Lines
    type: str

    def rows(self) -> Iterator[tuple[Line, dict[str, str] | RowRefused]]:
        """Each row after the header as cells by column, or why it is none."""
        for line in islice(self.lines(self._whole), 1 if self.header.written else 0, None):
            yield line, self._row(line)

    def _whole(self, cells: Sequence[str]) -> bool:
        columns = self.header.columns
        return whole(_fitted(cells, len(columns)), columns, self.data_set)

    def _row(self, line: Line) -> dict[str, str] | RowRefused:
        if line.fault:
            return RowRefused("damaged", line.fault, _DAMAGED)
        cells, columns = _fitted(line.cells, len(self.header.columns)), self.header.columns
        if len(cells) != len(columns):
            message = f"has {len(cells)} cells, and the table {len(columns)} columns"
            return RowRefused("ragged", message, "put quotation marks around cells that hold the separator")
        kind = self.data_set.kind
        row = {c: tidied(value.strip(), kind(c)) for c, value in zip(columns, cells, strict=True) if c}
        # A row is what its cells say, in whatever order a release has its columns.
        return self.data_set.ordered(row)


def unpack(part: Part, desk: Desk) -> None:
    """Hand over every row as an item; raises Refused where the file as a whole cannot be read."""
    found = Oddities()
    table = _opened(part, desk, found)
    survey = Survey(table.data_set)
    for _, row in table.rows():
        if isinstance(row, dict):
            survey.count(row)
    survey.middles.settle()
    for remark in table.header.remarks:
        desk.complain(part.member, remark)
    found.clear()
    checker = Checker(table.data_set, survey)
    count = _hand_over(part, desk, table, checker)
    if checker.contradictions:
        desk.complain(part.member, _contradicted(checker.contradictions))
    for remark in found.remarks():
        desk.complain(part.member, remark)
    if not count:
        raise Refused("empty", "holds no row", "a query without results, or a cut-off file: fetch it again")


def _contradicted(found: Sequence[tuple[int, str]]) -> Refused:
    number, told = found[0]
    rows = f"{len(found)} rows whose bounds contradict" if len(found) > 1 else "a row whose bounds contradict"
    message = f"holds {rows} each other, the first in row {number} ({told}); both bounds are kept as they stand"
    return Refused("metadata", message, "nothing needs to be done; correct those statements if you know better")


def _opened(part: Part, desk: Desk, found: Oddities) -> _Table:
    known_sets = data_sets()
    mapped = table_map(part.hints.table_map, "the map") if part.hints.table_map else None
    data_set = mapped.data_set if mapped else known_sets[part.hints.data_set]
    lines = _lines(part, desk, data_set, found)
    first = next(lines(None), None)
    if first is None:
        raise Refused("empty", "holds no row", "fetch it again")
    header = header_of(first.cells, data_set, known_sets)
    return _Table(data_set, header, lines, row_type(data_set.key, mapped.digest if mapped else ""))


def _lines(part: Part, desk: Desk, data_set: DataSet, found: Oddities) -> _Lines:
    if is_spreadsheet(part.data):
        rows = spreadsheet(part.data, desk.limits)
        return lambda _: iter(rows)
    delimiter = _delimiter(part.data, data_set)
    return lambda sure: delimited(part.data, delimiter, found, sure)


def _delimiter(data: bytes, data_set: DataSet) -> str:
    """The one under which the first row has most of the columns' names, or as many cells as there are columns."""

    def fit(mark: str) -> tuple[int, bool, bool]:
        first = next(delimited(data[:200_000], mark, Oddities()), Line(1, ()))
        return known(first.cells, data_set), len(first.cells) == len(data_set.columns), mark == data_set.delimiter

    return max(DELIMITERS, key=fit)


def _fitted(cells: Sequence[str], count: int) -> Sequence[str]:
    """Without empty cells past the last column: stray separators at the end of a line."""
    while len(cells) > count and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _hand_over(part: Part, desk: Desk, table: _Table, checker: Checker) -> int:
    count = 0
    for line, row in table.rows():
        count += 1
        place = f"{part.member}/row {line.number}" if part.member else f"row {line.number}"
        fresh = desk.begin(place)
        try:
            if isinstance(row, RowRefused):
                raise row
            ident = checker.check(row, line.number)
        except RowRefused as refusal:
            if fresh:
                where = f"{place}, column {refusal.column}" if refusal.column else place
                desk.complain(where, refusal)
                desk.put_aside(where, refusal, table.header.columns, line.cells)
            continue
        if fresh:
            text = write_row(row.items())
            desk.room_for(len(text))
            draft = _draft(text, row, ident, table)
            item = f"{table.type}\n{text}".encode("utf-8", "surrogatepass")
            desk.keep_draft(_as_part(part, place), draft, sha256_hex(item))
    return count


def _draft(text: str, row: dict[str, str], ident: str, table: _Table) -> Draft:
    data_set = table.data_set
    return Draft(
        text=text,
        media_type=table.type,
        title=f"{data_set.outlet} {ident}",
        outlet=data_set.outlet,
        published=parse_published(_day(row.get(data_set.published, ""))) if data_set.published else None,
        language=data_set.language,
        verbatim=True,
        record=ident,
    )


def _day(value: str) -> str:
    """Seconds since 1970 as a day; any other form as it is."""
    if not value.isdigit() or not 9 <= len(value) <= 10:
        return value
    return datetime.fromtimestamp(int(value), UTC).date().isoformat()


def _as_part(part: Part, member: str) -> Part:
    return Part(data=b"", name=part.name, media_type=part.media_type, member=member, depth=part.depth, hints=part.hints)
