"""Doubt about errors in common: what it may do to beliefs, and what resolved questions do to it."""

import numpy as np
import pytest

from counterclaim.assessments.arrays import claims_of
from counterclaim.assessments.doubt import Doubt, learned_from, shipped, spread_out
from counterclaim.assessments.methods.hierarchical import Hierarchical
from counterclaim.assessments.signs import ASKED, TABLE
from counterclaim.errors import ConfigError


def flat(**more):
    """A curve that believes the model, but for what is said."""
    nothing, one = np.zeros(len(TABLE)), np.ones(len(TABLE))
    asked = np.array([1.0 if name == "odds" else 0.0 for name in ASKED])
    given = {"base": 0.0, "asked": asked, "table": nothing, "steep": nothing, "middle": nothing, "scale": one,
             "least": -one, "most": one, "spread": 0.5}  # fmt: skip
    return Doubt(**{**given, **more})


def unanimous(questions=60, sources=5, **more):
    """Everybody says the same everywhere."""
    said = [(q, s, q % 2) for q in range(questions) for s in range(sources)]
    return claims_of(*zip(*said, strict=True), questions=questions, sources=sources, domain=2.0, **more)


def test_the_shipped_curve_rises_with_support_and_leaves_something_open():
    doubt = shipped()
    rising = dict(zip(ASKED, doubt.asked, strict=True))
    assert all(rising[name] >= 0 for name in ("odds", "support", "lead", "part", "kin"))
    assert rising["single"] <= 0
    assert 0.3 < doubt.spread < 2


def test_a_curve_that_lacks_a_sign_says_which_and_how_to_mend_it():
    with pytest.raises(ConfigError, match="lead") as error:
        Doubt.of({"base": 0, "spread": 1, "asked": {"odds": 1, "support": 0}, "table": {}}, "doubt.yaml")
    assert "training/doubt.py" in str(error.value)


def test_the_best_gets_the_chance_and_the_others_share_the_rest_by_their_beliefs():
    claims = claims_of([0, 0, 0], [0, 1, 2], [0, 1, 2], domain=3.0)
    belief = np.array([0.9, 0.08, 0.02])
    found = spread_out(claims, belief, np.array([0]), np.array([np.log(0.7 / 0.3)]), np.array([1.0]))
    assert found == pytest.approx([0.7, 0.24, 0.06])


def test_what_nobody_states_shares_in_the_doubt_where_it_is_possible():
    one, two = (claims_of([0], [0], [0], domain=d) for d in (2.0, 3.0))
    for claims in (one, two):
        found = spread_out(claims, np.array([0.99]), np.array([0]), np.array([0.0]), np.array([1.0]))
        assert found == pytest.approx([0.5])


def test_the_best_stays_the_best_however_great_the_doubt():
    claims = claims_of([0, 0, 0], [0, 1, 2], [0, 1, 2], domain=3.0)
    found = spread_out(claims, np.array([0.5, 0.45, 0.05]), np.array([0]), np.array([-9.0]), np.array([1.0]))
    assert found[0] > found[1] > found[2]
    assert found.sum() == pytest.approx(1)


def test_agreement_of_all_on_everything_is_not_certainty():
    claims = unanimous()
    with_, without = (Hierarchical(**more).fit(claims).predict(claims) for more in ({}, {"doubt": None}))
    assert without.probability.min() > 0.99
    assert with_.probability.max() < 0.95
    assert (with_.low < with_.probability - 0.1).all()


def test_resolved_questions_that_went_with_the_majority_lessen_doubt_and_those_that_did_not_raise_it():
    claims = unanimous()
    plain = Hierarchical().fit(claims).predict(claims)
    right, wrong = claims.nothing_known(), claims.nothing_known()
    for q in range(30):
        right.cell[q] = q
        wrong.cell[q] = -2 if q % 2 else q
    agreeing, half = (Hierarchical().fit(claims, known).predict(claims) for known in (right, wrong))
    assert half.probability[-1] < plain.probability[-1] < agreeing.probability[-1]
    width = [float(found.high[-1] - found.low[-1]) for found in (plain, agreeing, half)]
    assert width[1] < width[0]
    assert agreeing.probability[:30] == pytest.approx(1)


def test_what_resolved_questions_teach_of_a_table_is_its_posterior():
    none = learned_from(np.zeros(0), np.zeros(0), np.zeros(0), 0.8)
    assert (none.moved, none.spread) == (0.0, 0.8)
    even = learned_from(np.zeros(10), np.array([1.0, 0.0] * 5), np.ones(10), 0.8)
    assert even.moved == pytest.approx(0, abs=1e-9)
    assert even.spread == pytest.approx((1 / (1 / 0.64 + 2.5)) ** 0.5, rel=0.03)
    all_right = learned_from(np.zeros(10), np.ones(10), np.ones(10), 0.8)
    assert 0.8 < all_right.moved < 1.4


def test_without_signs_the_curve_is_the_model():
    claims = claims_of([0, 0, 1, 1, 1], [0, 1, 0, 1, 2], [0, 1, 0, 0, 1], domain=4.0)
    plain = Hierarchical(doubt=None).fit(claims).predict(claims)
    same = Hierarchical(doubt=flat()).fit(claims).predict(claims)
    assert same.probability == pytest.approx(plain.probability, abs=1e-6)
    assert (same.low <= plain.low + 1e-9).all()
