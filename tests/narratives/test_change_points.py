from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.narratives.change_points import LEAST, change_points


def test_a_step_is_found_where_it_is():
    (cut,) = change_points([1, 2, 1, 2, 1, 2, 9, 8, 9, 10, 8, 9], [20] * 12)
    assert cut.at == 6
    assert cut.before == pytest.approx(9 / 120)
    assert cut.after == pytest.approx(53 / 120)
    assert cut.gain > 0


def test_a_flat_series_has_no_change():
    assert change_points([3] * 20, [30] * 20) == []


def test_one_peak_is_no_change():
    assert change_points([2, 2, 2, 2, 9, 2, 2, 2, 2, 2], [20] * 10) == []


def test_a_short_series_has_none():
    assert change_points([0, 0, 0, 9, 9, 9], [10] * 6) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=2 * LEAST, max_size=13))
def test_the_cheapest_partition_of_all_is_found(relevant):
    total = [10] * len(relevant)
    found = tuple(c.at for c in change_points(relevant, total))
    assert _price(relevant, found) == pytest.approx(min(_price(relevant, cuts) for cuts in _every(len(relevant))))


def _every(n):
    inner = range(LEAST, n - LEAST + 1)
    for k in range(n // LEAST):
        for cuts in itertools.combinations(inner, k):
            edges = [0, *cuts, n]
            if all(b - a >= LEAST for a, b in itertools.pairwise(edges)):
                yield cuts


def _price(relevant, cuts):
    edges = [0, *cuts, len(relevant)]
    whole = 0.0
    for a, b in itertools.pairwise(edges):
        r, d = sum(relevant[a:b]), 10 * (b - a)
        whole -= sum(k * np.log(k / d) for k in (r, d - r) if k)
    return whole + len(cuts) * np.log(len(relevant))
