"""CSV: RFC 4180, UTF-8, and no cell that a spreadsheet would run as a formula.

A text cell that begins (after spaces) with = + - @, their full-width forms, a tab or a carriage return gets a leading
apostrophe, and so does one that begins with an apostrophe. To read the original back, drop one leading apostrophe from
every text cell that has one. Numbers are written as they are. Lists are joined by " | ".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from counterclaim.publications.exports.tables import Cell, Table
from counterclaim.publications.material import Material

_DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")


def neutralised(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs; ``restored`` undoes it."""
    return f"'{text}" if text.startswith(_DANGEROUS) or text.lstrip().startswith(_DANGEROUS) else text


def restored(cell: str) -> str:
    """The text that ``neutralised`` made a cell of."""
    return cell.removeprefix("'")


def csv_bytes(table: Table, material: Material) -> bytes:
    """One table as CSV with a header line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows(material):
        writer.writerow([_cell(row, name) for name in table.columns])
    return out.getvalue().encode("utf-8")


def _cell(row: Mapping[str, Cell], name: str) -> str:
    value = row[name]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1e6 else f"{value:.0f}"
    if isinstance(value, tuple):
        return neutralised(" | ".join(value))
    return neutralised(value) if isinstance(value, str) else str(value)
