"""Which column of a file is which column of a data set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.codebooks.data_sets import ADDED, DataSet
from counterclaim.documents.draft import Refused
from counterclaim.documents.tables.cells import fault_of

_MUCH = 0.6
"""Share of another data set's required columns from which a file is taken for one of its files."""
_SHOWN = 8
_MOST = 0.7
"""Share of a first row's cells that must be what their columns hold for it to be a row without names above it."""
_LEAST = 2
"""Filled cells of a known form without which nothing is beyond doubt a row."""
_ANY = ("text", "id")


@dataclass(frozen=True, slots=True)
class Header:
    """Names of a file's columns, "" for those that are passed over, and what was odd about them."""

    columns: tuple[str, ...]
    written: bool
    """Whether the file's first row holds them."""
    remarks: tuple[Refused, ...] = ()


def known(cells: Sequence[str], data_set: DataSet) -> int:
    """How many of the cells are names of the data set's columns."""
    names = _names(data_set)
    return sum(key_of(cell) in names for cell in cells)


def key_of(name: str) -> str:
    """A column's name as it is compared: case and outer white space say nothing."""
    return name.strip().strip("\ufeff").casefold()


def header_of(first: Sequence[str], data_set: DataSet, others: Mapping[str, DataSet]) -> Header:
    """The header from a file's first row.

    Raises:
        Refused: the file is another data set's, a column that is needed is missing or stands there twice, or there
            is no row of names and the cells are not those of a complete row.
    """
    names = _names(data_set)
    columns = tuple(names.get(key_of(cell), cell.strip()) for cell in first)
    found = [column for column in columns if column in set(data_set.columns)]
    if not _has_names(first, found, data_set):
        return _without(data_set)
    missing = [column for column in data_set.columns if column in data_set.required and column not in found]
    if missing:
        raise _missing(missing, first, data_set, others)
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise Refused("columns", f"has the column {', '.join(twice)} twice", "keep one of them, and add it again")
    # A table's own columns go by the name of its map, which need not be all that it has.
    kept = tuple("" if column in ADDED else column for column in columns)
    return Header(kept, written=True, remarks=_remarks(found, kept, data_set))


def _names(data_set: DataSet) -> dict[str, str]:
    own = {key_of(column): column for column in data_set.columns}
    return {**{key_of(name): column for name, column in data_set.former.items()}, **own}


def _has_names(first: Sequence[str], found: Sequence[str], data_set: DataSet) -> bool:
    """Whether a first row holds names: at least three known ones, or half of those that are needed."""
    return len(found) >= min(3, max(1, len(data_set.required) // 2)) or not fits(first, data_set)


def fits(cells: Sequence[str], data_set: DataSet) -> bool:
    """Whether cells without names are a complete row of the data set, in the official order, faults of a few aside."""
    return _held(cells, data_set.columns, data_set, least=1)


def whole(cells: Sequence[str], columns: Sequence[str], data_set: DataSet) -> bool:
    """Whether cells can be nothing but a row under the columns: each has its cell, and the row its id."""
    if len(cells) != len(columns):
        return False
    named = {column: cell.strip() for column, cell in zip(columns, cells, strict=True) if column in data_set.id}
    if not all(value and not fault_of(value, data_set.kind(column)) for column, value in named.items()):
        return False
    return _held(cells, columns, data_set, least=_LEAST)


def _held(cells: Sequence[str], columns: Sequence[str], data_set: DataSet, least: int) -> bool:
    """Whether most filled cells whose form is known have it, and at least so many are filled."""
    if len(cells) != len(columns):
        return False
    told = [(data_set.kind(column), cell.strip()) for column, cell in zip(columns, cells, strict=True)]
    checked = [(kind, value) for kind, value in told if value and (kind.pattern or kind.name not in _ANY)]
    right = sum(not fault_of(value, kind) for kind, value in checked)
    return len(checked) >= least and right >= _MOST * len(checked)


def _without(data_set: DataSet) -> Header:
    if not data_set.header:
        return Header(data_set.columns, written=False)
    message = f"has no row of column names; its {len(data_set.columns)} columns are taken in the official order"
    return Header(
        data_set.columns, written=False, remarks=(Refused("metadata", message, "check a row or two of what came in"),)
    )


def _missing(missing: Sequence[str], first: Sequence[str], data_set: DataSet, others: Mapping[str, DataSet]) -> Refused:
    for key, other in others.items():
        keys = {key_of(cell) for cell in first}
        hits = sum(key_of(column) in keys for column in other.required)
        if other.columns != data_set.columns and hits >= _MUCH * len(other.required):
            return Refused(
                "columns", f"has the columns of {other.outlet}, not of {data_set.outlet}", f"add it as {key}:FILE"
            )
    shown = ", ".join(missing[:_SHOWN]) + (f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else "")
    if not known(first, data_set):
        message = f"has neither column names nor the {len(data_set.columns)} columns of {data_set.outlet}"
        remedy = "check that it is a whole file of that data set; a table of another form needs csv:FILE with a map"
        return Refused("columns", message, remedy)
    remedy = f"add a release of {data_set.outlet} that has them, or map its columns with csv:FILE --map MAP.yaml"
    return Refused("columns", f"has no column {shown}", remedy)


def _remarks(found: Sequence[str], kept: Sequence[str], data_set: DataSet) -> tuple[Refused, ...]:
    remarks = []
    official = [column for column in data_set.columns if column in found]
    if official != list(found):
        message = "has its columns in another order than the official one; they are read by their names"
        remarks.append(Refused("metadata", message, "nothing needs to be done"))
    more = [column for column in kept if column and column not in found]
    absent = [column for column in data_set.columns if column not in found]
    if absent:
        shown = ", ".join(absent[:_SHOWN]) + (f" and {len(absent) - _SHOWN} more" if len(absent) > _SHOWN else "")
        message = f"has no column {shown}; nothing is told of what would stand there"
        remarks.append(Refused("metadata", message, "add a release that has them, if they are needed"))
    if more:
        message = f"has columns that are not known: {', '.join(more[:_SHOWN])}; they are kept in the text of the rows"
        remarks.append(Refused("metadata", message, "nothing needs to be done"))
    return tuple(remarks)
