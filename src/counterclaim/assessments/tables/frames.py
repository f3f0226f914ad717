"""Data frames, Arrow tables and mappings as rows of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from counterclaim.assessments.tables.columns import Columns, Rows
from counterclaim.errors import ConfigError


def rows_of(table: Any, columns: Columns, where: str = "table") -> Rows:  # noqa: ANN401 - many libraries' tables
    """Rows of a pandas or polars frame, an Arrow table, or a mapping of columns; blanks for missing cells.

    Raises ConfigError where a column is missing or it is no table.
    """
    arrow = _arrow(table, columns, where)
    columns.check(arrow.column_names, where)
    cells = {name: [cell_text(x) for x in arrow.column(name).to_pylist()] for name in columns.named()}
    return Rows(
        object=cells[columns.object],
        source=cells[columns.source],
        value=cells[columns.value],
        property=cells[columns.property] if columns.property else None,
        time=cells[columns.time] if columns.time else None,
        line=list(range(1, arrow.num_rows + 1)),
        where=where,
        columns=columns,
    )


def _arrow(table: Any, columns: Columns, where: str) -> pa.Table:  # noqa: ANN401 - as above
    if isinstance(table, pa.Table):
        return table
    if isinstance(table, pa.RecordBatch):
        return pa.Table.from_batches([table])
    if isinstance(table, pd.DataFrame):
        names = [str(name) for name in table.columns]
        columns.check(names, where)
        return pa.table({name: _texts(table.iloc[:, names.index(name)]) for name in columns.named()})
    if isinstance(table, Mapping):
        columns.check([str(name) for name in table], where)
        return pa.table({name: _texts(table[name]) for name in columns.named()})
    if hasattr(table, "__arrow_c_stream__"):
        return pa.table(table)
    raise ConfigError(
        f"a {type(table).__name__} is no table", where=where,
        remedy="give a path, a data frame, an Arrow table or a mapping of columns",
    )  # fmt: skip


def _texts(column: Iterable[object]) -> list[str]:
    return [cell_text(x) for x in column]


def cell_text(cell: object) -> str:
    """A cell as text: "" for what is missing, 12 for 12.0, ISO for dates."""
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        if cell != cell:
            return ""
        return str(int(cell)) if abs(cell) < 1e15 and cell == int(cell) else repr(float(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (list, tuple, set, frozenset)):
        return "; ".join(sorted(cell_text(x) for x in cell))
    return str(cell).strip()
