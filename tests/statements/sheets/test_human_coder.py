from __future__ import annotations

import json

import pytest
from tests.statements.sheets.sheet_help import TEXT, human, rows_of, sheet, source

from counterclaim.errors import ConfigError
from counterclaim.model import Act, Property, Role, Segment, SpeakerKind
from counterclaim.statements.sheets import (
    SheetDocument,
    cells_of,
    csv_sheet,
    human_name,
    json_lines_sheet,
    read_sheet,
    sheet_rows,
)

SUSPECTED = {
    "passage": "2",
    "event": "1",
    "act": "suspects",
    "speaker": "Police",
    "speaker_kind": "authority",
    "perpetrator": "Seven Tides Brigade",
    "quote": "Police suspect the Seven Tides Brigade",
}


def read(path, of=None):
    return human(path).read(of or source())


def test_an_exported_sheet_shows_each_passage_and_leaves_the_rest_empty():
    rows = rows_of(csv_sheet([SheetDocument(name="r.txt", source=source())]))
    assert [row["text"] for row in rows][:2] == [
        "A bomb killed two people at the market of Quillhaven on 8 March 2031.",
        "Police suspect the Seven Tides Brigade.",
    ]
    assert [TEXT[int(row["start"]) : int(row["end"])] for row in rows] == [row["text"] for row in rows]
    assert {row["document"] for row in rows} == {"doc_1"}
    assert not any(row[column] for row in rows for column in ("event", "act", "quote", "note"))


def test_what_is_fenced_is_in_no_sheet():
    text = "A bomb exploded. Mix the two powders slowly."
    segments = (Segment(start=0, end=16, paragraph=0), Segment(start=17, end=44, paragraph=0, fenced=True))
    document = SheetDocument(name="r", source=source(text, segments=segments))
    assert b"powders" not in csv_sheet([document]) + json_lines_sheet([document])


def test_a_passage_that_looks_like_a_formula_runs_nowhere_and_comes_back():
    text = '=HYPERLINK("http://x.example") said police.\n\n@SUM(1) and -2 more.'
    document = SheetDocument(name="=cmd", source=source(text))
    data = csv_sheet([document])
    for row in rows_of(data):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert rows_of(data)[0]["text"].startswith("'=HYPERLINK")


def test_a_filled_row_becomes_a_statement_with_its_exact_quote(tmp_path):
    coding, problems = read(sheet(tmp_path / "s.csv", SUSPECTED))
    assert problems == ()
    (said,) = coding.statements
    assert said.passage.quote == "Police suspect the Seven Tides Brigade"
    assert said.passage.holds_in(TEXT)
    assert (said.act, said.speaker.name, said.speaker_kind) == (Act.SUSPECTS, "Police", SpeakerKind.AUTHORITY)
    assert (said.probability, said.coder, coding.coder) == (1.0, "human/Ada", "human/Ada")


def test_facts_are_the_texts_own_unless_a_speaker_is_given(tmp_path):
    rows = (
        {"event": "1", "role": "Main", "type": "Bombing", "date": "2031-03-08", "place": "Quillhaven (XE)",
         "fatalities": "2", "quote": "A bomb killed two people"},
        {"event": "1", "injured": "at least 9", "speaker": "Police", "speaker_kind": "authority", "passage": "2"},
        {"event": "1", "unclaimed": "yes", "quote": "Nobody has claimed responsibility", "passage": "4"},
    )  # fmt: skip
    coding, problems = read(sheet(tmp_path / "s.csv", *rows))
    assert problems == ()
    told = {s.property: (s.value, s.act, s.speaker.name) for s in coding.statements}
    assert told == {
        Property.TYPE: ("bombing", Act.REPORTS_AS_FACT, "the text"),
        Property.DATE: ("2031-03-08", Act.REPORTS_AS_FACT, "the text"),
        Property.PLACE: ("Quillhaven", Act.REPORTS_AS_FACT, "the text"),
        Property.FATALITIES: ("2", Act.REPORTS_AS_FACT, "the text"),
        Property.INJURED: ("9+", Act.ATTRIBUTES, "Police"),
        Property.UNCLAIMED: ("yes", Act.REPORTS_AS_FACT, "the text"),
    }
    place = next(s.place for s in coding.statements if s.property is Property.PLACE)
    assert place.countries == ("XE",)
    assert [(m.number, m.role, m.anchor.start) for m in coding.mentions] == [(1, Role.MAIN, 0)]


def test_without_a_quote_the_passage_is_the_quote(tmp_path):
    coding, _ = read(sheet(tmp_path / "s.csv", {**SUSPECTED, "quote": ""}))
    assert coding.statements[0].passage.quote == "Police suspect the Seven Tides Brigade."


def test_straight_marks_and_spaces_of_a_spreadsheet_find_the_typographic_quote(tmp_path):
    row = {**SUSPECTED, "passage": "3", "act": "denies", "quote": '"We  didn\'t plant it."'}
    coding, problems = read(sheet(tmp_path / "s.csv", row))
    assert problems == ()
    assert coding.statements[0].passage.quote == "“We didn’t plant it.”"


