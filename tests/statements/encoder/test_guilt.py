from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from counterclaim.statements.encoder.guilt import NEAR, Blame, Said, about, same
from counterclaim.statements.encoder.incidents import Bars
from counterclaim.statements.encoder.roles import CERTAINTIES

DEGREES = np.array([0.6, 0.2, 0.05, 0.05, 0.05, 0.05], np.float32)
"""Not said to have done it, then the degrees of certainty, "fact" first."""
CLAIM = Said(("Shining Path",), "claimed", 0.9, 100, 150)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("SHINING PATH", "Shining Path", True),
        ("THE SHINING PATH GUERRILLAS", "SHINING PATH", True),
        ("FARABUNDO MARTI NATIONAL LIBERATION FRONT", "Farabundo Marti Front", True),
        ("NATIONAL LIBERATION ARMY", "PEOPLE'S LIBERATION ARMY", False),
        ("ARMY", "REVOLUTIONARY ARMED FORCES", False),
        ("", "", False),
    ],
)
def test_two_names_are_alike_by_their_telling_words(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is alike
    assert same(other, one) is alike


def test_a_statement_counts_for_an_incident_that_it_stands_near() -> None:
    assert about([CLAIM], ["SHINING PATH"], [(150 + NEAR, 400)]) == [CLAIM]
    assert about([CLAIM], ["SHINING PATH"], [(151 + NEAR, 400)]) == []
    assert about([CLAIM], ["MRTA"], [(120, 130)]) == []


def test_a_sure_statement_makes_guilty_and_tells_the_degree() -> None:
    blame = Blame(bias=0.0, said=2.0, label=1.0)
    assert not blame.guilty(DEGREES, 0.5, [])
    assert blame.guilty(DEGREES, 0.5, [CLAIM])
    assert blame.sureness(DEGREES, [])[0] == "fact"
    label, every = blame.sureness(DEGREES, [CLAIM])
    assert label == "claimed"
    assert sum(every.values()) == pytest.approx(1.0)


def test_signs_around_an_organisation_make_guilty_as_far_as_they_are_heard() -> None:
    assert not Blame(signs=0.0).guilty(DEGREES, 0.5, [], signs=5.0)
    assert Blame(signs=0.5).guilty(DEGREES, 0.5, [], signs=5.0)
    assert not Blame(bias=1.0, signs=0.5).guilty(DEGREES, 0.5, [], signs=-5.0)


def test_two_statements_weigh_more_than_one() -> None:
    blame = Blame(bias=-1.2, said=1.8)
    half = replace(CLAIM, probability=0.5)
    assert not blame.guilty(np.array([0.5, 0.5]), 0.5, [half])
    assert blame.guilty(np.array([0.5, 0.5]), 0.5, [half, half])


def test_a_lean_decides_between_degrees() -> None:
    lean = Blame(certainty={"possible": 2.0})
    assert lean.sureness(DEGREES, [])[0] == "possible"


def test_bars_of_a_config_hold_its_weights() -> None:
    bars = Bars.of({"alone": 0.7, "blame": {"bias": -1.0, "certainty": dict.fromkeys(CERTAINTIES, 0.1)}})
    assert (bars.alone, bars.blame.bias, bars.blame.certainty["fact"]) == (0.7, -1.0, 0.1)
    assert bars.blame.attributed == 1.0
