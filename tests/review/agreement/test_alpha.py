"""Krippendorff's alpha as published, and what holds of it for any data."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.review.agreement import Level, interval, reliability

GAP = np.nan
# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: four observers, twelve units, gaps.
C = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
        [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
    ]
).T


def coded(*rows: str) -> np.ndarray:
    words = sorted(set("".join(rows)))
    return np.array([[words.index(letter) for letter in row] for row in rows], dtype=float).T


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_four_observers_with_missing_values_give_the_published_figures(level, published):
    assert reliability(C, level).alpha == pytest.approx(published, abs=0.0005)


def test_unit_twelve_of_the_published_example_has_no_pair_and_is_left_out():
    found = reliability(C)
    assert (found.units, found.pairable, found.people) == (11, 40, 4)


def test_two_observers_and_two_values_give_the_published_figure():
    # The same paper, example A: ten articles.
    assert reliability(coded("0100000010", "1110010000")).alpha == pytest.approx(0.095, abs=0.0005)


def test_two_observers_and_five_values_give_the_published_figure():
    # The same paper, example B: twelve articles.
    assert reliability(coded("aabbdcccedda", "babbbccceddd")).alpha == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize("level", list(Level))
def test_full_agreement_is_one(level):
    assert reliability([[1, 1], [2, 2], [7, 7]], level).alpha == pytest.approx(1.0)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("value", [0.0, 1.0, 739_000.5])
def test_of_values_that_are_all_the_same_alpha_is_not_defined(level, value):
    found = reliability(np.full((40, 3), value), level)
    assert found.constant
    assert found.alpha is None
    assert interval(found) is None
    assert found.observed == 1.0


@pytest.mark.parametrize("data", [np.empty((0, 2)), [[1.0], [2.0]], [[1, GAP], [GAP, 2]], np.full((3, 2), GAP)])
def test_without_a_pair_alpha_is_not_defined(data):
    found = reliability(data)
    assert (found.units, found.alpha, found.observed, interval(found)) == (0, None, None, None)


@pytest.mark.parametrize(
    ("data", "level", "said"),
    [
        ([1, 2, 3], "nominal", "units by people"),
        ([[1, np.inf]], "nominal", "infinite"),
        ([[1, -1]], "ratio", "negative"),
        ([[1, 1]], "cardinal", "cardinal"),
    ],
)
def test_what_is_no_reliability_data_is_refused(data, level, said):
    with pytest.raises(ValueError, match=said):
        reliability(data, level)


def by_hand(data: np.ndarray, distance) -> float | None:
    """Alpha pair by pair, from the definition."""
    units = [[v for v in row if not np.isnan(v)] for row in data]
    units = [unit for unit in units if len(unit) > 1]
    values = [v for unit in units for v in unit]
    n = len(values)
    total = sum(distance(a, b) for i, a in enumerate(values) for j, b in enumerate(values) if i != j)
    if total == 0:
        return None
    within = sum(
        sum(distance(a, b) for i, a in enumerate(u) for j, b in enumerate(u) if i != j) / (len(u) - 1) for u in units
    )
    return 1 - (within / n) / (total / (n * (n - 1)))


CELLS = st.one_of(st.just(GAP), st.integers(0, 4).map(float))
TABLES = st.integers(2, 4).flatmap(
    lambda people: st.lists(st.lists(CELLS, min_size=people, max_size=people), min_size=1, max_size=8)
)


@given(TABLES)
def test_alpha_is_what_its_definition_gives_pair_by_pair(rows):
    data = np.array(rows)
    paired = [v for row in data if (~np.isnan(row)).sum() > 1 for v in row if not np.isnan(v)]

    def ordinal(a, b):
        low, high = min(a, b), max(a, b)
        between = sum(low <= v <= high for v in paired)
        return (between - (paired.count(a) + paired.count(b)) / 2) ** 2 if a != b else 0.0

    distances = {
        "nominal": lambda a, b: float(a != b),
        "ordinal": ordinal,
        "interval": lambda a, b: (a - b) ** 2,
        "ratio": lambda a, b: ((a - b) / (a + b)) ** 2 if a + b else 0.0,
    }
    for level, distance in distances.items():
        expected = by_hand(data, distance)
        found = reliability(data, level).alpha
        assert found is None if expected is None else found == pytest.approx(expected, abs=1e-9)


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_units_and_people_does_not_matter(rows, random):
    data = np.array(rows)
    order = list(range(data.shape[1]))
    random.shuffle(order)
    random.shuffle(rows)
    for level in Level:
        one, other = reliability(data, level).alpha, reliability(np.array(rows)[:, order], level).alpha
        assert one == pytest.approx(other)


# --- the interval ------------------------------------------------------------------------------------------------
def test_the_same_seed_gives_the_same_interval_and_it_holds_alpha():
    found = reliability(C)
    first, again, other = interval(found), interval(found), interval(found, seed=1)
    assert first == again != other
    assert first.low < found.alpha < first.high
    assert (first.draws, first.level) == (1000, 0.95)
    assert [bound for bound, _ in first.short_of] == [0.667, 0.8]
    assert 0 < first.short_of[0][1] < first.short_of[1][1] < 1


def test_more_units_give_a_narrower_interval():
    def width(times):
        found = interval(reliability(np.tile(C, (times, 1))))
        return found.high - found.low

    assert width(25) < width(1) / 3


def test_where_documents_are_drawn_units_that_stand_and_fall_together_widen_the_interval():
    rng = np.random.default_rng(3)
    agree = rng.random(40) < 0.7
    left = rng.integers(0, 3, (40, 25))
    right = np.where(agree[:, None], left, (left + 1) % 3)
    found = reliability(np.stack([left.ravel(), right.ravel()], axis=1))
    by_unit = interval(found)
    by_document = interval(found, clusters=np.repeat(np.arange(40), 25))
    assert by_document.high - by_document.low > 3 * (by_unit.high - by_unit.low)


def test_the_interval_covers_the_true_alpha_about_as_often_as_it_says():
    rng = np.random.default_rng(11)
    # Of each pair the second value repeats the first in 7 of 10 cases, else is drawn at random: alpha is .7.
    hits = 0
    for _ in range(100):
        first = rng.integers(0, 3, 120)
        second = np.where(rng.random(120) < 0.7, first, rng.integers(0, 3, 120))
        found = interval(reliability(np.stack([first, second], axis=1)), draws=400)
        hits += found.low <= 0.7 <= found.high
    assert 88 <= hits <= 100


def test_draws_in_which_nothing_varies_are_left_out_and_counted():
    data = np.zeros((12, 2))
    data[0, 0] = 1
    found = interval(reliability(data))
    assert 200 < found.undefined < 500
    data = np.zeros((2, 2))
    data[0, 0] = 1
    assert interval(reliability(data)).undefined == pytest.approx(250, abs=60)


@pytest.mark.parametrize("level", list(Level))
def test_a_hundred_thousand_units_with_their_interval_take_seconds(level):
    rng = np.random.default_rng(5)
    data = rng.integers(0, 30, (100_000, 2)).astype(float)
    start = time.process_time()
    found = reliability(data, level)
    assert interval(found, draws=200) is not None
    assert time.process_time() - start < 20
    assert found.alpha == pytest.approx(0, abs=0.02)
