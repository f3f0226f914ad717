from __future__ import annotations

import pytest

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.hybrid.naming import perpetrator_of
from counterclaim.statements.hybrid.units import DESCRIBED, NAME, Unit
from counterclaim.statements.who import Who

COLUMN = Who(name="Marsh Column", key="marsh column", kind="group")


def unit(text: str, words: str, who: Who, form: int) -> Unit:
    start = text.index(words)
    return Unit(sentence=0, who=who, form=form, token=0, spans=((start, start + len(words)),))


@pytest.mark.parametrize(
    "text",
    [
        "Marsh Column, a small far-right group, set the chapel on fire.",
        "Police blamed a small far-right group of the Marsh Column.",
        "Police blamed a small far-right group called Marsh Column.",
    ],
)
def test_a_description_goes_by_the_name_beside_it(text: str) -> None:
    group = Who(name="small far-right group", key="small far-right group", kind="description")
    units = [
        unit(text, "small far-right group", group, DESCRIBED),
        unit(text, "Marsh Column", COLUMN, NAME),
    ]
    assert perpetrator_of(units[0], Act.ATTRIBUTES, units, text) == COLUMN


def test_a_description_at_a_distance_keeps_its_own_words() -> None:
    text = "Marsh Column said that a small far-right group did it."
    group = Who(name="small far-right group", key="small far-right group", kind="description")
    units = [unit(text, "small far-right group", group, DESCRIBED), unit(text, "Marsh Column", COLUMN, NAME)]
    assert perpetrator_of(units[0], Act.ATTRIBUTES, units, text) == group


def test_a_spokesman_who_claims_does_so_for_his_group_and_is_accused_in_his_own_name() -> None:
    text = "A spokesman for the Marsh Column, Piet Ovelarne, accepted responsibility."
    piet = Who(
        name="Piet Ovelarne",
        key="piet ovelarne",
        kind="person",
        side="marsh column",
        speaker_kind=SpeakerKind.ARMED_GROUP,
    )
    units = [unit(text, "Piet Ovelarne", piet, NAME), unit(text, "Marsh Column", COLUMN, NAME)]
    assert perpetrator_of(units[0], Act.CLAIMS, units, text) == COLUMN
    assert perpetrator_of(units[0], Act.SUSPECTS, units, text) == piet
