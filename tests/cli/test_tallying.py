from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_commands import call

SUMMER = Path(__file__).parents[2] / "examples" / "summer_2017"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("tallies")
    call(made, "add", str(SUMMER))
    call(made, "run")
    return made


def test_the_analysts_sentence_is_held_against_the_ledger(folder):
    found = json.loads(call(folder, "tally", "europe_cities", "--json").stdout)
    assert found["told"] == "21+"
    assert found["answer"] == "not reached"
    assert (found["low"], found["high"]) == (0, 2)
    titles = {case["title"] for case in found["contested"]}
    assert "Attack, Manchester (GB), undated" in titles
    assert all(case["reasons"] and case["cites"] for case in found["contested"])
    [told] = found["told_totals"]
    assert told["count"] == "21+"
    assert "more than 20 attacks" in told["quote"]


def test_every_cited_passage_stands_in_its_document(folder):
    found = json.loads(call(folder, "tally", "claimed_anywhere", "--json").stdout)
    notes = [note for case in (*found["members"], *found["contested"]) for note in case["cites"]]
    assert notes
    assert all(note["end"] - note["start"] == len(note["quote"]) for note in notes)


def test_a_tally_says_what_a_judgement_changed(tmp_path):
    call(tmp_path, "add", str(SUMMER))
    call(tmp_path, "run")
    before = json.loads(call(tmp_path, "tally", "claimed_anywhere", "--json").stdout)
    assert before["change"] is None
    [tehran] = before["members"]
    for note in tehran["cites"]:
        if "claims perpetrator" in note["says"]:
            call(tmp_path, "judge", "reject", note["statement"], "--reason", "the agency spoke of another", "--by", "A")
    report = call(tmp_path, "run").stdout
    after = json.loads(call(tmp_path, "tally", "claimed_anywhere", "--json").stdout)
    changed = after["change"]
    assert changed["before"] == "1 to 3"
    assert [row[0] for row in (*changed["left"], *changed["moved"])] == [tehran["event"]]
    assert "tally claimed_anywhere:" in report


def test_a_bad_tally_is_refused_by_file_and_line_and_the_others_are_counted(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text("# Blast\n\nA bomb went off in Manila on 2 June 2017.\n", encoding="utf-8")
    (tmp_path / "in" / "tallies.yaml").write_text(
        "tallies:\n- {id: bad, name: N, wording: W, rules: {regions: [atlantis]}}\n"
        "- {id: asia, name: Asia, wording: How many in Asia?, rules: {regions: [asia]}}\n",
        encoding="utf-8",
    )
    refused = call(tmp_path, "add", "in", code=11)
    assert "tallies.yaml (line 2): tally bad: regions: no 'atlantis'" in refused.stderr
    call(tmp_path, "run")
    told = call(tmp_path, "tally", code=11)
    assert "How many in Asia?" in told.stdout
    assert "tally bad" in told.stderr
    assert "no tally 'bad'" in call(tmp_path, "tally", "bad", code=2).stderr


def test_without_tallies_the_verb_says_how_to_make_one(tmp_path):
    (tmp_path / "a.md").write_text("# Blast\n\nA bomb went off in Manila on 2 June 2017.\n", encoding="utf-8")
    call(tmp_path, "add", "a.md")
    assert "tallies.yaml" in call(tmp_path, "tally").stdout
