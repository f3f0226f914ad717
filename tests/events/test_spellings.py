"""Places without a point under two spellings, and reports filed elsewhere. Events are invented."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.events.mentions import mention, place

from counterclaim.events.arrays import columns
from counterclaim.events.common import Common
from counterclaim.events.levels import places
from counterclaim.model import Place


def level(one: Place, other: Place) -> str:
    table = columns([replace(mention("a"), place=one), replace(mention("b"), place=other)])
    found = places(table, np.array([0]), np.array([1]), Common.of(table))
    return str(found[0])


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Kafr Nabl", "Kafranbel", "perhaps_same"),
        ("Oldmere village", "Oldmere", "perhaps_same"),
        ("Oldmere", "Oldmere", "same_name"),
        ("Oldmere North", "Oldmere South", "same_country"),
        ("Checkpoint 300", "Checkpoint 301", "same_country"),
        ("Kunduz", "Kandahar", "same_country"),
    ],
)
def test_names_without_a_point_are_compared_by_their_spelling(one: str, other: str, told: str) -> None:
    assert level(Place(name=one, countries=("XE",)), Place(name=other, countries=("XE",))) == told


def test_a_spelling_says_nothing_across_countries_or_against_points() -> None:
    assert level(Place(name="Raqa", countries=("XE",)), Place(name="Raqqa", countries=("XF",))) == "other_country"
    assert level(place("Wexmarsh"), replace(place("Iskerford"), name="Wexmarch")) == "far"


def test_a_report_that_was_filed_elsewhere_is_of_the_town_that_it_names() -> None:
    title = "Column denies Wexmarsh bombing"
    here = mention("a", words="Bomb in Wexmarsh kills four")
    filed = mention("c", town="Iskerford", words=f"{title} ISKERFORD (Mereld Wire) - The column denied it.")
    by_dateline = replace(filed, place=replace(place("Iskerford"), basis="dateline"))
    for told, expected in ((filed, "named_beside"), (by_dateline, "named_in_words")):
        table = columns([here, told])
        assert places(table, np.array([0]), np.array([1]), Common.of(table)).tolist() == [expected]


def test_a_dateline_alone_is_the_place() -> None:
    at_home = replace(mention("a", town="Iskerford"), place=replace(place("Iskerford"), basis="dateline"))
    table = columns([at_home, mention("b")])
    assert table.pinned.tolist() == [True, True]
