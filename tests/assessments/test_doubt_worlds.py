"""The invented tables that doubt is learned from, and the shipped curve on some that it was not."""

import numpy as np
import pytest
from training.doubt import FIRST_SEED, Rows, calibration_error, fit, log_odds, spread
from training.doubt_worlds import FAMILIES, world

from counterclaim.assessments.methods.hierarchical import Hierarchical

LEARNED_FROM = 2400


@pytest.mark.parametrize("family", FAMILIES)
def test_a_seed_gives_one_table_whose_truth_lies_in_its_own_question(family):
    made, again = (world(np.random.default_rng(5), (family,)) for _ in range(2))
    assert made.families[0] == family or family in made.families
    assert (made.claims.cell == again.claims.cell).all()
    assert (made.truth == again.truth).all()
    stated = np.flatnonzero(made.truth >= 0)
    assert len(stated)
    assert (made.claims.cell_question[made.truth[stated]] == stated).all()


def test_on_new_invented_tables_the_shipped_curve_is_far_better_calibrated_than_the_model():
    errors = {"model": [], "doubting": []}
    for seed in range(LEARNED_FROM, LEARNED_FROM + 60):
        made = world(np.random.default_rng(FIRST_SEED + seed))
        c = made.claims
        asked = np.flatnonzero(np.diff(c.cell_start) > 0)[:200]
        for name, method in (("model", Hierarchical(doubt=None)), ("doubting", Hierarchical())):
            found = method.fit(c).predict(c).probability
            top = np.array([c.cell_start[q] + found[c.cell_start[q] : c.cell_start[q + 1]].argmax() for q in asked])
            errors[name].append(np.mean(found[top] - (top == made.truth[asked])))
    assert np.mean(errors["model"]) > 0.15
    assert abs(np.mean(errors["doubting"])) < 0.07


def test_the_fit_finds_a_curve_and_the_spread_of_tables_that_it_is_given():
    rng = np.random.default_rng(3)
    of = np.repeat(np.arange(300), 40)
    asked = np.zeros((len(of), 6))
    asked[:, 0] = rng.normal(0, 2, len(of))
    eta = 0.5 * asked[:, 0] - 0.3 + rng.normal(0, 0.8, 300)[of]
    rows = Rows(
        asked, rng.normal(0, 1, (len(of), 14)), (rng.random(len(of)) < 1 / (1 + np.exp(-eta))).astype(float), of
    )
    doubt = fit(rows, (6, 14, True))
    assert doubt.asked[0] == pytest.approx(0.5, abs=0.12)
    assert doubt.base == pytest.approx(-0.3, abs=0.15)
    assert spread(log_odds(doubt, rows), rows) == pytest.approx(0.8, abs=0.15)


def test_the_calibration_error_is_that_of_ten_bins():
    right, chance = np.array([1.0, 0.0, 1.0, 1.0]), np.array([0.25, 0.25, 0.85, 0.85])
    assert calibration_error(right, chance) == pytest.approx((0.25 * 2 + 0.15 * 2) / 4)
