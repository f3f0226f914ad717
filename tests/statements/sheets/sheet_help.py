"""Sheets for tests: exported, filled by row, and written the way spreadsheets write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from tests.statements.llm.scripted import books, given

from counterclaim.statements import load_coder
from counterclaim.statements.sheets import COLUMNS, HumanCoder, SheetDocument, csv_sheet, read_sheet
from counterclaim.statements.told import Assembler

TEXT = (
    "A bomb killed two people at the market of Quillhaven on 8 March 2031. Police suspect the Seven Tides Brigade. "
    "The Brigade said: “We didn’t plant it.” Nobody has claimed responsibility."
)


def source(text: str = TEXT, **changes: object):
    return given(text, **changes)


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet(path: Path, *filled: Mapping[str, str], delimiter: str = ",", encoding: str = "utf-8-sig", of=None) -> Path:
    """A sheet of `source` with one row for each of ``filled``, beside the first passage unless it says another."""
    document = of or source()
    rows = rows_of(csv_sheet([SheetDocument(name="r.txt", source=document)]))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    for cells in filled:
        writer.writerow({**rows[int(cells.get("passage", "1")) - 1], **cells})
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def human(path: Path) -> HumanCoder:
    gazetteer, actors = books()
    found: dict[str, list] = {}
    for row in read_sheet(path).rows:
        found.setdefault(row.cell("document"), []).append(row)
    base = load_coder("grammar-en", gazetteer=gazetteer, actors=actors)
    return HumanCoder("human/Ada", str(path.name), found, Assembler(gazetteer, actors), base)
