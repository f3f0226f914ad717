"""Exports of a whole ledger: nothing above the mark, no private person's name; GTD and back, ACLED's transfers."""

import csv
import io
import zipfile

import pyarrow.parquet as pq
import pytest

from counterclaim.pipeline import open_ledger
from counterclaim.publications.exports import FORMATS

REPORT = """---
title: "{title}"
outlet: {outlet}
published: {day}
language: en
---
{text}
"""
TEXTS = {
    "open": (
        "Stone Observer",
        "2031-03-05",
        "A bomb killed three people in Mosul on 4 March 2031. The Tidewater Front claimed responsibility for the"
        " bombing. Nils Halder, 9, was hurt.",
    ),
    "held": (
        "Brackwater Post",
        "2031-03-08",
        "A bomb killed seven people in Tikrit on 7 March 2031. The Sandbar Column claimed responsibility for"
        " the bombing.",
    ),
}
HELD = ("Tikrit", "Sandbar", "Brackwater")
ENDINGS = {"csv": "zip", "parquet": "zip", "gtd": "csv", "geojson": "geojson", "bibtex": "bib", "stix": "json"}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("marked")
    for name, (outlet, day, text) in TEXTS.items():
        (folder / f"{name}.md").write_text(REPORT.format(title=name, outlet=outlet, day=day, text=text), "utf-8")
    with open_ledger(folder / "a.db") as book:
        book.add(*(folder / f"{name}.md" for name in TEXTS))
        book.run()
        held = next(d.id for d in book.reading().documents.values() if d.title == "held")
        book.judge("mark", held, changes={"handling": "amber"}, reason="told in confidence", by="r")
        yield book


def exported(book, tmp_path, name: str, **wish) -> str:
    """Every text of an export, whatever its form."""
    out = tmp_path / f"out.{ENDINGS.get(name, 'json')}"
    [path] = book.export(name, out, **wish)
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(n, archive.read(n)) for n in archive.namelist()]
    read = [
        str(pq.read_table(io.BytesIO(d)).to_pylist()) if n.endswith(".parquet") else d.decode("utf-8") for n, d in parts
    ]
    return "\n".join(read)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_of_a_document_above_the_mark_is_exported(book, tmp_path, name) -> None:
    text = exported(book, tmp_path, name)
    assert not [word for word in HELD if word in text]
    assert "Stone Observer" in text or "Mosul" in text


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_marked_is_exported_up_to_its_mark(book, tmp_path, name) -> None:
    text = exported(book, tmp_path, name, up_to="amber")
    assert [word for word in HELD if word in text]


@pytest.mark.parametrize("name", FORMATS)
def test_a_private_person_is_masked_in_every_export(book, tmp_path, name) -> None:
    assert "Halder" not in exported(book, tmp_path, name, up_to="red")


def test_what_is_exported_as_gtd_reads_back_as_the_same_events(book, tmp_path) -> None:
    out = tmp_path / "gtd.csv"
    book.export("gtd", out)
    with open_ledger(tmp_path / "again.db") as again:
        report = again.add(f"gtd:{out}")
        assert [p.message for p in report.problems] == []
        again.run()
        [view] = again.views()
        told = {(str(s.statement.property), s.statement.value) for s in view.statements}
        assert {
            ("place", "Mosul"),
            ("fatalities", "3"),
            ("date", "2031-03-04"),
            ("perpetrator", "Tidewater Front"),
        } <= told


COLUMNS = (
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "inter1", "actor2",
    "inter2", "country", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities",
)  # fmt: skip
IRAQ, FRONT = "Military Forces of Iraq", "Tidewater Front"
ROWS = (
    ("IRQ1", "2031-03-04", 1, "Battles", "Government regains territory", IRAQ, 1, FRONT, 2, "Iraq", "Mosul", 36.34,
     43.13, 1, "Stone Observer", "National", "The army took the town", 4),
    ("IRQ2", "2031-04-11", 1, "Battles", "Non-state actor overtakes territory", FRONT, 2, IRAQ, 1, "Iraq", "Tikrit",
     34.61, 43.68, 1, "Stone Observer", "National", "The Front took the town", 0),
)  # fmt: skip


def test_transfers_of_territory_in_acled_are_losses_and_gains(tmp_path) -> None:
    with (tmp_path / "acled.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows((COLUMNS, *ROWS))
    with open_ledger(tmp_path / "a.db") as book:
        book.add(f"acled:{tmp_path / 'acled.csv'}")
        book.run()
        found = book.territory("Tidewater Front")
        assert [(str(m.change), m.place, str(m.when)) for m in found.moves] == [
            ("lost", "Mosul", "2031-03-04"),
            ("gained", "Tikrit", "2031-04-11"),
        ]
        note = tmp_path / "note.md"
        note.write_text("So: {territory:Tidewater Front|lost}; {territory:Tidewater Front|gained}.", "utf-8")
        made = book.brief(tmp_path / "out.md", note=note)
        assert [p.message for p in made.problems] == []
        text = (tmp_path / "out.md").read_text("utf-8")
        assert "So: Mosul (4 March 2031)[^1]; Tikrit (11 April 2031)[^2]." in text
