"""Rows of the UCDP Georeferenced Event Dataset into a ledger and back, rebuilt from statements alone.

    python benchmarks/ucdp_round_trip.py DATA

``DATA`` is a folder of UCDP GED files (CSV, packed as .gz or not), or one file. Every date, precision code, death
range, place, side and source of every row is made again from the ledger's statements (their values, speakers, places
and quoted passages, no document) and compared with the file. Prints counts; the exit code is 1 where anything differs.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from counterclaim.backends.storage import open_storage
from counterclaim.model import Coding, CountRange, DateInterval, Property, Statement
from counterclaim.model.row import read_row
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.coding import CodingStage, DocumentCoder
from counterclaim.pipeline.progress import Silent
from counterclaim.settings import LedgerFiles

COMPARED = (
    "date_start", "date_end", "date_prec", "low", "best", "high", "where_coordinates", "where_description",
    "where_prec", "latitude", "longitude", "country", "side_a", "side_b", "type_of_violence", "event_clarity",
    "source_original",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Run over the files that are named."""
    if len(arguments) != 1:
        sys.exit(__doc__)
    files = _files(Path(arguments[0]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "round_trip.db"
        with open_ledger(path) as ledger:
            report = ledger.add(*(f"ucdp:{file}" for file in files))
        refused = [problem for problem in report.problems if problem.refused]
        codings = _coded(path)
    rows = {row["id"]: row for file in files for row in _rows(file)}
    rebuilt = {row.pop("id"): row for row in map(_rebuilt, codings)}
    differences: Counter[str] = Counter()
    for ident, row in rows.items():
        found = rebuilt.get(ident)
        if found is None:
            differences["row"] += 1
            continue
        for column in COMPARED:
            if _same_form(row[column], column) != found[column]:
                differences[column] += 1
                if differences[column] <= 3:
                    print(f"  row {ident}, {column}: {row[column]!r} became {found[column]!r}")
    print(f"{len(rows)} rows in {len(files)} files; {len(refused)} refused, {len(rebuilt)} rebuilt from statements")
    print(f"{len(rows) * len(COMPARED)} cells compared ({', '.join(COMPARED)})")
    print(f"{sum(differences.values())} differences" + "".join(f"; {c}: {n}" for c, n in differences.items()))
    return 1 if differences else 0


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.csv*")) if path.is_dir() else [path]


def _coded(path: Path) -> list[Coding]:
    storage = open_storage(path)
    try:
        CodingStage(storage, DocumentCoder(Codebook(LedgerFiles(path).codebook))).run(Silent())
        return list(storage.codings())
    finally:
        storage.close()


def _rows(file: Path) -> Iterator[dict[str, str]]:
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    yield from csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))


def _same_form(value: str, column: str) -> str:
    """The file's cell in the form in which it is compared: days without a time of 0:00, numbers as numbers."""
    if column in ("date_start", "date_end"):
        return value.removesuffix(" 00:00:00.000")
    if column in ("latitude", "longitude"):
        return repr(float(value))
    if column == "where_coordinates":
        return " ".join(value.split())
    return value.strip().replace("\r\n", "\n")


def _rebuilt(coding: Coding) -> dict[str, str]:
    """A row's cells from its statements."""
    of: dict[Property, list[Statement]] = {prop: [] for prop in Property}
    for statement in coding.statements:
        of[statement.property].append(statement)
    row = {"id": coding.statements[0].passage.document_id}
    quoted = {}
    for statement in coding.statements:
        for passage in (statement.passage, *statement.also):
            quoted.update({name: cell.value for name, cell in read_row(passage.quote).items()})
    row["id"] = read_row(coding.mentions[0].anchor.quote)["id"].value
    when = DateInterval.parse(of[Property.DATE][0].value)
    row["date_start"], row["date_end"] = str(when.earliest), str(when.latest)
    place = of[Property.PLACE][0].place
    assert place is not None
    # A row without a name of its own is placed by its division.
    row["where_coordinates"] = place.name if "where_coordinates" in quoted else ""
    row["where_description"] = place.words
    row["latitude"], row["longitude"] = repr(place.latitude), repr(place.longitude)
    for column, prop in (
        ("date_prec", Property.DATE),
        ("where_prec", Property.PLACE),
        ("type_of_violence", Property.TYPE),
    ):
        row[column] = of[prop][0].words.removeprefix(f"{column} ")
    row["event_clarity"] = "2" if of[Property.TYPE][0].evidence else "1"
    row["country"] = quoted["country"]
    row["source_original"] = quoted.get("source_original", "")
    sides = {statement.words: statement.value for statement in of[Property.PERPETRATOR]}
    row["side_a"] = sides["side_a"]
    row["side_b"] = sides.get("side_b") or of[Property.TARGET][0].value
    _tolls(of[Property.FATALITIES], row)
    return row


def _tolls(told: Sequence[Statement], row: dict[str, str]) -> None:
    best = next(s.value for s in told if s.words.startswith("best "))
    row["low"] = row["best"] = row["high"] = best
    for statement in told:
        figure = CountRange.parse(statement.value)
        if statement.words == "low to high":
            row["low"], row["high"] = str(figure.low), str(figure.high)
        elif statement.words.startswith("low "):
            row["low"] = str(figure.low)
        elif statement.words.startswith("high "):
            row["high"] = str(figure.high)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
