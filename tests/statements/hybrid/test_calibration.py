from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from counterclaim.model import Act
from counterclaim.statements.encoder.model import shipped_folder
from counterclaim.statements.hybrid.calibration import FORMS, RELATIONS, Calibration, Candidate
from counterclaim.statements.hybrid.coder import read_calibration
from counterclaim.statements.hybrid.features import ACTS

CLAIM = Candidate(logit=0.0, act=Act.CLAIMS)


def test_the_curve_is_logistic_under_its_ceiling() -> None:
    assert Calibration().probability(CLAIM) == pytest.approx(0.5)
    weighed = Calibration(weights={"logit": 2.0, "one": 1.0, "claims": -1.0})
    assert weighed.probability(replace(CLAIM, logit=1.0)) == pytest.approx(1 / (1 + np.exp(-2)))
    assert Calibration(top=0.8).probability(replace(CLAIM, logit=50.0)) == pytest.approx(0.8)


def test_an_unsure_speaker_makes_a_statement_less_probable_and_the_grammar_more() -> None:
    p = Calibration(weights={"heard": 0.5, "told": 1.0}).probability
    assert p(replace(CLAIM, heard=float(np.log(0.2)))) < p(CLAIM) < p(replace(CLAIM, told=True))


def test_what_the_grammar_alone_finds_has_the_probability_told() -> None:
    assert Calibration(unjudged=0.0).of_grammar() == 0.5


@pytest.mark.parametrize("capitals", [False, True])
@pytest.mark.parametrize("told", [False, True])
def test_no_statement_exceeds_the_bound_by_which_units_are_passed_over(told: bool, capitals: bool) -> None:
    shipped = read_calibration(shipped_folder())
    for form in FORMS:
        logits, found = np.full((1, len(ACTS)), 0.7), np.full((1, len(ACTS)), told)
        bounds = shipped.bounds(logits, ACTS, found, [form], capitals=capitals)[0]
        for relation in RELATIONS:
            for elsewhere in (False, True):
                for act, bound in zip(ACTS, bounds, strict=True):
                    one = Candidate(
                        logit=0.7,
                        act=act,
                        told=told,
                        form=form,
                        relation=relation,
                        heard=-0.4,
                        elsewhere=elsewhere,
                        capitals=capitals,
                    )
                    assert shipped.probability(one) <= bound + 1e-12
