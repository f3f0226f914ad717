"""Tables weighed without a ledger: the stage behind ``weigh``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

from counterclaim.assessments.tables import Columns, Options, Rows, Weighed, weigh_rows
from counterclaim.assessments.tables.frames import rows_of
from counterclaim.assessments.tables.reading import read_rows
from counterclaim.model import Problem


def weigh_table(
    table: Any,  # noqa: ANN401 - a path, or any library's table
    *,
    object: str = "object",  # noqa: A002 - the word of the column, as on the command line
    source: str = "source",
    value: str = "value",
    property: str = "",  # noqa: A002 - as above
    time: str = "",
    known: Any = None,  # noqa: ANN401 - as table
    method: str = "hierarchical",
    kinds: Mapping[str, str] | None = None,
    copies: bool = True,
    separator: str = ";",
) -> Weighed:
    """Weigh a table of who says what: what holds up, how sure, and how reliable each source is.

    Args:
        table: A path (CSV, TSV, Parquet, JSON Lines), a data frame, an Arrow table or a mapping of columns.
        object: Name of the column that says what a row is about.
        source: Name of the column that says who states it.
        value: Name of the column that says what is stated.
        property: Name of the column that says which property of the object, if there is one.
        time: Name of the column that says when; a source's newest statement on a question supersedes its older ones,
            and reliability is kept by year.
        known: A table of resolved questions with the same columns, but without sources.
        method: One of ``METHODS``.
        kinds: Kind of values per property ("text", "number", "date", "set"; "" for all): told from the cells if not
            given.
        copies: Whether to look for sources that copy each other.
        separator: What stands between the members of a set.

    Raises:
        ConfigError: a column or an option is wrong, or nothing is left to weigh.
        DocumentError: a file cannot be read.
    """
    columns = Columns(object=object, source=source, value=value, property=property, time=time)
    options = Options(method=method, kinds=kinds or {}, copies=copies, separator=separator)
    rows, problems = _rows(table, columns, "table")
    resolved, more = (None, ()) if known is None else _resolved(known, columns)
    weighed = weigh_rows(rows, options, resolved)
    return replace(weighed, problems=problems + more + weighed.problems)


def _rows(table: Any, columns: Columns, where: str) -> tuple[Rows, tuple[Problem, ...]]:  # noqa: ANN401
    if isinstance(table, str | PathLike):
        return read_rows(Path(table), columns)
    return rows_of(table, columns, where), ()


def _resolved(table: Any, columns: Columns) -> tuple[Rows, tuple[Problem, ...]]:  # noqa: ANN401
    """The answers of resolved questions: who stated them does not matter, so no source is read."""
    return _rows(table, replace(columns, source=columns.object, time=""), "known")
