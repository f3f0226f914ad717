"""Which columns of a table say what, and their cells as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.errors import ConfigError
from counterclaim.model import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Names of columns; empty where the table has none of the kind."""

    object: str
    source: str
    value: str
    property: str = ""
    time: str = ""

    def named(self) -> tuple[str, ...]:
        """The columns that must be there."""
        return tuple(name for name in (self.object, self.source, self.value, self.property, self.time) if name)

    def check(self, found: Sequence[str], where: str) -> None:
        """Raise ConfigError where a column is missing or named twice."""
        for name in self.named():
            if name not in found:
                have = ", ".join(found) or "none"
                raise ConfigError(f"has no column {name!r}", where=where, remedy=f"its columns are: {have}")
            if list(found).count(name) > 1:
                raise ConfigError(f"has two columns {name!r}", where=where, remedy="rename one of them")


@dataclass(slots=True)
class Rows:
    """Cells of a table, column by column; all lists are of one length, a blank cell is ""."""

    object: list[str]
    source: list[str]
    value: list[str]
    property: list[str] | None
    time: list[str] | None
    line: list[int]
    """Where each row stands: its line in a file, or its number from 1 in a frame."""
    where: str = ""
    """The file, or what the table is called in messages."""
    unit: str = "row"
    """What ``line`` counts: "line" or "row"."""
    columns: Columns = field(default_factory=lambda: Columns(object="object", source="source", value="value"))

    def problem(self, row: int, column: str, message: str, remedy: str, code: str) -> Problem:
        """A problem with one cell."""
        place = f"{self.unit} {self.line[row]}, column {column!r}"
        return Problem(stage="weigh", subject=self.where, place=place, message=message, remedy=remedy, code=code)