def test_a_repeated_quote_is_the_one_beside_its_row(tmp_path):
    of = source("Police blame the Front. A day passed. Police blame the Front.")
    row = {**SUSPECTED, "passage": "3", "perpetrator": "Front", "quote": "Police blame the Front"}
    coding, _ = read(sheet(tmp_path / "s.csv", row, of=of), of)
    assert coding.statements[0].passage.start == 38


BAD = [
    ({"quote": "Police accuse the Seven Tides Brigade"}, "quote", "not in the text"),
    ({"also": "Nobody has claimed || Somebody has"}, "also", "'Somebody has' is not in the text"),
    ({"act": "accuses"}, "act", "no word of the codebook"),
    ({"speaker_kind": ""}, "speaker_kind", "is empty"),
    ({"speaker_kind": "police"}, "speaker_kind", "no word"),
    ({"perpetrator": ""}, "perpetrator", "is empty"),
    ({"perpetrator_kind": "gang"}, "perpetrator_kind", "not known"),
    ({"act": ""}, "act", "a perpetrator is named"),
    ({"event": ""}, "event", "no number of an event"),
    ({"event": "first"}, "event", "no number of an event"),
    ({"event": "none"}, "event", "the row tells of one"),
    ({"type": "murder"}, "type", "no word"),
    ({"date": "02.06.2017"}, "date", "2017-02-06 or 2017-06-02"),
    ({"date": "42888"}, "date", "as a spreadsheet's number it would be 2017-06-02"),
    ({"fatalities": "several"}, "fatalities", "no count"),
    ({"unclaimed": "perhaps"}, "unclaimed", "neither yes nor no"),
    ({"quote": "#NAME?"}, "quote", "a spreadsheet's error"),
    ({"start": "", "end": "", "text": "no such passage"}, "start", "cannot be told"),
]


@pytest.mark.parametrize(("spoilt", "column", "why"), BAD)
def test_a_row_that_does_not_hold_is_refused_by_file_row_and_column_and_the_others_go_in(tmp_path, spoilt, column, why):
    path = sheet(tmp_path / "s.csv", {**SUSPECTED, **spoilt}, {**SUSPECTED, "event": "2"})
    coding, (problem,) = read(path)
    assert (problem.subject, problem.place) == ("s.csv", f"row 2, column {column}")
    assert why in problem.message
    assert problem.remedy
    assert problem.refused
    assert [m.number for m in coding.mentions] == [2]


def test_an_event_has_one_role(tmp_path):
    path = sheet(tmp_path / "s.csv", {**SUSPECTED, "role": "main"}, {**SUSPECTED, "role": "background"})
    _, (problem,) = read(path)
    assert problem.place == "row 3, column role"


def test_instructions_for_harm_are_taken_from_no_sheet(tmp_path):
    text = "A bomb exploded. Mix the two powders slowly."
    segments = (Segment(start=0, end=16, paragraph=0), Segment(start=17, end=44, paragraph=0, fenced=True))
    of = source(text, segments=segments)
    row = {"event": "1", "quote": "Mix the two powders", "type": "other"}
    _, (problem,) = read(sheet(tmp_path / "s.csv", row, of=of), of)
    assert "not kept" in problem.message
    assert "powders" not in problem.message


def test_a_sheet_of_another_version_of_the_text_is_refused_whole(tmp_path):
    path = sheet(tmp_path / "s.csv", SUSPECTED, SUSPECTED, of=source())
    coding, (problem,) = read(path, source(TEXT.replace("two", "three")))
    assert problem.place == "row 2, column digest"
    assert coding.abstained
    assert coding.statements == ()


def test_an_unfilled_text_is_not_coded_and_one_said_to_hold_nothing_is(tmp_path):
    empty, _ = read(sheet(tmp_path / "a.csv", {"passage": "1"}))
    assert empty.abstained
    nothing, _ = read(sheet(tmp_path / "b.csv", {"event": "None", "note": "a fire, no attack"}))
    assert nothing.abstained == ""
    assert nothing.mentions == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_sheet_is_read_however_the_spreadsheet_saved_it(tmp_path, delimiter, encoding):
    other = {"passage": "3", "event": "1", "injured": "2"}
    path = sheet(tmp_path / "s.csv", SUSPECTED, other, delimiter=delimiter, encoding=encoding)
    assert [p.code for p in read_sheet(path).problems] == (["metadata"] if encoding == "cp1252" else [])
    coding, problems = read(path)
    assert (len(coding.statements), problems) == (2, ())


