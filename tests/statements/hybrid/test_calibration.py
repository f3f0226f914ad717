"""From logits to probabilities."""

import numpy as np
import pytest

from counterclaim.model import Act
from counterclaim.statements.hybrid.calibration import Calibration

CURVE = Calibration(slope=2.0, bias=-1.0, acts={"denies": 0.5}, told=1.5)


def test_each_act_of_a_row_has_its_own_offset_and_what_the_grammar_told_counts_where_it_told_it():
    logits = np.array([[0.5, 0.5], [0.25, -0.5]], np.float32)
    told = np.array([[False, False], [True, False]])

    found = CURVE.probabilities(logits, (Act.CLAIMS, Act.DENIES), told)

    # Log-odds by hand: 2 * 0.5 - 1 = 0; the same + 0.5; 2 * 0.25 - 1 + 1.5 = 1; 2 * -0.5 - 1 + 0.5 = -1.5.
    assert found == pytest.approx(np.array([[0.5, 0.62246], [0.73106, 0.18243]]), abs=1e-5)


def test_logits_beyond_all_measure_are_certain_and_overflow_nothing():
    found = CURVE.probabilities(np.array([1e6, -1e6]), (Act.CLAIMS, Act.CLAIMS), np.zeros(2, bool))

    assert found == pytest.approx([1.0, 0.0], abs=1e-12)


def test_a_finding_that_the_head_cannot_judge_has_the_probability_of_such_findings():
    assert Calibration(unjudged=-0.5).of_grammar() == pytest.approx(0.37754, abs=1e-5)
