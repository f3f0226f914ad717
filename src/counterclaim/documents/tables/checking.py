"""Whether a row can be taken: its cells, its point, its id, and what its numbers say of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from counterclaim.codebooks.data_sets import DataSet
from counterclaim.codebooks.written_days import read_parts
from counterclaim.documents.draft import Refused
from counterclaim.documents.tables.cells import DATED, days_of, fault_of, made_a_date
from counterclaim.documents.tables.points import point_fault
from counterclaim.documents.tables.survey import Survey

Row = Mapping[str, str]
_SOURCE = "take the cell from the data set's own file, and add the row again"
_MAPPED = "mend the cell, or the map where that is wrong, and add the row again"
_EITHER = "see which of the two is right, mend it, and add the row again"
_SHOWN = 40


class RowRefused(Refused):
    """A row that cannot be taken, with the column at fault, "" for the whole row."""

    def __init__(self, code: str, message: str, remedy: str, column: str = "") -> None:
        super().__init__(code, message, remedy)
        self.column = column


@dataclass(slots=True)
class Checker:
    """Checks rows one after another; it remembers the ids it has seen."""

    data_set: DataSet
    survey: Survey
    contradictions: list[tuple[int, str]] = field(default_factory=list)
    """Row and what is odd of the rows whose bounds contradict each other and that went in all the same."""
    _seen: dict[str, int] = field(default_factory=dict)

    @property
    def _remedy(self) -> str:
        return _MAPPED if self.data_set.mapped else _SOURCE

    def check(self, row: Row, number: int) -> str:
        """The row's id; raises RowRefused."""
        self._check_cells(row)
        fault = point_fault(row, self.data_set.points, self.survey.middles)
        if fault is not None:
            raise RowRefused("point", f"{fault[0]} {fault[1]}", fault[2], fault[0])
        disagreement = _codes_disagree(row, self.data_set)
        if disagreement is not None:
            raise disagreement
        self._check_bounds(row, number)
        ident = self._id(row)
        before = self._seen.setdefault(ident, number)
        if before != number:
            message = f"has the id {ident[:_SHOWN]} of row {before}"
            raise RowRefused(
                "duplicate", message, "keep the right one of the two, or give it its own id", self.data_set.id[0]
            )
        return ident

    def _check_cells(self, row: Row) -> None:
        for column, value in row.items():
            if value and (fault := fault_of(value, self.data_set.kind(column))):
                raise RowRefused("cell", f"{value[:_SHOWN]!r} {fault}", self._remedy, column)
        for column in self.data_set.id:
            if not row.get(column):
                raise RowRefused("cell", "is empty, and names the row", self._remedy, column)
            plain = self.data_set.kind(column).pattern is None
            if plain and made_a_date(row[column]) and not self.survey.dates_are_ids(column):
                raise RowRefused("cell", f"{row[column]!r} {DATED}", self._remedy, column)
        for column in self.data_set.filled:
            if column in row and not row[column]:
                raise RowRefused("cell", "is empty, and never is in this data set", self._remedy, column)
        if self.data_set.span:
            self._check_span(row, *self.data_set.span)
        if self.data_set.parts:
            self._check_parts(row, *self.data_set.parts)

    def _check_span(self, row: Row, first: str, last: str) -> None:
        begins, ends = (days_of(row.get(column, ""), self.data_set.kind(column)) for column in (first, last))
        if begins and ends and begins.earliest and ends.latest and ends.latest < begins.earliest:
            shown = [row[column].partition(" 00:00")[0] for column in (first, last)]
            raise RowRefused("cell", f"{shown[1]!r} lies before the first day, {shown[0]!r}", self._remedy, last)

    def _check_parts(self, row: Row, *columns: str) -> None:
        year, month, day = (row.get(column, "") for column in columns)
        if any(part.strip("0") for part in (year, month, day)) and not read_parts(year, month, day):
            told = "-".join(part or "?" for part in (year, month, day))
            raise RowRefused("cell", f"{told!r} is no day of the calendar", self._remedy, columns[2])

    def _check_bounds(self, row: Row, number: int) -> None:
        """Numbers that should not fall; negative ones stand for unknown."""
        for columns in self.data_set.bounds:
            told = [(column, int(row[column])) for column in columns if row.get(column)]
            told = [(column, count) for column, count in told if count >= 0]
            for (lower, least), (higher, most) in pairwise(told):
                if most < least and self.data_set.bounds_kept:
                    self.contradictions.append((number, f"{lower} {least}, {higher} {most}"))
                    return
                if most < least:
                    raise RowRefused("cell", f"'{most}' is less than {lower}, '{least}'", _EITHER, higher)

    def _id(self, row: Row) -> str:
        return " | ".join(row[column] for column in self.data_set.id)


def _codes_disagree(row: Row, data_set: DataSet) -> RowRefused | None:
    """A number and the words beside it that say two things: nobody knows which is right."""
    words = data_set.codes.get("claimmode_txt", {})
    for column in ("claimmode", "claimmode2", "claimmode3"):
        code, told = row.get(column, ""), row.get(f"{column}_txt", "").casefold()
        if code in words and told and words[code] not in told:
            message = f"is {code}, and {column}_txt says {told[:_SHOWN]!r}"
            return RowRefused("cell", message, "see the release's codebook which of the two is right", column)
    return None
