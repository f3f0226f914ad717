"""Texts to sheets: a row for each passage, ready to be filled."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import CodingInput
from counterclaim.model.identity import sha256_hex
from counterclaim.statements.sheets.cells import neutralised, read_number
from counterclaim.statements.sheets.columns import COLUMNS, FILLED

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDocument:
    """A text as it goes into a sheet: ``name`` is what its record is called, ``filled`` what somebody found in it.

    Each of ``filled`` has a ``start``: the code point at which it belongs.
    """

    name: str
    source: CodingInput
    filled: Sequence[Cells] = ()


def text_digest(text: str) -> str:
    """What a sheet says of a text so that a changed one is noticed; its beginning keeps spreadsheets from counting."""
    return f"sha256:{sha256_hex(text.encode('utf-8', 'surrogatepass'))[:24]}"


def sheet_rows(document: SheetDocument) -> Iterator[dict[str, str]]:
    """A document's rows: each passage that is not fenced, once, or once for each thing found in it."""
    source = document.source
    shown = [segment for segment in source.segments if not segment.fenced]
    found: dict[int, list[Cells]] = {}
    for cells in document.filled:
        start = read_number(cells.get("start", "")) or 0
        home = max((n for n, segment in enumerate(shown) if segment.start <= start), default=0)
        found.setdefault(home, []).append(cells)
    digest = text_digest(source.text)
    for number, segment in enumerate(shown):
        head = {
            "document": source.document_id,
            "name": document.name,
            "digest": digest,
            "passage": str(number + 1),
            "start": str(segment.start),
            "end": str(segment.end),
            "text": source.text[segment.start : segment.end],
        }
        for cells in found.get(number) or [{}]:
            yield {**head, **{column: cells.get(column, "") for column in FILLED}}


def csv_sheet(documents: Iterable[SheetDocument]) -> bytes:
    """A sheet as CSV: RFC 4180, UTF-8 with the mark that spreadsheets know it by, and no cell that runs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for document in documents:
        for row in sheet_rows(document):
            writer.writerow([neutralised(row[column]) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig", "replace")


def json_lines_sheet(documents: Iterable[SheetDocument]) -> bytes:
    """A sheet as JSON Lines: an object a row, every value a string."""
    lines = (json.dumps(row, ensure_ascii=False) for document in documents for row in sheet_rows(document))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
