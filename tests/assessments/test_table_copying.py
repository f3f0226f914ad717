"""Sources that copy count once."""

import sys
from pathlib import Path

import numpy as np
import pytest

from counterclaim.assessments.arrays import claims_of
from counterclaim.assessments.methods.dawid_skene import DawidSkene
from counterclaim.assessments.methods.hierarchical import Hierarchical

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from copied_claims import accuracy, copied_claims


@pytest.mark.parametrize("seed", [7, 8, 9])
@pytest.mark.parametrize("copiers", [5, 7])
def test_with_sources_that_copy_errors_are_less_than_a_third_of_those_of_dawid_and_skene(seed, copiers):
    made = copied_claims(seed=seed, copiers=copiers, questions=600)
    claims, known = made.claims()
    ours = 1 - accuracy(claims, Hierarchical().fit(claims, known).predict(claims).probability, made)
    theirs = 1 - accuracy(claims, DawidSkene().fit(claims, known).predict(claims).probability, made)
    assert ours <= theirs / 3


def test_the_pairs_found_are_those_that_copy():
    made = copied_claims(independent=9, circles=1, copiers=4)
    claims, known = made.claims()
    pairs = Hierarchical().fit(claims, known).learned.copying
    sure = pairs.probability > 0.9
    assert set(zip(pairs.one[sure].tolist(), pairs.other[sure].tolist(), strict=True)) == {
        (a, b) for a in range(9, 14) for b in range(a + 1, 14)
    }


def test_a_shared_rumour_is_no_copying():
    rng = np.random.default_rng(4)
    truth, rumour = rng.integers(0, 4, 500), rng.integers(1, 4, 500)
    q, s = np.nonzero(rng.random((500, 10)) < 0.6)
    wrong = np.where(rng.random(len(q)) < 0.7, rumour[q], rng.integers(1, 4, len(q)))
    v = (truth[q] + np.where(rng.random(len(q)) < 0.65, 0, wrong)) % 4
    claims = claims_of(q, s, v)
    pairs = Hierarchical().fit(claims).learned.copying
    assert not (pairs.probability > 0.5).any()


def test_of_two_that_agree_the_earlier_counts_whole():
    made = copied_claims(independent=9, circles=1, copiers=2, questions=400)
    when = np.where(made.source == 11, 0.0, 1.0)  # a copier that is always first
    claims = claims_of(made.question, made.source, made.value, domain=8, order=when)
    part = Hierarchical().fit(claims).learned.part
    assert (part.voice[claims.source == 11] == 1).all()
    assert part.voice[claims.source == 9].mean() < 0.7
