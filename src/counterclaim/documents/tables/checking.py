"""Whether a row can be taken: its cells, its point, its id, and what its numbers say of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.codebooks.data_sets import DataSet
from counterclaim.documents.draft import Refused
from counterclaim.documents.tables.cells import fault_of
from counterclaim.documents.tables.points import Middles, point_fault

Row = Mapping[str, str]
_SOURCE = "take the cell from the data set's own file, and add the row again"
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
    middles: Middles
    _seen: dict[str, int] = field(default_factory=dict)

    def check(self, row: Row, number: int) -> str:
        """The row's id; raises RowRefused."""
        self._check_cells(row)
        fault = point_fault(row, self.data_set.points, self.middles)
        if fault is not None:
            raise RowRefused("point", f"{fault[0]} {fault[1]}", fault[2], fault[0])
        disagreement = _codes_disagree(row, self.data_set)
        if disagreement is not None:
            raise disagreement
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
                raise RowRefused("cell", f"{value[:_SHOWN]!r} {fault}", _SOURCE, column)
        for column in self.data_set.id:
            if not row.get(column):
                raise RowRefused("cell", "is empty, and names the row", _SOURCE, column)
        for column in self.data_set.filled:
            if column in row and not row[column]:
                raise RowRefused("cell", "is empty, and never is in this data set", _SOURCE, column)
        if self.data_set.span:
            self._check_span(row, *self.data_set.span)

    def _check_span(self, row: Row, first: str, last: str) -> None:
        # Days are ISO by now, so their order is that of the letters.
        begins, ends = row.get(first, "")[:10], row.get(last, "")[:10]
        if begins and ends and ends < begins:
            raise RowRefused("cell", f"{ends!r} lies before the first day, {begins!r}", _SOURCE, last)

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
