"""Where invented headlines stand towards invented claims."""

import importlib.util
from pathlib import Path

import pytest

from counterclaim.statements.stance import stance

_SPEC = importlib.util.spec_from_file_location(
    "stance_benchmark", Path(__file__).parents[2] / "benchmarks" / "stance.py"
)
benchmark = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(benchmark)

CLAIM = "The Red Dawn Front bombed the Quillhaven ferry"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Red Dawn Front bombs Quillhaven ferry, killing four", "affirms"),
        ("Ministry confirms Red Dawn Front was behind ferry blast", "affirms"),
        ("It's official: Red Dawn Front bombed the ferry", "affirms"),
        ("Ferry bombing is no hoax", "affirms"),
        ("Red Dawn Front denies bombing the ferry", "denies"),
        ("Story of a ferry bombing is a hoax", "denies"),
        ("No, the Red Dawn Front did not bomb a ferry", "denies"),
        ("There's no evidence the Front bombed the ferry", "denies"),
        ("Red Dawn Front didn't bomb the ferry, police say", "denies"),
        ("Photo of burning ferry is fake", "denies"),
        ("Red Dawn Front reportedly bombed ferry", "relays"),
        ("Report: Red Dawn Front behind ferry blast", "relays"),
        ("Red Dawn Front may have bombed ferry", "relays"),
        ("Police say Red Dawn Front bombed ferry", "relays"),
        ("Did the Red Dawn Front bomb the ferry?", "relays"),
        ("Rumours of a ferry bombing spread in Quillhaven", "relays"),
        ("Front 'bombed ferry' in Quillhaven", "relays"),
        ("Investigators probe whether Front bombed ferry", "relays"),
    ],
)
def test_a_headline_stands_where_its_frames_put_it(headline, expected):
    assert stance(CLAIM, headline).stance == expected


def test_a_negative_claim_is_affirmed_by_a_negation():
    claim = "The Red Dawn Front did not bomb the Quillhaven ferry"
    assert stance(claim, "Red Dawn Front didn't bomb the ferry").stance == "affirms"


def test_the_words_that_show_it_are_told():
    assert stance(CLAIM, "Red Dawn Front denies bombing the ferry").words == "denies"
    assert stance(CLAIM, "Red Dawn Front bombs ferry").words == ""


def test_a_blank_headline_affirms_nothing_that_it_does_not_say():
    assert stance(CLAIM, "").words == ""


def test_the_score_is_worked_out_by_hand():
    pairs = [("for", "for"), ("for", "observing"), ("against", "against"), ("observing", "for")]
    found = benchmark.scored(pairs)
    # for: 1 hit of 2 coded and 2 found, F1 .5; against 1; observing 0 of 1 and 1.
    assert found["accuracy"] == 0.5
    assert found["f1"] == {"for": 0.5, "against": 1.0, "observing": 0.0}
    assert found["macro_f1"] == 0.5
