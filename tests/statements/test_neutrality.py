from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import neutrality

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.statements import load_coder

REPORTS, PAIRS = neutrality.load()
ONE_OF_EACH = {
    "state and insurgents": ("the Norvanian army", "the Kestrel Front"),
    "one faith and another": ("Sunni militants", "Shia militants"),
    "one nation and another": ("Iran", "Israel"),
    "one armed group and another": ("Hezbollah", "the Islamic State"),
}
WEIGHED = (
    "Chemical attack",
    "Village razed",
    "Convoy hit by mistake",
    "Nobody says it was them",
    "Two claims for one bomb",
)


def exchanged(pairs: list[neutrality.Pair], name: str = "grammar-en") -> dict[str, float]:
    coder = load_coder(name, gazetteer=Gazetteer.load(), actors=ActorBook.load())
    total: dict[str, float] = {}
    for a, b in pairs:
        for report in REPORTS:
            one, other = neutrality.told(report, (a, b), coder), neutrality.told(report, (b, a), coder)
            for name, n in neutrality.compared(one, other).items():
                total[name] = total.get(name, 0) + n
    assert total["either"] > len(REPORTS) * len(pairs)
    return neutrality.shares(total)


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_two_actors_can_be_exchanged_without_any_change(kind: str) -> None:
    assert ONE_OF_EACH.keys() == PAIRS.keys()
    assert exchanged([ONE_OF_EACH[kind]]) == {"acts": 0, "certainty": 0, "probability": 0}


def test_the_trained_coder_moves_by_less_than_one_in_a_hundred_when_actors_are_exchanged() -> None:
    found = exchanged(list(ONE_OF_EACH.values()), "encoder-en")
    assert max(found.values()) <= neutrality.MOST


def test_a_state_and_insurgents_who_change_places_change_no_weight_answer_or_outcome() -> None:
    reports = [r for r in REPORTS if r.title in WEIGHED]
    a, b = ONE_OF_EACH["state and insurgents"]
    one, other = neutrality.weighed(reports, (a, b)), neutrality.weighed(reports, (b, a))
    assert len(reports) == len(WEIGHED)
    found = neutrality.changed(one, other)
    assert found["weight"] > 20
    assert {name: round(n, 6) for name, n in found.items() if name.endswith("_change")} == {
        "weight_change": 0,
        "answer_change": 0,
        "outcome_change": 0,
    }


def test_what_an_armys_named_spokesman_says_weighs_what_a_groups_spokesman_says() -> None:
    [report] = [r for r in REPORTS if r.title == "Commander named"]
    a, b = "the Turkish army", "the PKK"
    one, other = (neutrality.weighed([report], pair, "encoder-en") for pair in ((a, b), (b, a)))
    accusation = ("weight", "Commander named", "aron pell", "B")
    assert one[accusation] > 1
    assert one[accusation] == pytest.approx(other[accusation], rel=0.01)


@pytest.mark.slow
@pytest.mark.parametrize("coder", ["grammar-en", "encoder-en"])
@pytest.mark.parametrize("kind", PAIRS)
def test_nothing_that_is_coded_hangs_on_who_somebody_is(kind: str, coder: str) -> None:
    assert max(exchanged(PAIRS[kind], coder).values()) <= neutrality.MOST


def weighed_shares(pairs: list[neutrality.Pair], coder: str) -> dict[str, float]:
    total: dict[str, float] = {}
    for a, b in pairs:
        weights = (neutrality.weighed(REPORTS, (a, b), coder), neutrality.weighed(REPORTS, (b, a), coder))
        for name, n in neutrality.changed(*weights).items():
            total[name] = total.get(name, 0) + n
    return {name: total[f"{name}_change"] / max(1.0, total[name]) for name in ("weight", "answer", "outcome")}


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAIRS)
def test_nothing_that_is_weighed_hangs_on_who_somebody_is(kind: str) -> None:
    assert max(weighed_shares(PAIRS[kind], "grammar-en").values()) <= neutrality.MOST


@pytest.mark.slow
def test_what_the_trained_coder_reads_is_weighed_alike_on_average_over_all_pairs() -> None:
    every = [pair for pairs in PAIRS.values() for pair in pairs]
    assert max(weighed_shares(every, "encoder-en").values()) <= neutrality.MOST


def test_the_measure_sees_a_difference() -> None:
    key = (0, "claims", "A", "A", 0)
    told = {key: (1.0, 0.8), (1, "denies", "B", "B", 0): (1.0, 0.8)}
    found = neutrality.shares(neutrality.compared(told, {key: (0.5, 0.6)}))
    assert found == pytest.approx({"acts": 0.5, "certainty": 0.5, "probability": 0.2})


def test_the_measure_sees_another_weight_and_another_outcome() -> None:
    one = {("weight", "t", "A", "B"): 4.0, ("outcome", "t", "perpetrator", "A"): 0.5}
    other = {("weight", "t", "A", "B"): 3.0, ("outcome", "t", "perpetrator", "unknown"): 0.5}
    found = neutrality.changed(one, other)
    assert (found["weight"], found["weight_change"], found["outcome"], found["outcome_change"]) == (4, 1, 1, 1)
