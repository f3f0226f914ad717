"""Methods for tables: formulas with known results, and what each is for."""

import numpy as np
import pytest

from counterclaim.assessments.arrays import NONE_OF_THESE, UNKNOWN, Known, claims_of
from counterclaim.assessments.copying import independence
from counterclaim.assessments.methods.accu import Accu, probability
from counterclaim.assessments.methods.crh import Crh
from counterclaim.assessments.methods.dawid_skene import DawidSkene
from counterclaim.assessments.methods.gtm import Gtm, cut_off
from counterclaim.assessments.methods.hierarchical import Hierarchical
from counterclaim.assessments.methods.truthfinder import TruthFinder
from counterclaim.assessments.methods.vote import Vote

ALL = [Vote(), DawidSkene(), TruthFinder(), Crh(), Accu(), Hierarchical()]


def drawn(questions=300, sources=12, values=4, seed=3, skill=None):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, values, questions)
    skills = rng.beta(6, 3, sources) if skill is None else skill
    q, s = np.nonzero(rng.random((questions, sources)) < 0.6)
    wrong = (truth[q] + rng.integers(1, values, len(q))) % values
    return q, s, np.where(rng.random(len(q)) < skills[s], truth[q], wrong), truth


def chosen(claims, probability):
    order = np.lexsort((-probability, claims.cell_question))
    return claims.value[order[claims.cell_start[:-1]]]


def test_truthfinder_gives_the_known_confidence_of_one_and_of_two_sources():
    claims = claims_of([0, 1, 1], [0, 1, 2], [0, 0, 0], domain=2)
    confidence = TruthFinder().confidence(claims, np.full(3, 0.9))
    assert confidence == pytest.approx([0.6661, 0.7992], abs=5e-5)


def test_accu_prefers_two_mediocre_sources_to_one_good_one_until_they_copy():
    claims = claims_of([0, 0, 0], [0, 1, 2], [0, 1, 1], domain=11)
    accuracy = np.array([0.9, 0.6, 0.6])
    believed, none = probability(claims, accuracy, np.ones(3))
    assert believed == pytest.approx([0.2778, 0.6944], abs=5e-5)
    assert believed.sum() + none[0] == pytest.approx(1)
    copied, _ = probability(claims, accuracy, np.array([1.0, 1.0, 0.2]))
    assert copied[0] > copied[1]


@pytest.mark.parametrize(("counts", "known"), [((8, 0, 2), 0.9588), ((6, 2, 2), 0.0203), ((4, 4, 2), 0.0)])
def test_shared_errors_and_not_shared_truths_tell_of_copying(counts, known):
    assert independence(*counts) == pytest.approx(known, abs=5e-5)


def test_gtm_gives_the_known_mean_and_variance():
    low = np.array([12.0, 15.0, 40.0])
    claims = claims_of([0, 0, 0], [0, 1, 2], [0, 1, 2])
    fitted = Gtm(low, low, variance=np.array([4.0, 9.0, 400.0]), said=np.ones(3))
    mean, variance = fitted._truth(claims, fitted.variance, (np.array([15.0]), np.array([900.0])), np.zeros(1), None)
    assert (mean[0], variance[0]) == pytest.approx((13.1150, 2.7418), abs=5e-5)


def test_gtm_holds_a_lower_bound_for_no_figure_of_its_own():
    # Values: "at least 10" by one source, 20 by three.
    low, high = np.array([10.0, 20.0]), np.array([np.inf, 20.0])
    claims = claims_of([0, 0, 0, 0], [0, 1, 2, 3], [0, 1, 1, 1])
    plain = Gtm(low, np.array([10.0, 20.0])).fit(claims).predict(claims).estimate[0]
    bound = Gtm(low, high).fit(claims).predict(claims).estimate[0]
    assert plain < bound
    assert bound == pytest.approx(20, abs=0.5)


