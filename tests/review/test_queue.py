"""What most needs a person comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.review.factories import coding, document, judgement, mention, statement, toll

from counterclaim.model import (
    Anchor,
    Assessment,
    Candidate,
    Event,
    LinkExplanation,
    Pivot,
    Property,
    Verdict,
    Weight,
)
from counterclaim.review import anchor_statement, apply_judgements, review_queue
from counterclaim.review.consequences import consequences
from counterclaim.review.queue import ACTIONS, KINDS, kind_order
from counterclaim.review.rules import DOCUMENT

DOC, FOREIGN = document(), document("foreign")
SURE = toll(DOC, probability=0.95)
UNSURE = statement(DOC, probability=0.5)
DOUBTFUL = toll(DOC, "12", probability=0.3)


def assessment(event_id, *probabilities, outcome="X", prop=Property.PERPETRATOR):
    candidates = tuple(
        Candidate(value=f"actor {i}", probability=p, low=0, high=1, estimative="") for i, p in enumerate(probabilities)
    )
    return Assessment(
        event_id=event_id,
        property=prop,
        candidates=candidates,
        outcome=outcome,
        weights=(),
        voices=2,
        method="m",
        confidence="low",
    )


def queue(*judgements, assessments=()):
    codings = [
        coding(DOC, SURE, UNSURE, DOUBTFUL),
        replace(coding(FOREIGN, mentions=()), abstained="no coder reads it"),
    ]
    applied = apply_judgements(judgements, codings, {d.id: d for d in (DOC, FOREIGN)})
    return review_queue(applied, [Event(id="evt_1", mention_ids=(mention(DOC).id,))], assessments)


def test_orphans_come_before_contested_events_before_unread_documents_before_doubts():
    lost = replace(anchor_statement(UNSURE, DOC.item_sha256), start=0, end=5)
    items = queue(judgement(Verdict.ACCEPT, lost), assessments=[assessment("evt_1", 0.5, 0.4, outcome="disputed")])
    assert [item.kind for item in items] == ["orphan", "contested", "abstained", "unsure", "unsure"]
    assert [item.subject_id for item in items[1:]] == ["evt_1", FOREIGN.id, DOUBTFUL.id, UNSURE.id]
    assert items[3].event_id == "evt_1"
    assert items[0].document_id == DOC.id


def test_what_a_person_has_judged_is_not_asked_again():
    items = queue(judgement(Verdict.ACCEPT, anchor_statement(UNSURE, DOC.item_sha256)))
    assert UNSURE.id not in {item.subject_id for item in items}


def test_the_closest_contest_comes_first_and_clear_verdicts_do_not_come():
    contests = [
        assessment("evt_1", 0.6, 0.3, outcome="disputed"),
        assessment("evt_2", 0.45, 0.4),
        assessment("evt_3", 0.9, 0.1),
        assessment("evt_4", 0.5, 0.5, prop=Property.FATALITIES),
        assessment("evt_5", 1.0),
    ]
    asked = [item.event_id for item in queue(assessments=contests) if item.kind == "contested"]
    assert asked == ["evt_2", "evt_1"]


def test_a_name_that_cannot_be_told_is_queued_with_whom_it_may_mean():
    found = review_queue(apply_judgements((), [], {}), names=[("Reedmen", "Marsh Column (mc, 0.91)", 0.91)])
    assert [(i.kind, i.subject_id, i.why, i.urgency) for i in found] == [
        ("name", "Reedmen", "Marsh Column (mc, 0.91)", pytest.approx(0.637))
    ]


# --- what hangs on it --------------------------------------------------------------------------------------------
def weighed(*heavy, pivots=(), voices=3):
    """An assessment in which statements carry so many decibans."""
    plain = assessment("evt_1", 0.9, 0.1)
    weights = tuple(
        Weight(
            speaker=f"s{n}", statement_ids=(one.id,), origin_documents=(), hypothesis="X", decibans=decibans, reason=""
        )
        for n, (one, decibans) in enumerate(heavy)
    )
    return replace(plain, weights=weights, pivots=pivots, voices=voices)


def pivot(of, outcome="unknown"):
    return Pivot(statement_id=of.id, speaker="", outcome=outcome, probability=0.2)


def test_of_two_readings_as_doubtful_the_one_that_weighs_more_comes_first():
    light, heavy = statement(DOC, probability=0.5), replace(toll(DOC, "12"), probability=0.5)
    applied = apply_judgements((), [coding(DOC, light, heavy)], {DOC.id: DOC})
    found = review_queue(applied, hang=consequences([weighed((light, 1.0), (heavy, -9.0))]))
    assert [(i.subject_id, i.urgency) for i in found] == [
        (heavy.id, pytest.approx(0.5 * (0.1 + 0.45 * 0.9))),
        (light.id, pytest.approx(0.5 * (0.1 + 0.45 * 0.1))),
    ]


def test_a_statement_on_which_a_verdict_hangs_is_asked_about_though_it_was_read_surely():
    applied = apply_judgements((), [coding(DOC, SURE, UNSURE)], {DOC.id: DOC})
    found = review_queue(applied, hang=consequences([weighed((SURE, 3.0), pivots=(pivot(SURE),))]))
    assert [(i.kind, i.subject_id) for i in found] == [("pivot", SURE.id), ("unsure", UNSURE.id)]
    assert found[0].urgency == pytest.approx(0.05)
    assert found[0].why.endswith("without it the verdict would be: unknown")


def test_where_one_voice_alone_speaks_its_statement_is_no_pivot():
    found = consequences([weighed((SURE, 3.0), pivots=(pivot(SURE),), voices=1)])
    assert not found.deciding
    assert found.of(SURE.id) == pytest.approx(0.55)
    assert found.of("stm_unheard") == pytest.approx(0.1)


def test_a_weak_link_is_asked_about_unless_a_person_made_it():
    link = LinkExplanation(left="mtn_1", right="mtn_2", weights=(), probability=0.6)
    weak = Event(id="evt_1", mention_ids=("mtn_1", "mtn_2"), links=(link,))
    judged = replace(weak, id="evt_2", links=(replace(link, by="judgement"),))
    strong = replace(weak, id="evt_3", links=(replace(link, probability=0.95),))
    (found,) = review_queue(apply_judgements((), [], {}), [weak, judged, strong])
    assert (found.kind, found.subject_id, found.urgency) == ("link", "evt_1", pytest.approx(0.4))
    assert "0.60" in found.why


def test_conflicts_come_before_what_the_machine_doubts_and_are_not_asked_about_twice():
    here = anchor_statement(UNSURE, DOC.item_sha256)
    items = queue(judgement(Verdict.ACCEPT, here, by="Ada"), judgement(Verdict.REJECT, here, by="Ben"))
    assert (items[0].kind, items[0].subject_id, items[0].event_id) == ("conflict", UNSURE.id, "evt_1")
    assert items[0].why == "Ada: Red Front claims Red Front; Ben: not said here"
    assert [i.subject_id for i in items].count(UNSURE.id) == 1


def test_an_unread_document_that_a_person_has_coded_whole_is_not_asked_about():
    done = judgement(Verdict.FINISH, Anchor(item_sha256=FOREIGN.item_sha256, property=DOCUMENT))
    assert "abstained" in {i.kind for i in queue()}
    assert "abstained" not in {i.kind for i in queue(done)}


def test_each_kind_has_an_order_and_says_what_a_key_does():
    assert set(ACTIONS) == set(KINDS)
    assert [kind_order(kind) for kind in KINDS] == [0, 0, 1, 1, 1, 1, 1, 1, 1]


def test_parts_of_a_ledger_give_the_items_of_the_whole():
    codings = [
        coding(DOC, SURE, UNSURE, DOUBTFUL),
        replace(coding(FOREIGN, mentions=()), abstained="no coder reads it"),
    ]
    documents = {d.id: d for d in (DOC, FOREIGN)}
    whole = review_queue(apply_judgements((), codings, documents))
    parts = [review_queue(apply_judgements((), [one], documents)) for one in codings]
    assert sorted(whole, key=str) == sorted([i for part in parts for i in part], key=str)
