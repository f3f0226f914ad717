"""What most needs a person comes first."""

from __future__ import annotations

from dataclasses import replace

from tests.review.factories import coding, document, judgement, mention, statement, toll

from counterclaim.model import Assessment, Candidate, Event, Property, Verdict
from counterclaim.review import anchor_statement, apply_judgements, review_queue

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
        ("name", "Reedmen", "Marsh Column (mc, 0.91)", 0.91)
    ]
