"""Speakers' records on resolved questions. All names are invented."""

from dataclasses import replace
from datetime import date

import pytest
from tests.assessments.saying import say

from counterclaim.assessments import court_findings, learn, weigh
from counterclaim.assessments.case import Case
from counterclaim.assessments.records import Records, Trial
from counterclaim.model import Property, Resolution

CLAIM = say("Marsh Column", "armed_group", "claims", "Marsh Column", day=date(2031, 6, 1))


def resolved(event, value, prop=Property.PERPETRATOR):
    return Resolution(event_id=event, property=prop, value=value, value_key=value.casefold(), by="an analyst")


def chance(evidence, priors, records, event="new"):
    weighed = weigh(event, evidence, priors, records)[0]
    return next(c.probability for c in weighed.candidates if c.value == "Marsh Column")


def falsely_claimed(priors, number):
    events = {f"e{i}": [CLAIM] for i in range(number)}
    return learn(events, [resolved(event, "Reed Front") for event in events], priors)


def test_false_claims_lower_the_next_one_and_never_below_no_evidence_at_all(priors):
    chances = [chance([CLAIM], priors, falsely_claimed(priors, n)) for n in (0, 1, 2, 50)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == pytest.approx(0.8)
    # Prior Beta of mean 16/17 worth 4 statements, two false ones undecayed; the line's own record moves it too.
    assert 0.2 < chances[2] < 0.4
    assert chances[3] >= 0.2 - 1e-9


def test_true_claims_raise_the_next_one(priors):
    events = {f"e{i}": [CLAIM] for i in range(5)}
    records = learn(events, [resolved(event, "Marsh Column") for event in events], priors)
    assert chance([CLAIM], priors, records) > 0.8


def test_an_events_own_resolution_never_moves_its_own_assessment(priors):
    records = learn({"e0": [CLAIM]}, [resolved("e0", "Reed Front")], priors)
    assert chance([CLAIM], priors, records, event="e0") == pytest.approx(0.8)
    assert chance([CLAIM], priors, records, event="other") < 0.8


def test_a_record_fades_with_age_to_half_after_a_half_life(priors):
    key = ("marsh column", Property.PERPETRATOR, True)
    trial = Trial("e0", right=False, power=1.0, day=date(2031, 1, 1), rule="claims.own")
    records = Records.of([(key, trial)], {})
    assert records.score(key, date(2031, 1, 1), "new", priors).wrong == pytest.approx(1)
    assert records.score(key, date(2033, 12, 31), "new", priors).wrong == pytest.approx(0.5)


def test_nobody_earns_trust_by_volume(priors):
    key = ("marsh column", Property.PERPETRATOR, True)
    trials = [(key, Trial(f"e{i}", right=True, power=1.0, day=None, rule="claims.own")) for i in range(500)]
    found = Records.of(trials, {}).score(key, None, "new", priors)
    assert found.tried == pytest.approx(priors.value("reliability.most"))


def test_a_small_source_borrows_strength_from_those_judged_by_the_same_line(priors):
    def officers(number):
        events = {f"e{i}": [say(f"Officer {i}", "authority", "attributes", "Marsh Column")] for i in range(number)}
        return learn(events, [resolved(event, "Reed Front") for event in events], priors)

    word = [say("Newcomer Quill", "authority", "attributes", "Marsh Column")]
    assert chance(word, priors, officers(10)) < chance(word, priors, officers(0))


def test_silence_counts_by_the_groups_own_record(priors):
    quiet = say("the text", "media", "reports_as_fact", "yes", prop="unclaimed", document="quiet")
    accused = say("Doctor Lind", "expert", "attributes", "Marsh Column")
    events = {f"e{i}": [CLAIM] for i in range(10)}
    always = learn(events, [resolved(event, "Marsh Column") for event in events], priors)

    def silence(records):
        question = Case.of([accused, quiet], priors, records, "new").question
        return next(p.ratio for p in question.positions if p.basis == "silence")

    assert silence(Records()) == pytest.approx(0.86)
    # A share of .14 worth 14 attacks, then ten of ten claimed.
    assert silence(always) == pytest.approx(1 - (0.14 * 14 + 10) / 24)


def test_a_priors_file_may_give_one_groups_own_share(priors):
    from counterclaim.codebooks.priors import Prior, Priors

    own = Prior(key="claims.share@marsh column", value=0.9, source="an invented file", note="")
    book = Priors({**priors.entries, own.key: own})
    quiet = say("the text", "media", "reports_as_fact", "yes", prop="unclaimed", document="quiet")
    question = Case.of([say("Doctor Lind", "expert", "attributes", "Marsh Column"), quiet], book).question
    assert next(p.ratio for p in question.positions if p.basis == "silence") == pytest.approx(0.1)


def test_a_court_in_the_texts_resolves_and_is_no_trial_of_itself(priors):
    events = {"e0": [CLAIM, say("assize court", "court", "attributes", "Reed Front", document="court")]}
    found = court_findings(events, priors)
    assert [(r.value, r.by) for r in found] == [("Reed Front", "court")]
    records = learn(events, found, priors)
    assert ("assize court", Property.PERPETRATOR, True) not in records.own
    assert not records.own["marsh column", Property.PERPETRATOR, True][0].right


def test_who_was_wrong_on_tolls_counts_less_on_the_next(priors):
    wrong = say("Doctor Lind", "expert", "reports_as_fact", "90", prop="fatalities")
    right = say("Doctor Moor", "expert", "reports_as_fact", "10", prop="fatalities", document="b")
    events = {f"e{i}": [wrong, right] for i in range(6)}
    records = learn(events, [resolved(event, "10", Property.FATALITIES) for event in events], priors)
    weighed = {a.property: a for a in weigh("new", [wrong, right], priors, records)}[Property.FATALITIES]
    chances = {c.value: c.probability for c in weighed.candidates}
    assert chances["10"] > chances["90"]
    assert {c.value: c.flat for c in weighed.candidates} == {"10": 0.5, "90": 0.5}


def test_a_resolution_is_noted_beside_the_result_and_changes_none_of_it(priors):
    plain = weigh("e", [CLAIM], priors)
    noted = weigh("e", [CLAIM], priors, resolved={Property.PERPETRATOR: "Reed Front"})
    assert noted[0].resolved == "Reed Front"
    assert tuple(replace(a, resolved="") for a in noted) == plain
