"""How the data at hand correct the weights, and what a place says of which only one event is known."""

import random
from datetime import date, timedelta

import numpy as np
import pytest
from tests.events.mentions import clusters, mention

from counterclaim.events import link
from counterclaim.events.estimation import estimated, patterns
from counterclaim.events.parameters import Parameters

SHIPPED = Parameters.shipped()


def levels(*pairs):
    """Levels of the day and the type of some pairs."""
    return {
        field: np.array(column, dtype=object)
        for field, column in zip(("date", "type"), zip(*pairs, strict=True), strict=True)
    }


def test_without_pairs_the_shipped_weights_stay():
    fitted, _ = estimated(patterns({"date": np.array([], dtype=object)}, SHIPPED), SHIPPED)
    assert fitted.bits == SHIPPED.bits


def test_a_few_pairs_hardly_move_the_weights():
    fitted, _ = estimated(patterns(levels(*[("same_day", "same"), ("apart", "different")] * 10), SHIPPED), SHIPPED)
    assert all(fitted.bits[key] == pytest.approx(SHIPPED.bits[key], abs=0.1) for key in SHIPPED.bits)


def test_a_level_that_is_rarer_by_chance_than_shipped_weighs_more():
    told = [("same_day", "same")] * 100 + [("apart", "different")] * 99_900
    fitted, _ = estimated(patterns(levels(*told), SHIPPED), SHIPPED)
    assert fitted.bits["date", "same_day"] > SHIPPED.bits["date", "same_day"]


def test_at_most_half_of_a_weight_is_learned():
    told = [("apart", "different")] * 1_000_000
    fitted, _ = estimated(patterns(levels(*told), SHIPPED), SHIPPED)
    assert fitted.bits["date", "same_day"] <= SHIPPED.bits["date", "same_day"] + 1 + 1e-9


def test_the_bits_of_pairs_are_those_of_their_levels():
    told = [("same_day", "same"), ("apart", ""), ("", "akin"), ("same_day", "same")]
    found = patterns(levels(*told), SHIPPED)
    expected = [
        sum(SHIPPED.bits[field, level] for field, level in zip(("date", "type"), pair, strict=True) if level)
        for pair in told
    ]
    assert found.bits(SHIPPED)[found.inverse].tolist() == pytest.approx(expected)


def test_a_report_whose_place_was_not_read_is_found_by_the_name_in_its_title():
    known = mention("a", actors=("marsh column",), words="A bomb at the mill")
    named = mention("b", town=None, words="Statement on Wexmarsh We did not do it", actors=("marsh column",))
    other = mention("c", town=None, words="Iskerford counts its dead", actors=("marsh column",))
    elsewhere = mention("d", town="Iskerford", date="2031-01-05", actors=("reed front",))
    assert frozenset("ab") in clusters(link([known, named, other, elsewhere]))


def test_a_late_report_without_a_day_joins_the_only_event_of_its_place_and_kind():
    known, late = mention("a"), mention("b", date=None, published="2031-08-20")
    assert len(link([known, late]).events) == 1
    earlier = mention("c", date="2030-05-01", published="2030-05-02")
    assert frozenset("b") in clusters(link([known, late, earlier]))


@pytest.mark.parametrize(
    "late",
    [
        mention("b", date=None, published="2031-03-01"),
        mention("b", date=None, published="2031-08-20", type="kidnapping"),
        mention("b", date=None, published="2031-08-20", town="Ravellock"),
    ],
    ids=["published before it", "another kind", "another place"],
)
def test_the_only_event_of_a_place_does_not_draw_in_what_it_cannot_be(late):
    assert len(link([mention("a"), late]).events) == 2


def test_the_same_mentions_give_the_same_weights_in_any_order():
    shuffler = random.Random(5)
    told = [
        mention(f"m{i:03}", date=str(date(2031, 3, 1) + timedelta(days=shuffler.randrange(90)))) for i in range(150)
    ]
    first = link(told)
    shuffler.shuffle(told)
    assert link(told) == first
