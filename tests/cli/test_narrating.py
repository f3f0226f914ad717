from __future__ import annotations

import json

import pytest
from tests.cli.test_commands import MANILA, call

TEXT = MANILA + "\nThe loss of the hall is a test of faith, its radio said.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    call(tmp_path, "add", "a.md")
    call(tmp_path, "run")
    return tmp_path


def test_narratives_lists_framings_in_use(folder):
    assert "Loss is a test" in call(folder, "narratives").stdout


def test_one_narrative_shows_definition_shares_and_passages(folder):
    told = json.loads(call(folder, "narratives", "loss_as_test", "--json").stdout)
    assert told["shares"][0]["texts"] == 1
    assert told["passages"][0]["shown"] == "The loss of the hall is a test of faith, its radio said."
    assert "Passages" in call(folder, "narratives", "loss_as_test").stdout


def test_an_unknown_framing_is_refused_with_the_known_ones(folder):
    assert "loss_as_test" in call(folder, "narratives", "nothing", code=2).stderr


def test_prevalence_is_drawn(folder):
    call(folder, "narratives", "--figure", "p.svg")
    drawn = (folder / "p.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "Loss is a test" in drawn


def test_a_framing_that_runs_for_ever_is_refused_by_file_and_line_and_the_rest_goes_on(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "framings.yaml").write_text(
        "framings:\n- {id: x, name: X, definition: D, patterns: {en: ['re:(a|aa)+$']}}\n"
        "- {id: y, name: The hall, definition: D, patterns: {en: ['loss of the hall']}}\n",
        encoding="utf-8",
    )
    done = call(tmp_path, "add", "in", code=11)
    assert "framings.yaml (line 2)" in done.stderr
    assert "takes too long" in done.stderr
    call(tmp_path, "run")
    assert "The hall" in call(tmp_path, "narratives").stdout


def test_formulas_and_outlets_answer_on_a_small_ledger(folder):
    assert "no wording returns" in call(folder, "formulas").stdout
    assert "Evening Post" in call(folder, "outlets").stdout


def test_a_formula_that_texts_only_tell_of_is_shown_as_told(tmp_path):
    told = "\nThe wording of each claim hardly changes: a lamplighter of the valley answered the elders.\n"
    (tmp_path / "a.md").write_text(MANILA + told, encoding="utf-8")
    call(tmp_path, "add", "a.md")
    call(tmp_path, "run")
    shown = call(tmp_path, "formulas").stdout
    assert "only told of: a lamplighter of the valley answered the elders" in shown
    assert "told  " in shown