def test_gtm_keeps_a_lone_bound_near_its_end_whatever_another_question_says():
    # Questions: "at least 5" alone; a billion beside 20 and 21; 10 and 12.
    low = np.array([5.0, 1e9, 20.0, 21.0, 10.0, 12.0])
    high = np.array([np.inf, 1e9, 20.0, 21.0, 10.0, 12.0])
    claims = claims_of([0, 1, 1, 1, 2, 2], [0, 1, 0, 2, 0, 2], [0, 1, 2, 3, 4, 5])
    estimate = Gtm(low, high).fit(claims).predict(claims).estimate
    assert 5 <= estimate[0] < 50
    assert 10 <= estimate[2] < 25


def test_a_law_cut_off_at_its_ends_has_the_moments_that_scipy_gives():
    stats = pytest.importorskip("scipy.stats")
    low, high = np.array([-1.0, 0.5, 3.0, -8.0]), np.array([2.0, 8.0, 8.0, -4.0])
    mean, variance = cut_off(low, high)
    assert mean == pytest.approx(stats.truncnorm.mean(low, high), rel=1e-6)
    assert variance == pytest.approx(stats.truncnorm.var(low, high), rel=1e-4)


def test_dawid_and_skene_learn_that_a_source_takes_one_value_for_the_other():
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 2, 200)
    q = np.tile(np.arange(200), 4)
    s = np.repeat(np.arange(4), 200)
    right = rng.random(800) < 0.85
    v = np.where(s == 3, 1 - truth[q], np.where(right, truth[q], 1 - truth[q]))
    claims = claims_of(q, s, v)
    believed = DawidSkene().fit(claims).predict(claims).probability
    assert (chosen(claims, believed) == truth).mean() > 0.98


def test_crh_takes_the_weighted_median_of_numbers():
    number = np.array([10.0, 11.0, 1000.0])
    claims = claims_of([0, 0, 0], [0, 1, 2], [0, 1, 2])
    assert Crh(number=number).fit(claims).predict(claims).estimate[0] in (10.0, 11.0)


@pytest.mark.parametrize("method", ALL, ids=lambda m: m.name)
def test_every_method_gives_probabilities_that_sum_to_one(method):
    q, s, v, _ = drawn()
    claims = claims_of(q, s, v)
    found = method.fit(claims).predict(claims)
    total = np.bincount(claims.cell_question, weights=found.probability, minlength=claims.questions) + found.none
    assert total == pytest.approx(1)
    assert (found.low <= found.probability + 1e-12).all()
    assert (found.probability <= found.high + 1e-12).all()


@pytest.mark.parametrize("method", ALL, ids=lambda m: m.name)
def test_every_method_explains_each_statement_and_knows_each_source(method):
    q, s, v, _ = drawn(questions=60)
    claims = claims_of(q, s, v)
    fitted = method.fit(claims)
    assert len(fitted.explain(claims)) == len(claims.cell)
    assert np.isfinite(fitted.explain(claims)).all()
    assert len(fitted.reliability(claims).mean) == claims.groups


@pytest.mark.parametrize("method", [TruthFinder(), Accu(), Hierarchical(), DawidSkene(), Crh()], ids=lambda m: m.name)
def test_a_method_that_is_asked_before_it_learned_says_so(method):
    claims = claims_of([0, 0], [0, 1], [0, 1])
    with pytest.raises(ValueError, match="call fit first"):
        method.predict(claims)


@pytest.mark.parametrize("method", ALL, ids=lambda m: m.name)
def test_the_order_of_the_rows_does_not_matter_to_any_method(method):
    q, s, v, _ = drawn(questions=80)
    order = np.random.default_rng(5).permutation(len(q))
    one, other = claims_of(q, s, v), claims_of(q[order], s[order], v[order])
    assert np.array_equal(method.fit(one).predict(one).probability, method.fit(other).predict(other).probability)


def test_resolved_questions_teach_who_is_reliable():
    # Two camps of equal number disagree on all; five answers are known.
    q = np.repeat(np.arange(40), 4)
    s = np.tile(np.arange(4), 40)
    v = (s >= 2).astype(int)
    claims = claims_of(q, s, v)
    known = claims.nothing_known()
    known.cell[:5] = claims.cell_start[:5] + 1
    believed = Hierarchical(copies=False).fit(claims, known).predict(claims).probability
    assert (believed.reshape(-1, 2)[5:, 1] > 0.8).all()
    assert believed.reshape(-1, 2)[:5, 1] == pytest.approx(1)


