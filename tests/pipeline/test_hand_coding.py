"""A person's reading beside a machine's: from files to gold, and in a ledger through runs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from counterclaim.errors import ConfigError
from counterclaim.pipeline import export_sheet, import_sheet, open_ledger
from counterclaim.pipeline.progress import Silent

TEXT = (
    "A bomb killed two people at the market of Quillhaven on 8 March 2031. Police suspect the Seven Tides Brigade. "
    "The Seven Tides Brigade denied it."
)
QUIET = Silent()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "texts.jsonl"
    records = [{"id": "w-1", "text": TEXT, "lang": "en"}, {"id": "w-2", "text": "Nothing happened.", "lang": "en"}]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path, texts: Path) -> Path:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as book:
        book.add(texts)
        book.run()
    return path


def fill(sheet: Path, **cells: str) -> None:
    """Fill the row of the passage about the police."""
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"), newline="")))
    for row in rows:
        if row["text"].startswith("Police"):
            row.update(event="1", act="attributes", speaker="Police", speaker_kind="authority",
                       perpetrator="Seven Tides Brigade", note="the verb is weak")  # fmt: skip
            row.update(cells)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    sheet.write_text(out.getvalue(), encoding="utf-8")


def said(path: Path) -> list[tuple[str, str, str]]:
    with open_ledger(path) as book:
        frame = book.statements()
    kept = frame[frame["property"] == "perpetrator"]
    return sorted(zip(kept["act"], kept["speaker"], kept["coder"], strict=True))


def test_files_become_gold_through_a_blind_sheet(tmp_path, texts):
    sheet, gold = tmp_path / "sheet.csv", tmp_path / "gold.jsonl"
    written = export_sheet([str(texts)], sheet, progress=QUIET)
    assert (written.documents, written.problems) == (2, [])
    assert "suspects" not in sheet.read_text(encoding="utf-8-sig")
    fill(sheet)
    report = import_sheet(sheet, "Ada", [str(texts)], out=gold, progress=QUIET)
    assert (report.documents, report.rows, report.statements, report.unfilled, report.problems) == (1, 1, 1, 1, [])
    (record,) = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    assert (record["id"], record["coder"]) == ("w-1", "human/Ada")
    (statement,) = record["events"][0]["statements"]
    assert statement["act"] == "attributes"
    assert statement["quote"] in TEXT


def test_a_persons_reading_stands_in_place_of_the_machines_and_survives_runs(tmp_path, ledger):
    assert [act for act, _, coder in said(ledger) if coder.startswith("grammar")] == ["denies", "suspects"]
    sheet = tmp_path / "sheet.csv"
    export_sheet([], sheet, ledger=ledger, progress=QUIET)
    fill(sheet)
    report = import_sheet(sheet, "Ada", ledger=ledger, progress=QUIET)
    assert report.documents == 1
    with open_ledger(ledger) as book:
        assert book.run().coded == 0
        (tmp_path / "places.csv").write_text("name,country,latitude,longitude\nQuillhaven,XE,1,2\n", encoding="utf-8")
        book.add(tmp_path / "places.csv")
        assert book.run().coded == 1, "a changed codebook codes the other text anew, not a person's"
        assert book.verify().sound
    assert said(ledger) == [("attributes", "Police", "human/Ada")]


def test_a_second_person_stands_in_place_of_the_first_whose_sheet_is_kept(tmp_path, ledger):
    sheet = tmp_path / "sheet.csv"
    export_sheet([], sheet, ledger=ledger, progress=QUIET)
    fill(sheet)
    import_sheet(sheet, "Ada", ledger=ledger, progress=QUIET)
    fill(sheet, act="suspects", note="I read it so")
    import_sheet(sheet, "Ben", ledger=ledger, progress=QUIET)
    with open_ledger(ledger) as book:
        book.run()
    assert said(ledger) == [("suspects", "Police", "human/Ben")]
    for name, note in (("Ada", "the verb is weak"), ("Ben", "I read it so")):
        again = tmp_path / f"{name}.csv"
        export_sheet([], again, ledger=ledger, prefill=f"human/{name}", progress=QUIET)
        assert note in again.read_text(encoding="utf-8-sig")


def test_what_comes_out_of_the_ledger_goes_in_again_without_a_change(tmp_path, ledger):
    sheet = tmp_path / "sheet.csv"
    export_sheet([], sheet, ledger=ledger, prefill="ledger", progress=QUIET)
    for _ in range(2):
        assert import_sheet(sheet, "Ada", ledger=ledger, progress=QUIET).problems == []
        again = tmp_path / "again.csv"
        export_sheet([], again, ledger=ledger, prefill="human/Ada", progress=QUIET)
        assert again.read_bytes() == sheet.read_bytes()


def test_a_judgement_about_a_persons_statement_holds(tmp_path, ledger):
    sheet = tmp_path / "sheet.csv"
    export_sheet([], sheet, ledger=ledger, progress=QUIET)
    fill(sheet)
    import_sheet(sheet, "Ada", ledger=ledger, progress=QUIET)
    with open_ledger(ledger) as book:
        book.run()
        found = book.statements()
        book.judge("reject", found[found["property"] == "perpetrator"]["statement_id"].iloc[0], reason="of another day")
        book.run()
        import_sheet(sheet, "Ada", ledger=ledger, progress=QUIET)
        book.run()
        assert [str(view.verdict) for event in book.views() for view in event.statements if view.verdict] == ["reject"]


def test_a_bad_row_is_refused_and_the_good_ones_go_in(tmp_path, ledger):
    sheet = tmp_path / "sheet.csv"
    export_sheet([], sheet, ledger=ledger, prefill="ledger", progress=QUIET)
    fill(sheet, act="hints")
    report = import_sheet(sheet, "Ada", ledger=ledger, progress=QUIET)
    assert [(p.subject, p.place.split(", ")[1]) for p in report.problems] == [(str(sheet), "column act")]
    assert report.documents == 1


def test_rows_about_a_text_that_is_not_there_are_told_once(tmp_path, ledger):
    sheet = tmp_path / "sheet.csv"
    export_sheet([], sheet, ledger=ledger, prefill="ledger", progress=QUIET)
    other = tmp_path / "other.txt"
    other.write_text("Another text.", encoding="utf-8")
    report = import_sheet(sheet, "Ada", [str(other)], out=tmp_path / "out.jsonl", progress=QUIET)
    assert [p.place.split(", ")[1] for p in report.problems] == ["column document"] * 2
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_texts_that_are_not_kept_are_told_and_not_exported(tmp_path):
    (tmp_path / "sources.yaml").write_text("outlets:\n  - name: The Paper\n    hosting: digest\n", encoding="utf-8")
    (tmp_path / "r.txt").write_text(f"---\ntitle: Bomb\noutlet: The Paper\nlanguage: en\n---\n{TEXT}", encoding="utf-8")
    with open_ledger(tmp_path / "l.db") as book:
        book.add(tmp_path / "sources.yaml", tmp_path / "r.txt")
        book.run()
    report = export_sheet([], tmp_path / "s.csv", ledger=tmp_path / "l.db", progress=QUIET)
    assert report.documents == 0
    assert [p.code for p in report.problems] == ["withheld"]
    assert b"Police" not in (tmp_path / "s.csv").read_bytes()


def test_a_sheet_in_the_ledger_that_is_changed_behind_its_back_shows(tmp_path, ledger):
    import sqlite3

    sheet = tmp_path / "sheet.csv"
    export_sheet([], sheet, ledger=ledger, progress=QUIET)
    fill(sheet)
    import_sheet(sheet, "Ada", ledger=ledger, progress=QUIET)
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE sheet_rows SET cells = '{}'")
    connection.close()
    with open_ledger(ledger) as book:
        assert any("sheets of" in fault for fault in book.verify().faults)


@pytest.mark.parametrize(
    ("prefill", "why"),
    [
        ("human/Nobody", "nobody yet"),
        ("oracle", "no coder called"),
        ("llm:m@http://127.0.0.1:1/v1", "--prefill ledger"),
    ],
)
def test_what_cannot_fill_a_sheet_is_said(tmp_path, ledger, prefill, why):
    with pytest.raises(ConfigError) as caught:
        export_sheet([], tmp_path / "s.csv", ledger=ledger, prefill=prefill, progress=QUIET)
    assert why in str(caught.value)


def test_files_need_a_place_for_their_gold_and_a_sheet_an_ending(tmp_path, texts):
    with pytest.raises(ConfigError, match="--out"):
        import_sheet(tmp_path / "s.csv", "Ada", [str(texts)], progress=QUIET)
    with pytest.raises(ConfigError, match=r"\.csv or \.jsonl"):
        export_sheet([str(texts)], tmp_path / "s.xlsx", progress=QUIET)
