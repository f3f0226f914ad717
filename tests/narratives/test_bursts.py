from __future__ import annotations

import pytest

from counterclaim.narratives.bursts import bursts, states

RELEVANT, TOTAL = [2, 1, 2, 9, 11, 8, 2, 1], [100] * 8


def test_kleinbergs_two_states_of_a_worked_series():
    assert states(RELEVANT, TOTAL, scale=2, cost=1) == [0, 0, 0, 1, 1, 1, 0, 0]


def test_the_weight_of_a_burst_is_what_it_explains_better():
    (found,) = bursts(RELEVANT, TOTAL, scale=2, cost=1)
    assert (found.first, found.last) == (3, 5)
    assert found.weight == pytest.approx(6.2796, abs=5e-5)


def test_a_flat_series_has_no_burst():
    assert bursts([5] * 10, [100] * 10) == []


@pytest.mark.parametrize("relevant", [[0, 0, 0], [4, 4, 4]])
def test_nothing_and_everything_have_no_burst(relevant):
    assert bursts(relevant, [4, 4, 4]) == []


def test_periods_without_documents_say_nothing():
    assert states([2, 0, 9, 11, 0, 2, 2, 1], [100, 0, 100, 100, 0, 100, 100, 100])[1] == 0


def test_a_burst_in_the_first_period_pays_the_way_up_too():
    assert states([3, 1, 1, 1], [10, 10, 10, 10]) == [0, 0, 0, 0]


def test_more_found_than_collected_is_refused():
    with pytest.raises(ValueError, match="relevant <= total"):
        states([3], [2])
