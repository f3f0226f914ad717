"""The columns of a sheet: what the program writes, and what a person fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WRITTEN = ("document", "name", "digest", "passage", "start", "end", "text")
"""Which document and passage a row is about; nothing to fill."""

FILLED = (
    "event",
    "role",
    "type",
    "date",
    "place",
    "fatalities",
    "injured",
    "unclaimed",
    "act",
    "speaker",
    "speaker_kind",
    "perpetrator",
    "perpetrator_kind",
    "quote",
    "also",
    "note",
)
"""What a person fills, all optional but ``event``."""

COLUMNS = WRITTEN + FILLED
NEEDED = ("document", "event")
"""Without these a sheet cannot be understood at all."""

NOTHING = "none"
"""In ``event``: the document was read, and there is no event in it."""

BETWEEN = " || "
"""Between the further quotes in ``also``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row of a sheet; ``line`` is its number as a spreadsheet or editor counts."""

    line: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """What stands in a column, empty where it is missing."""
        return self.cells.get(column, "")


def is_filled(cells: Mapping[str, str]) -> bool:
    """Whether a person has written anything into a row."""
    return any(cells.get(column) for column in FILLED)
