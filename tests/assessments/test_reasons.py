"""What is told beside a verdict: statements that decide it, the matrix of hypotheses, what has changed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from tests.assessments.saying import say, text
from tests.assessments.test_properties import PRIORS, events

from counterclaim.assessments import weigh
from counterclaim.assessments.ach import ach_matrix, diagnosticity, weighted_inconsistency
from counterclaim.assessments.changes import changes
from counterclaim.assessments.perpetrator import weigh_perpetrator
from counterclaim.model import Property, RunManifest

CLAIM = say("Marsh Column", "armed_group", "claims", "Marsh Column")
DENIAL = say("local police", "authority", "denies", "Marsh Column")
NAMING = say("local police", "authority", "attributes", "Orlo Venn", value_kind="person")


@settings(max_examples=60)
@given(events)
def test_the_statements_that_decide_are_those_without_which_the_rest_gives_another_outcome(evidence):
    weighed = weigh_perpetrator("e", evidence, PRIORS)
    told = {p.statement_id: p.outcome for p in weighed.pivots}
    for dropped in evidence:
        rest = [e for e in evidence if e.statement.id != dropped.statement.id]
        without = weigh_perpetrator("e", rest, PRIORS).outcome
        alike = [e for e in evidence if e.statement.id == dropped.statement.id]
        if len(alike) == 1:
            assert told.get(dropped.statement.id, weighed.outcome) == without


def test_a_verdict_that_hangs_on_one_statement_names_it_with_what_would_follow(priors):
    weighed = weigh("e", [CLAIM, DENIAL, NAMING], priors)[0]
    assert weighed.outcome == "Orlo Venn"
    by_id = {p.statement_id: p for p in weighed.pivots}
    assert by_id[NAMING.statement.id].outcome != "Orlo Venn"
    assert "Each of these statements alone decides" in weighed.explanation


def test_flat_priors_stand_beside_each_probability(priors):
    weighed = weigh("e", [CLAIM, DENIAL, NAMING], priors)[0]
    assert sum(c.flat for c in weighed.candidates) == pytest.approx(1)
    assert {c.value: c.flat for c in weighed.candidates}["Marsh Column"] > 0.25


def test_parcs_score_gives_the_known_result():
    cells = [["CC", "II", "C"], ["I", "C", "N"], ["I", "I", "I"]]
    scores = weighted_inconsistency(cells, ["H", "M", "L"], ["H", "H", "M"], 3)
    assert scores == pytest.approx((-2.1213, -4.7071, -0.7071), abs=1e-4)


def test_evidence_that_all_answers_expect_alike_tells_nothing_apart():
    assert diagnosticity([0.5, 0.3, 0.2], [2.0, 2.0, 2.0]) == pytest.approx(0)
    assert diagnosticity([0.5, 0.5], [9.0, 1.0]) > diagnosticity([0.5, 0.5], [2.0, 1.0])


def test_the_matrix_has_a_claim_expected_if_true_and_unexpected_if_not(priors):
    matrix = ach_matrix(weigh("e", [CLAIM, DENIAL], priors)[0])
    column = matrix.answers.index("Marsh Column")
    row = next(r for r in matrix.rows if r.evidence == "Marsh Column")
    assert row.cells[column] == "CC"
    assert {cell for i, cell in enumerate(row.cells) if i != column} == {"II"}


def manifest(**changed):
    plain = RunManifest(
        version="1", coder="c", linker="l", weigher="w", codebook_digest="b", documents=1, documents_digest="d",
        chain_head="0",
    )  # fmt: skip
    return replace(plain, **changed)


def test_what_changed_since_the_run_before_is_told_with_the_voices_and_the_cause(priors):
    before, now = weigh("old", [CLAIM], priors), weigh("new", [CLAIM, DENIAL, NAMING], priors)
    found = changes(before, now, {"old": "new"}, (manifest(), manifest(documents=2, documents_digest="e")))
    assert [(c.event_id, c.property, c.was, c.now) for c in found] == [
        ("new", Property.PERPETRATOR, "Marsh Column", "Orlo Venn")
    ]
    assert "documents were added or removed" in found[0].reasons
    assert any(reason.startswith("new: local police on Marsh Column") for reason in found[0].reasons)
    then, here = next((t, n) for value, t, n in found[0].probabilities if value == "Marsh Column")
    assert then > here


def test_what_stays_as_it_was_is_no_change(priors):
    weighed = weigh("e", [CLAIM], priors)
    assert changes(weighed, weighed, {}, (manifest(), manifest(weigher="x"))) == ()


def test_only_denials_leave_it_open_and_say_so(priors):
    weighed = weigh("e", [DENIAL, say("Marsh Column", "armed_group", "denies", "Marsh Column")], priors)[0]
    assert weighed.outcome == "unknown"
    assert "every statement on it denies or doubts" in weighed.explanation


def test_a_speaker_who_says_both_at_once_counts_both_ways_and_it_is_said(priors):
    both = [NAMING, say("local police", "authority", "denies", "Orlo Venn", value_kind="person")]
    weights = weigh("e", both, priors)[0].weights
    assert len(weights) == 2
    assert all("it says both" in w.reason for w in weights)


@pytest.mark.parametrize("value", ["unknown gunmen", "unidentified attackers"])
def test_attackers_whom_nobody_knows_are_no_actor(priors, value):
    weighed = weigh("e", [text("reports_as_fact", value, value_kind="description")], priors)[0]
    assert weighed.outcome == "unknown"
    assert max(weighed.candidates, key=lambda c: c.probability).value == "nobody yet known"


def test_an_accident_that_the_police_find_is_an_answer(priors):
    said = [
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        say("local police", "authority", "denies", "Marsh Column", document="b"),
        say("local police", "authority", "attributes", "a gas leak", value_kind="description", document="b"),
    ]
    assert weigh("e", said, priors)[0].outcome == "accident or crime"


def test_what_is_called_inspired_raises_that_it_was_not_directed(priors):
    inspired = say("Doctor Lind", "expert", "attributes", "inspired", prop="involvement")
    chances = [
        next(c.probability for c in weigh("e", said, priors)[0].candidates if c.value == "inspired, not directed")
        for said in ([CLAIM], [CLAIM, inspired])
    ]
    assert chances[1] > 2 * chances[0]


def toll(value, speaker="Doctor Lind"):
    return say(speaker, "expert", "reports_as_fact", value, prop="fatalities", document=speaker)


def fatalities(evidence, priors):
    return {a.property: a for a in weigh("e", evidence, priors)}[Property.FATALITIES]


def test_a_toll_of_a_thousand_million_is_kept_and_does_not_count(priors):
    weighed = fatalities([toll("12"), toll("1000000000", "Doctor Moor")], priors)
    assert (weighed.best, weighed.high) == ("12", "12")
    assert "1000000000 is kept and does not count" in weighed.explanation
    assert "hardly one event's" in fatalities([toll("1000000000")], priors).explanation


def test_a_toll_of_nought_is_a_toll(priors):
    assert fatalities([toll("0")], priors).outcome == "0"


def test_a_date_after_the_report_that_tells_it_is_left_out_and_named(priors):
    def dated(value, speaker):
        return say(speaker, "expert", "reports_as_fact", value, prop="date", document=speaker, day=date(2031, 6, 2))

    def when(*said):
        return {a.property: a for a in weigh("e", said, priors)}[Property.DATE]

    weighed = when(dated("2031-06-01", "Doctor Lind"), dated("2131-06-01", "Doctor Moor"))
    assert weighed.outcome == "2031-06-01"
    assert "lies after the report that tells it: 2131-06-01" in weighed.explanation
    assert "lies after the reports" in when(dated("2131-06-01", "Doctor Moor")).explanation
