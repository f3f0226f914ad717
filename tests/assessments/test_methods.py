"""Formulas with known results."""

from dataclasses import replace

import numpy as np
import pytest
from tests.assessments.saying import say

from counterclaim.assessments.case import Case
from counterclaim.assessments.methods import MajorityVote, Question, TemperedOdds
from counterclaim.assessments.methods.odds import posterior
from counterclaim.assessments.open_answers import NAMES
from counterclaim.assessments.silence import silence_ratio


def test_the_odds_form_gives_the_known_result():
    assert posterior(1.0, [6, 0.25]) == pytest.approx(0.6)


def test_an_exponent_of_zero_silences_a_ratio_and_a_half_tempers_it():
    assert posterior(1.0, [6, 0.25], [1, 0]) == pytest.approx(6 / 7)
    assert posterior(1.0, [4], [0.5]) == pytest.approx(2 / 3)


def test_silence_of_a_group_that_claims_a_seventh_moves_almost_nothing():
    assert silence_ratio(0.14, 0.0) == pytest.approx(0.86)


def test_a_question_without_answers_leaves_all_to_somebody_else():
    question = Question(hypotheses=(), positions=())
    assert TemperedOdds(0.25).predict(question) == {"": 1.0}
    assert MajorityVote().predict(question) == {"": 1.0}


def test_majority_vote_counts_voices_and_not_relays(priors):
    evidence = [
        *(say("Colonel Ash", "authority", "attributes", "Marsh Column", document=f"d{i}") for i in range(5)),
        say("Doctor Lind", "expert", "attributes", "Reed Front"),
        say("Doctor Moor", "expert", "attributes", "Reed Front"),
    ]
    vote = MajorityVote().predict(Case.of(evidence, priors).question)
    assert vote == pytest.approx(dict.fromkeys(NAMES, 0) | {"marsh column": 1 / 3, "reed front": 2 / 3})


def test_explained_decibans_add_up_to_the_predicted_odds(priors):
    import math

    evidence = [
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        say("local police", "authority", "doubts", "Marsh Column"),
    ]
    case = Case.of(evidence, priors)
    total = sum(case.method.explain(case.question).values())
    predicted = case.method.predict(case.question)
    odds = predicted["marsh column"] / sum(predicted[key] for key in NAMES)
    assert 10 * math.log10(odds / 0.25) == pytest.approx(total)


def test_the_interval_takes_in_that_voices_may_share_a_source_nobody_tells(priors):
    police = say("local police", "authority", "attributes", "Marsh Column")
    expert = say("Doctor Lind", "expert", "attributes", "Marsh Column", document="b")

    def width(*said, **more):
        case = Case.of(said, priors)
        low, high = replace(case.method, **more).intervals(case.question)["marsh column"]
        return np.log(high / (1 - high)) - np.log(low / (1 - low))

    assert width(police, dependence=0.0) == pytest.approx(width(police, dependence=0.3))
    assert width(police, expert, dependence=0.3) > width(police, expert, dependence=0.0) + 0.05


def test_overwhelming_evidence_stays_a_number(priors):
    evidence = [say(f"Doctor {i}", "expert", "attributes", "Marsh Column", document=f"d{i}") for i in range(2_000)]
    predicted = Case.of(evidence, priors).method.predict(Case.of(evidence, priors).question)
    assert predicted["marsh column"] == pytest.approx(1)
