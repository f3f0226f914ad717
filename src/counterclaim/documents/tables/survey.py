"""What a first look at a whole table tells, so that a single odd row can be known from a habit of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.codebooks.data_sets import DataSet
from counterclaim.documents.tables.cells import made_a_date
from counterclaim.documents.tables.points import Middles

Row = Mapping[str, str]


@dataclass(slots=True)
class Survey:
    """The middles of countries, and which columns of ids hold dates by nature."""

    data_set: DataSet
    middles: Middles = field(default_factory=Middles)
    _rows: int = 0
    _dated: Counter[str] = field(default_factory=Counter)

    def count(self, row: Row) -> None:
        """Take note of a row."""
        self._rows += 1
        for point in self.data_set.points:
            self.middles.count(row, point)
        self._dated.update(column for column in self.data_set.id if made_a_date(row.get(column, "")))

    def dates_are_ids(self, column: str) -> bool:
        """Whether most ids of a column look like "Jan-05": then they are that, and no work of a spreadsheet."""
        return 2 * self._dated[column] > self._rows