def test_the_hint_line_of_some_spreadsheets_is_passed_over(tmp_path):
    path = sheet(tmp_path / "s.csv", SUSPECTED, delimiter=";", encoding="utf-8")
    path.write_bytes(b"sep=;\r\n" + path.read_bytes())
    assert len(read(path)[0].statements) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no column document, event"),
        (b"document,act\r\n", "no column event"),
        (b"document,event,event\r\n", "event twice"),
        (b"PK\x03\x04\0\0", "no text file"),
    ],
)
def test_what_is_no_sheet_is_refused_as_a_whole(tmp_path, content, why):
    path = tmp_path / "s.csv"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=why):
        read_sheet(path)


@pytest.mark.parametrize("name", ["s.xlsx", "s.ods", "missing.csv"])
def test_a_workbook_or_a_missing_file_is_named(tmp_path, name):
    with pytest.raises(ConfigError, match=name) as caught:
        read_sheet(tmp_path / name)
    assert caught.value.remedy


def test_a_row_with_too_many_cells_is_refused_alone(tmp_path):
    path = sheet(tmp_path / "s.csv", SUSPECTED)
    path.write_bytes(path.read_bytes() + b",".join([b"x"] * 30) + b"\r\n")
    read_rows = read_sheet(path)
    assert len(read_rows.rows) == 1
    assert read_rows.problems[0].place == "row 3"


def test_json_lines_are_read_with_lists_numbers_and_strange_line_ends(tmp_path):
    of = source("Police suspect the Front.\u2028Nobody claimed it, and nobody else did.")
    (row, *_) = sheet_rows(SheetDocument(name="r", source=of))
    filled = {**row, **SUSPECTED, "event": 1, "start": 0, "end": 25, "quote": "Police suspect the Front",
              "perpetrator": "Front", "also": ["Nobody claimed it", "nobody else did"]}  # fmt: skip
    path = tmp_path / "s.jsonl"
    path.write_text(f"{json.dumps(filled, ensure_ascii=False)}\n\nno json\n[1]\n", encoding="utf-8")
    read_rows = read_sheet(path)
    assert [p.place for p in read_rows.problems] == ["row 3", "row 4"]
    coding, problems = read(path, of)
    assert problems == ()
    assert [p.quote for p in coding.statements[0].also] == ["Nobody claimed it", "nobody else did"]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_export_fill_import_export_loses_nothing(tmp_path, suffix):
    first = tmp_path / f"a{suffix}"
    note = '-1 doubtful; "quoted"\n=2'
    rows = (
        {"event": "2", "role": "background", "type": "bombing", "date": "13.03.2031", "fatalities": "at least 2"},
        {**SUSPECTED, "role": "main", "also": "Nobody has claimed responsibility", "note": note},
    )
    _, _, kept = human(sheet(tmp_path / "s.csv", *rows)).accept(source())
    write = csv_sheet if suffix == ".csv" else json_lines_sheet
    first.write_bytes(write([SheetDocument(name="r.txt", source=source(), filled=kept)]))
    coder = human(first)
    coding, problems, again = coder.accept(source())
    assert problems == ()
    assert again == kept
    assert [row["note"] for row in again] == ["", note]
    assert [row["date"] for row in again] == ["2031-03-13", ""]
    second = write([SheetDocument(name="r.txt", source=source(), filled=again)])
    assert second == first.read_bytes()
    assert coding == human(sheet(tmp_path / "s.csv", *rows)).code(source())


def test_a_machines_coding_survives_the_way_through_a_sheet(tmp_path):
    coder = human(sheet(tmp_path / "s.csv", SUSPECTED))
    machine = coder.base.code(source())
    path = tmp_path / "m.csv"
    path.write_bytes(csv_sheet([SheetDocument(name="r.txt", source=source(), filled=cells_of(machine))]))
    coding, problems = read(path)
    assert problems == ()
    facts = {Property.TYPE, Property.DATE, Property.FATALITIES, Property.INJURED, Property.UNCLAIMED}
    asked = {Property.PERPETRATOR, *facts}

    def told(found):
        return [
            (s.property, s.act, s.value, s.speaker.name, s.speaker_kind, s.value_kind, s.passage.start, s.passage.end)
            for s in sorted(found.statements, key=lambda s: (s.property, s.passage.start, s.act))
            if s.property in asked
        ]

    assert told(machine)
    assert told(coding) == told(machine)


def test_persons_to_be_masked_and_footnotes_are_found_by_the_machine(tmp_path):
    of = source("Police suspect the Front.[1] A witness, Ana Lisle, fled the blast.\n\n[1] The Paper, 9 March 2031.")
    row = {**SUSPECTED, "passage": "1", "perpetrator": "Front", "quote": "Police suspect the Front"}
    coding, problems = read(sheet(tmp_path / "s.csv", row, of=of), of)
    assert problems == ()
    assert "Ana Lisle" in {p.name for p in coding.persons}
    assert [c.number for c in coding.citations] == [1]


@pytest.mark.parametrize("name", ["", "  ", "a/b", "x" * 81])
def test_a_coder_needs_a_name_that_can_stand_in_one(name):
    with pytest.raises(ConfigError, match="--coder-name"):
        human_name(name)
