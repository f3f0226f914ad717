from __future__ import annotations

import json

import pytest
from tests.cli.test_commands import MANILA, call

TALLY = """tallies:
- {id: manila, name: Manila, wording: How many in Manila?, rules: {places: [Manila]}}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(MANILA, encoding="utf-8")
    (tmp_path / "in" / "tallies.yaml").write_text(TALLY, encoding="utf-8")
    call(tmp_path, "add", "in")
    call(tmp_path, "run")
    return tmp_path


def register(folder, *more, code=0):
    words = ("forecast", "add", "--question", "Will it return?", "--opens", "2017-01", "--closes", "2017-12")
    return call(folder, *words, "--p", "likely", "--by", "A. Analyst", *more, code=code)


def the_id(done):
    return done.stdout.split()[0]


def test_a_forecast_without_a_rule_is_refused(folder):
    refused = register(folder, code=2)
    assert "--rule: a forecast without a rule is none" in refused.stderr
    assert json.loads(call(folder, "forecast", "list", "--json").stdout) == []


def test_a_forecast_is_registered_settled_and_scored(folder):
    made = the_id(register(folder, "--rule", "A report of this ledger says so", "--topic", "halls"))
    assert "registered already" in register(folder, "--rule", "A report of this ledger says so", code=2).stderr
    listed = json.loads(call(folder, "forecast", "list", "--json").stdout)
    assert [(f["status"], f["probability"], f["topic"]) for f in listed] == [("open", 0.675, "halls")]
    assert "its horizon ended" in call(
        folder, "forecast", "update", made, "--p", "80%", "--reason", "r", code=2
    ).stderr  # fmt: skip
    call(folder, "forecast", "resolve", made[:12], "no", "--reason", "no report says so", "--by", "B")
    # It was registered after its horizon had ended: there is nothing that it foretold.
    assert json.loads(call(folder, "forecast", "score", "--json").stdout)["forecasts"] == []


def future(folder, *more):
    words = ("forecast", "add", "--question", "Will it return?", "--closes", "2090", "--p", "0.7", *more)
    return the_id(call(folder, *words))


def test_a_forecast_that_comes_true_early_is_scored_by_day(folder):
    made = future(folder, "--rule", "A report says so", "--forecaster", "C. Caller", "--topic", "halls")
    early = call(folder, "forecast", "resolve", made, "no", "--reason", "r", code=2)
    assert "until then it may still come true" in early.stderr
    call(folder, "forecast", "update", made, "--p", "90%", "--reason", "it was seen", "--by", "A")
    call(folder, "forecast", "resolve", made, "yes", "--reason", "it returned", "--by", "B")
    found = json.loads(call(folder, "forecast", "score", "--figure", "c.svg", "--json").stdout)
    [score] = found["forecasts"]
    assert score["first"] == pytest.approx(0.09)
    assert score["last"] == pytest.approx(0.01)
    record = next(r for r in found["records"] if (r["forecaster"], r["topic"]) == ("C. Caller", "halls"))
    assert record["calibration"]["brier"] == pytest.approx(0.01)
    assert (folder / "c.svg").read_text(encoding="utf-8").startswith("<svg")
    told = call(folder, "forecast", "score").stdout
    assert "C. Caller" in told
    assert "too few to judge" in told


def test_a_tally_decides_by_its_rule(folder):
    made = future(folder, "--tally", "manila", "--least", "1")
    never = future(folder, "--tally", "manila", "--least", "9")
    told = call(folder, "forecast", "resolve", "--by-rule").stdout
    assert f"{made}  yes: tally manila comes to 1, asked is at least 1" in told
    assert f"{never}  open: tally manila comes to 1, asked is at least 9; the horizon ends on 2090-12-31" in told
    refused = call(
        folder, "forecast", "add", "--question", "Q?", "--closes", "2090", "--p", "0.7", "--tally", "x", code=2
    )
    assert "no tally 'x'" in refused.stderr


def test_judgements_and_runs_go_on_beside_forecasts(folder):
    made = future(folder, "--rule", "A report says so")
    assert made[:12] in call(folder, "judge", "list").stdout
    call(folder, "run")
    assert "does not hold" not in call(folder, "verify").stdout


def test_a_texts_own_forecast_is_taken_up_and_counts_from_its_text(folder):
    text = "The front is likely to strike again before winter.\n"
    (folder / "b.md").write_text(
        f"---\npublished: 2017-06-10\noutlet: Evening Post\n---\n# Outlook\n\n{text}", encoding="utf-8"
    )
    call(folder, "add", "b.md")
    call(folder, "run")
    [found] = json.loads(call(folder, "forecast", "found", "--json").stdout)
    assert (found["words"], found["value"]) == ("likely", "The front will strike again before winter")
    take = ("forecast", "add", "--from", found["statement"], "--opens", "2017-06", "--closes", "2017-12")
    assert "without a rule" in call(folder, *take, code=2).stderr
    assert "the text is of" in call(folder, *take, "--rule", "R", "--made", "2018", code=2).stderr
    call(folder, *take, "--rule", "A report tells of an attack by the front", "--topic", "the front")
    [made] = json.loads(call(folder, "forecast", "list", "--json").stdout)
    assert (made["forecaster"], made["probability"]) == ("Evening Post", 0.675)
    assert made["passage"]["quote"] == text.strip(" .\n")
    assert made["versions"][0]["made"] == "2017-06-10"
    call(folder, "forecast", "resolve", made["id"], "yes", "--on", "2017-09-01", "--reason", "it did", "--by", "B")
    [score] = json.loads(call(folder, "forecast", "score", "--json").stdout)["forecasts"]
    assert score["last"] == pytest.approx((1 - 0.675) ** 2)
    assert score["days"] == 84
    again = json.loads(call(folder, "forecast", "found", "--json").stdout)
    assert again[0]["forecast"] == made["id"]


def test_a_forecast_made_here_cannot_be_dated_back(folder):
    refused = register(folder, "--rule", "R", "--made", "2016", code=2)
    assert "made now" in refused.stderr
