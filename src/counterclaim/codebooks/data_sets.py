"""Event data sets: their columns, what may stand in them, and what their codes mean (data/data_sets.yaml)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from counterclaim.codebooks.files import DATA, read_yaml

MAPPED = "csv"
"""The data set of any table with a map of its columns."""
ADDED = ("_row", "_problem", "_remedy")
"""Columns that stand in a file of refused rows beside the table's own; they are no part of a row."""


@dataclass(frozen=True, slots=True)
class CellKind:
    """What may stand in the filled cells of a column.

    ``name`` is "text", "number" (a whole number of 0 or more), "count" (the same, or -9 or -99 for unknown),
    "integer", "decimal", "day" (ISO), "form" (a date in the ``form`` of Python's strptime), "stamp" (a day as eight
    digits, with or without six of a time), "year", "month" and "monthday" (0: not told), "latitude", "longitude",
    "code" (one of ``codes``), "id" (``pattern``, where there is one) or "key" (ids and codes of any form, but none that
    a spreadsheet made a date or a power of ten).
    """

    name: str = "text"
    codes: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    form: str = ""


TEXT = CellKind()
ID = CellKind("id")
"""Any id that a spreadsheet has not cut."""
KEY = CellKind("key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The columns that tell where a row lies."""

    latitude: str
    longitude: str
    country: str = ""
    wkt: str = ""
    """A column with the same point as well-known text, "POINT (LONGITUDE LATITUDE)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """One kind of table."""

    key: str
    """Before the colon in ``add KEY:FILE``."""
    outlet: str
    columns: tuple[str, ...]
    """All columns in the official order."""
    required: frozenset[str]
    id: tuple[str, ...]
    """The columns that together name a row."""
    kinds: Mapping[str, CellKind] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)
    """Names that other releases use, to the column's name here."""
    points: tuple[Point, ...] = ()
    filled: tuple[str, ...] = ()
    """Columns whose cells are never empty in this data set, where the file has the column."""
    span: tuple[str, ...] = ()
    """The columns of the first and the last day, where the data set has both."""
    parts: tuple[str, ...] = ()
    """The columns of year, month and day, where the data set has those."""
    bounds: tuple[tuple[str, ...], ...] = ()
    """Columns whose numbers never fall from one to the next: low, best, high."""
    bounds_kept: bool = False
    """Whether published releases have rows whose bounds contradict each other: they are taken as they are, and told."""
    delimiter: str = ","
    header: bool = True
    """Whether files usually begin with column names."""
    language: str = ""
    published: str = ""
    """The column that tells when a row was published."""
    mapped: bool = False
    """Whether its columns are told by a user's map."""
    distinct: bool = True
    """Whether each row is declared an event of its own."""
    lead: bool = False
    """Whether a row only points to documents: it is never an event and never weighed."""
    codes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Meanings of codes by name of the table of codes."""

    def kind(self, column: str) -> CellKind:
        """What may stand in a column."""
        return self.kinds.get(column, TEXT)

    def place_code(self, code: str) -> int | None:
        """UCDP GED's code of precision (`Place.precision`) for a data set's own; None where it says nothing."""
        told = self.codes.get("where", {}).get(code)
        return int(told) if told is not None else None

    def ordered(self, row: Mapping[str, str]) -> dict[str, str]:
        """A row in the order in which all its releases are written: known columns first, the others by name."""
        known = [column for column in self.columns if column in row]
        return {column: row[column] for column in (*known, *sorted(row.keys() - set(known)))}

    def metres(self, table: str, code: str) -> float | None:
        """The radius that a code of precision stands for; None where it says nothing."""
        told = self.codes.get(table, {}).get(code)
        return float(told) if told is not None else None


@cache
def data_sets() -> Mapping[str, DataSet]:
    """All data sets whose columns are known, by key; one that is ``like`` another differs in what it says itself."""
    data: dict[str, dict[str, Any]] = read_yaml(DATA / "data_sets.yaml")
    whole = {key: {**data.get(entry.get("like", ""), {}), **entry} for key, entry in data.items()}
    return {key: data_set(key, entry) for key, entry in whole.items()}


def data_set(key: str, entry: Mapping[str, Any]) -> DataSet:
    """A data set from its entry."""
    columns = tuple(entry["columns"])
    ids, keys = dict.fromkeys(entry["id"], ID), dict.fromkeys(entry.get("keys", ()), KEY)
    return DataSet(
        key=key,
        outlet=entry["outlet"],
        columns=columns,
        required=frozenset(entry.get("required", columns)),
        id=tuple(entry["id"]),
        kinds={**keys, **ids, **{column: _kind(told) for column, told in entry.get("cells", {}).items()}},
        former=entry.get("former", {}),
        points=tuple(Point(**point) for point in entry.get("points", ())),
        filled=tuple(entry.get("filled", ())),
        span=tuple(entry.get("span", ())),
        parts=tuple(entry.get("parts", ())),
        bounds=tuple(map(tuple, entry.get("bounds", ()))),
        bounds_kept=entry.get("bounds_kept", False),
        delimiter=entry.get("delimiter", ","),
        header=entry.get("header", True),
        language=entry.get("language", ""),
        published=entry.get("published", ""),
        distinct=entry.get("distinct", True),
        lead=entry.get("lead", False),
        codes={
            name: {str(code): told for code, told in table.items()} for name, table in entry.get("codes", {}).items()
        },
    )


def _kind(told: str | Sequence[Any]) -> CellKind:
    if not isinstance(told, str):
        return CellKind("code", codes=frozenset(map(str, told)))
    name, _, pattern = told.partition(" ")
    return CellKind(name, pattern=re.compile(pattern) if pattern else None)