def test_a_question_resolved_long_ago_teaches_less():
    q, s = np.repeat(np.arange(40), 4), np.tile(np.arange(4), 40)
    claims = claims_of(q, s, (s >= 2).astype(int))
    means = []
    for weight in (1.0, 0.1):
        known = Known(np.full(40, UNKNOWN), np.ones(40))
        known.cell[:5] = claims.cell_start[:5] + 1
        known.weight[:5] = weight
        means.append(Hierarchical(copies=False).fit(claims, known).reliability(claims).said)
    assert (means[0] > means[1]).all()


def test_a_question_resolved_against_all_that_was_said_counts_against_all_who_spoke():
    q, s, v, _ = drawn(questions=60, values=3)
    claims = claims_of(q, s, v, domain=10)
    before = Hierarchical(copies=False).fit(claims).reliability(claims).mean
    known = claims.nothing_known()
    known.cell[:10] = NONE_OF_THESE
    after = Hierarchical(copies=False).fit(claims, known)
    assert after.reliability(claims).mean.mean() < before.mean()
    assert after.predict(claims).none[:10] == pytest.approx(1)


def test_two_against_two_with_hardly_anything_else_stay_near_even_within_wide_bounds():
    # Two questions, seven statements, eight values: nothing here tells of reliabilities, confusions or copying.
    q, s, v = [0, 0, 0, 0, 1, 1, 1], [0, 1, 2, 3, 4, 2, 5], [0, 0, 1, 1, 1, 2, 1]
    claims = claims_of(q, s, v)
    found = Hierarchical().fit(claims).predict(claims)
    assert abs(found.probability[0] - found.probability[1]) < 0.25
    assert (found.high[:2] - found.low[:2] > 0.5).all()


def test_small_sources_borrow_strength_from_all():
    q, s, v, _ = drawn(questions=200, skill=np.full(12, 0.9))
    alone = np.array([0, 1]), np.array([12, 12]), np.array([v[0], v[1]])
    claims = claims_of(*(np.concatenate([a, b]) for a, b in zip((q, s, v), alone, strict=True)))
    found = Hierarchical(copies=False).fit(claims).reliability(claims)
    assert found.mean[12] == pytest.approx(0.9, abs=0.12)
    assert found.high[12] - found.low[12] > 1.2 * (found.high[0] - found.low[0])


def test_properties_are_learned_apart():
    rng = np.random.default_rng(2)
    q, s, v, truth = drawn(questions=400, values=5)
    prop = np.arange(400) % 2
    lies = (s < 4) & (prop[q] == 1)
    v = np.where(lies, (truth[q] + rng.integers(1, 5, len(q))) % 5, v)
    claims = claims_of(q, s, v, question_property=prop)
    fitted = Hierarchical(copies=False).fit(claims)
    found = fitted.reliability(claims).mean
    for source in range(4):
        of = claims.group_source == source
        good, bad = (found[of & (claims.group_property == p)][0] for p in (0, 1))
        assert good > bad + 0.3


def test_partitions_give_what_the_whole_gives():
    from counterclaim.assessments.joint import Partition, converge

    q, s, v, _ = drawn(questions=200)
    whole = Partition.of(claims_of(q, s, v, sources=12, questions=200, domain=4))
    halves = [
        Partition.of(claims_of(q[part] - first, s[part], v[part], sources=12, questions=100, domain=4))
        for part, first in ((q < 100, 0), (q >= 100, 100))
    ]
    converge([whole])
    converge(halves)
    assert np.concatenate([h.belief for h in halves]) == pytest.approx(whole.belief)


def test_thousands_of_values_stay_sparse():
    rng = np.random.default_rng(0)
    q, s = np.repeat(np.arange(5000), 4), np.tile(np.arange(4), 5000)
    v = np.where(rng.random(20000) < 0.7, q, rng.integers(0, 20000, 20000))
    claims = claims_of(q, s, v)
    for method in (Hierarchical(), DawidSkene()):
        assert (chosen(claims, method.fit(claims).predict(claims).probability) == np.arange(5000)).mean() > 0.9
