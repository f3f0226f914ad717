"""Weights come from the records, without labels, and from what people judged."""

import numpy as np
import pytest
from tests.events.kernel.records import ALIASES, NAMES, b_cubed, told

from counterclaim.events.kernel.calibration import calibrate
from counterclaim.events.kernel.clustering import cluster
from counterclaim.events.kernel.estimation import estimate, starting
from counterclaim.events.kernel.levels import COUNTS, FIELDS, TOLL, TYPE
from counterclaim.events.kernel.names import recoded
from counterclaim.events.kernel.rows import rows


def drawn(n, spread, rng):
    """Levels of pairs drawn from known shares; what is not given is untold, the crowd is one and the same."""
    codes = np.tile(COUNTS.astype(np.uint8), (n, 1))
    codes[:, FIELDS.index("surroundings")] = 3
    for field, shares in spread.items():
        codes[:, field] = rng.choice(len(shares), n, p=shares)
    return codes


def test_known_shares_are_found_again():
    rng = np.random.default_rng(5)
    tolls_m, tolls_u = [0.8, 0.1, 0.04, 0.03, 0.02, 0.01], [0.02, 0.03, 0.05, 0.1, 0.2, 0.6]
    m = {TYPE: [0.85, 0.1, 0.05], TOLL: tolls_m, 0: [0.7, 0.2, 0.05, 0.03, 0.01, 0.01]}
    u = {TYPE: [0.1, 0.2, 0.7], TOLL: tolls_u, 0: [1 / 11, *[2 / 11] * 5]}
    near = np.concatenate([drawn(4_000, m, rng), drawn(36_000, u, rng)])
    found = estimate(near, drawn(40_000, u, rng))
    assert found.m[TYPE, :3] == pytest.approx([0.85, 0.1, 0.05], abs=0.03)
    assert found.u[TYPE, :3] == pytest.approx([0.1, 0.2, 0.7], abs=0.01)
    assert found.prior[3] == pytest.approx(np.log2(0.1 / 0.9), abs=0.2)


def test_without_pairs_the_starting_weights_stay():
    empty = np.empty((0, len(FIELDS)), dtype=np.uint8)
    assert np.array_equal(estimate(empty, empty).bits(), starting().bits())


def test_the_starting_weights_speak_for_agreement():
    bits = starting().bits()
    for field in range(len(FIELDS) - 1):
        assert bits[field, 0] > bits[field, COUNTS[field] - 1]


def test_judged_pairs_move_the_weights():
    made = told(events=60)
    plain = calibrate(made.rows, made.names).weights.bits()
    left = np.arange(20, dtype=np.int32)
    judged = calibrate(made.rows, made.names, together=(left, left + 20)).weights.bits()
    assert judged[TYPE, 2] > plain[TYPE, 2]


def test_two_names_told_of_the_same_events_are_learned_to_be_one_actor():
    made = told(events=1_500)
    learned = calibrate(made.rows, made.names).learned
    for name, alias in zip(NAMES, ALIASES, strict=True):
        assert learned[made.names.index(name)] == learned[made.names.index(alias)]
    assert len(np.unique(learned)) == len(NAMES)


def test_a_name_that_came_later_is_an_actor_of_its_own():
    assert recoded(np.array([-1, 1, 7], dtype=np.int32), np.array([0, 0], dtype=np.int32)).tolist() == [-1, 0, 7]


@pytest.mark.parametrize("seed", [1, 2])
def test_known_events_are_found_again(seed):
    made = told(seed=seed)
    assert b_cubed(cluster(made.rows, made.names).label, made.event) > 0.97


def test_crowds_make_the_same_agreement_worth_less():
    """Two alike records in a quiet place are one event sooner than two in a town with many every day."""
    made = told(events=3_000, towns=6, days=400)
    found = cluster(made.rows, made.names).calibration
    assert found.weights.prior[2] > found.weights.prior[9]


def test_the_same_records_give_the_same_bytes():
    made = told(events=200)
    one, other = cluster(made.rows, made.names), cluster(made.rows, made.names)
    assert one.label.tobytes() == other.label.tobytes()
    assert one.calibration.weights.bits().tobytes() == other.calibration.weights.bits().tobytes()


def test_a_date_that_spans_a_week_is_never_taken_for_a_day():
    t = rows(first=[0, 0], last=[6, 0], latitude=[1.0, 1.0], longitude=[1.0, 1.0])
    from counterclaim.events.kernel.explaining import explained

    told_of = {field: level for field, _, level in explained(t, 0, 1, calibrate(t))}
    assert told_of["date"] == "overlap within a week"
