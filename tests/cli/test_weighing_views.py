"""Why a verdict is what it is, what changed, how well such probabilities did: as a person asks for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_commands import call

REPORTS = {
    "one.txt": "A bomb in Cairo killed 4 people on 9 September 2021, police said. The Southern Reed Front claimed it.",
    "two.txt": "Police denied that the Southern Reed Front carried out the bombing in Cairo on 9 September 2021 that "
    "killed 4 people. Police blamed the Northern Tide Army for it.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one report that is run, then of two, run again."""
    place = tmp_path_factory.mktemp("ledger")
    for name, text in REPORTS.items():
        (place / name).write_text(
            f"---\nlanguage: en\npublished: 2021-09-10\noutlet: {name}\n---\n{text}\n", encoding="utf-8"
        )
        call(place, "add", name)
        call(place, "run")
    return place


def event(folder: Path) -> str:
    return str(json.loads(call(folder, "events", "--json").stdout)[0]["event_id"])


def test_show_why_tells_intervals_weights_the_matrix_and_what_changed(folder: Path) -> None:
    told = call(folder, "show", event(folder), "--why").stdout
    for words in (
        "90 % interval",
        "flat priors",
        "decibans",
        "Competing hypotheses",
        "Nobody knows yet",
        "since the run",
    ):
        assert words in told
    record = json.loads(call(folder, "show", event(folder), "--why", "--json").stdout)
    perpetrator = next(a for a in record["assessments"] if a["property"] == "perpetrator")
    assert sum(c["probability"] for c in perpetrator["candidates"]) == pytest.approx(1)
    assert sum(c["flat"] for c in perpetrator["candidates"]) == pytest.approx(1)
    assert set(perpetrator["ach"]["answers"]) == {c["value"] for c in perpetrator["candidates"]}


def test_changes_lists_what_the_last_run_found_otherwise_and_why(folder: Path) -> None:
    found = json.loads(call(folder, "changes", "--json").stdout)
    assert any("documents were added or removed" in change["reasons"] for change in found)


def test_a_figure_is_an_svg_that_names_its_steps(folder: Path) -> None:
    call(folder, "show", event(folder), "--figure", "why.svg")
    drawn = (folder / "why.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "before anything is heard" in drawn
    assert ">against " in drawn
    assert "end it in .svg" in call(folder, "show", event(folder), "--figure", "why.bmp", code=2).stderr


def test_a_resolution_is_scored_shown_and_taken_back(folder: Path) -> None:
    wanted = event(folder)
    call(folder, "judge", "resolve", wanted, "--value", "Northern Tide Army", "--reason", "an invented court's record")
    call(folder, "run")
    scored = json.loads(call(folder, "calibrate", "--json").stdout)
    assert scored["count"] == 1
    assert "too few to judge" in scored["sentence"]
    assert "settled by judgement: Northern Tide Army" in call(folder, "show", wanted).stdout
    call(folder, "calibrate", "--figure", "reliability.svg")
    drawn = (folder / "reliability.svg").read_text(encoding="utf-8")
    assert "probability given" in drawn
    assert "share that was right" in drawn
    call(folder, "judge", "resolve", wanted, "--value", "open", "--reason", "the record is contested")
    assert json.loads(call(folder, "calibrate", "--json").stdout)["count"] == 0


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (
            ("--property", "fatalities", "--value", "many"),
            "does not fit: 'many' is no whole number; write it as 12, 12..15 or 12+",
        ),
        (("--property", "weather", "--value", "rain"), "cannot be resolved"),
        (("--value", " "), "needs a value"),
    ],
)
def test_a_resolution_that_does_not_fit_is_refused(folder: Path, options: tuple[str, ...], wanted: str) -> None:
    refused = call(folder, "judge", "resolve", event(folder), *options, "--reason", "an invented record", code=2)
    assert wanted in refused.stderr


def test_the_priors_are_listed_with_their_sources_and_a_wrong_key_is_named(folder: Path) -> None:
    listed = json.loads(call(folder, "priors", "--json").stdout)
    assert {"key", "value", "source", "note"} == set(listed[0])
    assert all(prior["source"] for prior in listed)
    (folder / "priors.yaml").write_text("lr.claims.onw: {value: 2, source: ours}\n", encoding="utf-8")
    refused = call(folder, "add", "priors.yaml", code=2)
    assert "did you mean lr.claims.own" in refused.stderr
    assert "--from gtd:FILE" in call(folder, "priors", "--from", "ucdp:file.csv", code=2).stderr
