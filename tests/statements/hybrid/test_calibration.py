from __future__ import annotations

import numpy as np
import pytest

from counterclaim.model import Act
from counterclaim.statements.hybrid.calibration import Calibration

TOLD, ALONE = np.array([True]), np.array([False])


def p(calibration: Calibration, logit: float, told: bool = False, heard: float = 0.0) -> float:
    return float(calibration.probabilities(np.array([logit]), [Act.CLAIMS], TOLD if told else ALONE, heard)[0])


def test_the_curve_is_logistic_under_its_ceiling() -> None:
    assert p(Calibration(), 0.0) == pytest.approx(0.5)
    assert p(Calibration(slope=2.0, bias=1.0, acts={"claims": -1.0}), 1.0) == pytest.approx(1 / (1 + np.exp(-2)))
    assert p(Calibration(top=0.8), 50.0) == pytest.approx(0.8)


def test_an_unsure_speaker_makes_a_statement_less_probable_and_the_grammar_more() -> None:
    calibration = Calibration(voice=0.5, told=1.0)
    assert p(calibration, 0.0, heard=np.log(0.2)) < p(calibration, 0.0) < p(calibration, 0.0, told=True)


def test_what_the_grammar_alone_finds_has_the_probability_told() -> None:
    assert Calibration(unjudged=0.0).of_grammar() == 0.5
