import csv
import io
import json
import os
import zipfile

import jsonschema
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import citation, document, event_view, person, statement, statement_view
from tests.publications import stories

from counterclaim.errors import ConfigError
from counterclaim.publications import FORMATS, ExportOptions, export, leaks
from counterclaim.publications.exports import TABLE_NAMES, write_atomically
from counterclaim.publications.exports.csv_ import neutralised, restored
from counterclaim.publications.exports.json_ import schema

NAMES = [stories.SECRET, stories.WITNESS]


def options(**fields) -> ExportOptions:
    return ExportOptions(sources=stories.sources(), **fields)


def test_json_holds_all_tables_and_meets_its_schema(tmp_path) -> None:
    (path,) = export(stories.all_views(), "json", tmp_path / "out.json", options())
    body = json.loads(path.read_text("utf-8"))
    jsonschema.validate(body, schema())
    assert set(TABLE_NAMES) <= body.keys()
    assert body["invented"] is True
    assert [e["status"] for e in body["events"]] == ["disputed", "unknown", "answered"]
    assert {s["event_id"] for s in body["statements"]} == {e["event_id"] for e in body["events"]}


def test_the_shipped_schema_is_the_one_made_from_the_tables() -> None:
    from importlib.resources import files

    text = files("counterclaim.publications").joinpath("data/export.schema.json").read_text("utf-8")
    assert json.loads(text) == schema()


@pytest.mark.parametrize("fmt", ["csv", "parquet"])
def test_a_folder_gets_one_file_for_each_table_and_a_zip_all_of_them(tmp_path, fmt) -> None:
    paths = export(stories.all_views(), fmt, tmp_path, options())
    assert sorted(p.name for p in paths) == sorted(f"{name}.{fmt}" for name in TABLE_NAMES)
    (archive,) = export(stories.all_views(), fmt, tmp_path / "all.zip", options())
    with zipfile.ZipFile(archive) as found:
        for path in paths:
            assert found.read(path.name) == path.read_bytes()


def test_a_single_file_holds_the_statements_or_the_table_asked_for(tmp_path) -> None:
    (path,) = export(stories.all_views(), "csv", tmp_path / "out.csv", options())
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))
    assert len(rows) == sum(len(v.statements) for v in stories.all_views())
    assert rows[0]["act"] == "claims"
    (path,) = export(stories.all_views(), "csv", tmp_path / "events.csv", options(table="events"))
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))
    assert [row["fatalities_high"] for row in rows] == ["17+", "", ""]


def test_parquet_keeps_types(tmp_path) -> None:
    (path,) = export(stories.all_views(), "parquet", tmp_path / "e.parquet", options(table="events"))
    table = pq.read_table(path)
    assert table.num_rows == 3
    assert table.column("latitude").to_pylist() == [-37.0, -36.2, -38.0]
    assert table.column("radius_m").to_pylist()[2] is None
    assert table.column("countries").to_pylist()[0] == ["XE"]


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_input_gives_the_same_bytes(tmp_path, fmt) -> None:
    one = export(stories.all_views(), fmt, tmp_path / "one.zip" if fmt != "json" else tmp_path / "one.json", options())
    two = export(stories.all_views(), fmt, tmp_path / "two.zip" if fmt != "json" else tmp_path / "two.json", options())
    assert one[0].read_bytes() == two[0].read_bytes()


def test_no_masked_name_is_in_any_exported_file(tmp_path) -> None:
    for fmt in ("csv", "json"):
        for path in export(stories.all_views(), fmt, tmp_path, options()):
            assert not leaks(path.read_text("utf-8"), NAMES), path.name
    for path in export(stories.all_views(), "parquet", tmp_path, options()):
        assert not leaks(json.dumps(pq.read_table(path).to_pylist(), ensure_ascii=False), NAMES), path.name


def test_names_in_file_names_inside_archives_are_withheld(tmp_path) -> None:
    doc = document(uri="", member="reports/oren_maskelyne.txt")
    view = event_view([statement_view(statement(of=doc), doc)], persons=[person("Oren Maskelyne", of=doc)])
    (path,) = export([view], "json", tmp_path / "o.json")
    assert "maskelyne" not in path.read_text("utf-8").casefold()


def test_formulas_are_neutralised_in_csv(tmp_path) -> None:
    doc = document("=HYPERLINK(1)", outlet="@outlet")
    view = event_view([statement_view(statement("+1 said the Front", of=doc, speaker="-SUM(A1)"), doc)])
    (path,) = export([view], "csv", tmp_path / "o.csv")
    row = next(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))
    assert row["document_title"] == "'=HYPERLINK(1)"
    assert row["outlet"] == "'@outlet"
    assert row["speaker"] == "'-SUM(A1)"
    assert row["quote"] == "'+1 said the Front"


@given(st.text())
def test_neutralising_is_reversible_and_leaves_nothing_to_run(text) -> None:
    cell = neutralised(text)
    assert restored(cell) == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r", "\n"))


def test_citations_of_documents_are_exported(tmp_path) -> None:
    doc = document()
    view = event_view([statement_view(statement(of=doc), doc)])
    cited = citation("Harbour Review, 2031", of=doc, number=2)
    stray = citation("of a document that is not shown", of=document("other"))
    (path,) = export([view], "json", tmp_path / "o.json", options(citations=(cited, stray)))
    rows = json.loads(path.read_text("utf-8"))["citations"]
    assert [(row["number"], row["text"]) for row in rows] == [(2, "Harbour Review, 2031")]


def test_fenced_statements_are_not_exported(tmp_path) -> None:
    view = event_view([statement_view(statement("mix the powders"), fenced=True), statement_view(statement(start=300))])
    (path,) = export([view], "json", tmp_path / "o.json")
    assert "powders" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("fmt", "name", "table", "message"),
    [
        ("xlsx", "o.xlsx", "statements", "no export format"),
        ("csv", "o.csv", "people", "no table"),
        ("csv", "missing/o.csv", "statements", "cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_refused_with_a_remedy(tmp_path, fmt, name, table, message) -> None:
    with pytest.raises(ConfigError, match=message) as refused:
        export(stories.all_views(), fmt, tmp_path / name, options(table=table))
    assert refused.value.remedy


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch) -> None:
    path = tmp_path / "o.json"
    path.write_text("old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("counterclaim.publications.exports.atomic.os.fsync", fail)
    with pytest.raises(ConfigError, match="No space left"):
        export(stories.all_views(), "json", path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_devices_pipes_and_folders_are_not_replaced(tmp_path) -> None:
    pipe, link, folder = tmp_path / "pipe.json", tmp_path / "null.json", tmp_path / "folder.json"
    os.mkfifo(pipe)
    link.symlink_to(os.devnull)
    folder.mkdir()
    for target in (pipe, link, folder):
        with pytest.raises(ConfigError, match=target.name) as caught:
            write_atomically(target, b"{}")
        assert caught.value.remedy
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [folder, link, pipe]
