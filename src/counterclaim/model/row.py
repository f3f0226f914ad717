"""Rows of data sets as documents: one text a row, from which every cell can be cut by its offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ROW_TYPE = "application/x-counterclaim-row"
"""Media type of a document that is one row of a data set; its parameters name the set and, for a mapped table, the
map that it was read by."""
_GOES_ON = "\n    "
"""Begins each further line of a cell of several lines."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell of a row; ``start`` to ``end`` is its line in the row's text, column name included."""

    column: str
    value: str
    start: int
    end: int


def row_type(data_set: str, table_map: str = "") -> str:
    """The media type of a row of a data set, read by the map with this digest if by any."""
    return f"{ROW_TYPE}; set={data_set}" + (f"; map={table_map}" if table_map else "")


def is_row(media_type: str) -> bool:
    """Whether a document of this media type is a row of a data set."""
    return media_type.startswith(ROW_TYPE)


def row_parts(media_type: str) -> tuple[str, str]:
    """(data set, digest of its map or "") of a row's media type."""
    told = dict(part.strip().partition("=")[::2] for part in media_type.split(";")[1:])
    return told.get("set", ""), told.get("map", "")


def write_row(cells: Iterable[tuple[str, str]]) -> str:
    """The text of a row: a line ``column: value`` for each filled cell, in the table's order.

    Line ends within a cell become line feeds, and each further line is indented by four spaces.
    """
    filled = ((_name(column), value.strip()) for column, value in cells)
    return "\n".join(f"{column}: {_lines(value)}" for column, value in filled if value)


def read_row(text: str) -> dict[str, Cell]:
    """The filled cells of a row's text by column; of two columns of one name the first."""
    found: dict[str, Cell] = {}
    start = 0
    while start < len(text):
        end = start
        while True:
            end = text.find("\n", end)
            if end < 0:
                end = len(text)
                break
            if not text.startswith(_GOES_ON, end):
                break
            end += 1
        column, _, value = text[start:end].partition(": ")
        found.setdefault(column, Cell(column, value.replace(_GOES_ON, "\n"), start, end))
        start = end + 1
    return found


def _name(column: str) -> str:
    return " ".join(column.replace(":", " ").split())


def _lines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", _GOES_ON)
