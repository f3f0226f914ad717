"""Refused rows of tables written to a file, so that they can be mended and added again."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from counterclaim.codebooks.data_sets import ADDED
from counterclaim.model import RefusedRow
from counterclaim.publications.exports.atomic import check_target, write_atomically


def write_refused(rows: Sequence[RefusedRow], out: Path) -> list[Path]:
    """Write the rows as CSV, with where they stood, what is wrong and the remedy before their own cells.

    Rows of tables with other columns go to a second file, "NAME-2.csv", and so on. Returns the files. The cells are
    those of the table as they stand: what a spreadsheet would run as a formula is not changed, as it is to go back in.
    """
    by_columns: dict[tuple[str, ...], list[RefusedRow]] = {}
    for row in rows:
        by_columns.setdefault(row.columns, []).append(row)
    written = []
    for number, (columns, found) in enumerate(by_columns.items(), 1):
        path = out if number == 1 else out.with_name(f"{out.stem}-{number}{out.suffix}")
        check_target(path)
        write_atomically(path, _csv(columns, found).encode("utf-8"))
        written.append(path)
    return written


def _csv(columns: Sequence[str], rows: Sequence[RefusedRow]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    kept = [place for place, column in enumerate(columns) if column]
    writer.writerow([*ADDED, *(columns[place] for place in kept)])
    for row in rows:
        cells = [row.cells[place] for place in kept if place < len(row.cells)]
        spare = row.cells[len(columns) :]
        writer.writerow([f"{row.subject}, {row.place}", row.message, row.remedy, *cells, *spare])
    return text.getvalue()
