"""A statement that a person added stands in every run, and everything can be said of it that can of others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.review.factories import coding, document, judgement, mention, statement, toll

from counterclaim.errors import ConfigError
from counterclaim.model import Act, Anchor, Property, SpeakerKind, Verdict
from counterclaim.review import anchor_mention, anchor_statement, apply_judgements
from counterclaim.review.rules import check_judgement

DOC = document()
WORDS = "The governor doubts the claim."
START = DOC.text.index(WORDS)
HERE = Anchor(
    item_sha256=DOC.item_sha256,
    start=START,
    end=START + len(WORDS),
    property="perpetrator",
    act="doubts",
    value="Red Front",
    speaker="the governor",
)
EVENT = anchor_mention(mention(DOC), DOC.item_sha256)
KINDS = (("speaker_kind", "", "authority"), ("value_kind", "", "organisation"))
ADDED = judgement(Verdict.ADD, HERE, EVENT, changes=KINDS)


def applied(judgements, *codings, documents=(DOC,)):
    return apply_judgements(judgements, codings, {d.id: d for d in documents})


def test_an_added_statement_stands_after_the_coders_with_the_persons_name_on_it():
    found = applied([ADDED], coding(DOC, toll(DOC)))
    coders, persons = found.codings[0].statements
    assert coders == toll(DOC)
    assert (persons.act, persons.value, persons.value_kind) == (Act.DOUBTS, "Red Front", "organisation")
    assert (persons.speaker.name, persons.speaker_kind) == ("the governor", SpeakerKind.AUTHORITY)
    assert (persons.passage.quote, persons.coder, persons.certainty) == (WORDS, "human/an analyst", 0.5)
    assert persons.mention_id == mention(DOC).id
    assert found.codings[0].mentions == coding(DOC).mentions
    assert found.verdicts == {persons.id: Verdict.ADD}
    assert not found.orphans


def test_what_a_coder_has_learnt_to_read_is_not_there_twice():
    learnt = statement(
        DOC, WORDS, act=Act.DOUBTS, value="Red Front", speaker=replace(statement(DOC).speaker, name="The governor")
    )
    found = applied([ADDED], coding(DOC, learnt))
    assert found.codings == (coding(DOC, learnt),)
    assert found.verdicts == {learnt.id: Verdict.ADD}


def test_an_addition_without_an_event_makes_one_at_its_passage():
    found = applied([judgement(Verdict.ADD, HERE, changes=KINDS)], coding(DOC, toll(DOC)))
    new = found.codings[0].mentions[-1]
    assert (new.anchor.quote, new.number) == (WORDS, 2)
    assert found.codings[0].statements[-1].mention_id == new.id


def test_an_addition_whose_event_is_no_longer_found_goes_to_the_nearest():
    moved = mention(DOC, "A second bomb hit the mill")
    found = applied([ADDED], replace(coding(DOC), mentions=(moved,), statements=()))
    assert found.codings[0].statements[0].mention_id == moved.id


@pytest.mark.parametrize(
    ("verdict", "changes"),
    [(Verdict.REJECT, ()), (Verdict.ACCEPT, ()), (Verdict.CORRECT, (("act", "doubts", "denies"),))],
)
def test_an_added_statement_can_be_judged_like_any_other(verdict, changes):
    made = applied([ADDED], coding(DOC, toll(DOC))).codings[0].statements[-1]
    about = judgement(verdict, anchor_statement(made, DOC.item_sha256), changes=changes)
    found = applied([ADDED, about], coding(DOC, toll(DOC)))
    now = found.codings[0].statements[-1]
    assert found.verdicts == {now.id: verdict}
    assert now.act is (Act.DENIES if changes else Act.DOUBTS)


def test_an_addition_that_is_taken_back_leaves_nothing():
    undo = judgement(Verdict.UNDO, Anchor(property="judgement", value=ADDED.digest))
    assert applied([ADDED, undo], coding(DOC, toll(DOC))).codings == (coding(DOC, toll(DOC)),)


def test_an_addition_to_a_text_that_is_gone_is_told_as_lost():
    found = applied([ADDED], coding(DOC, toll(DOC)), documents=(replace(DOC, text=""),))
    assert found.codings == (coding(DOC, toll(DOC)),)
    assert "has no such place" in found.orphans[0].message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"property": "fatalities", "value": "many"}, "no whole number"),
        ({"property": "blame"}, "blame"),
        ({"act": "shouts"}, "shouts"),
        ({"value": " "}, "needs a value"),
        ({"speaker": ""}, "needs a speaker"),
    ],
)
def test_an_addition_that_could_not_be_understood_is_refused(change, said):
    with pytest.raises(ConfigError, match=said):
        check_judgement(judgement(Verdict.ADD, replace(HERE, **change), changes=KINDS))


def test_an_addition_needs_the_kind_of_its_speaker():
    with pytest.raises(ConfigError, match="what kind of voice"):
        check_judgement(judgement(Verdict.ADD, HERE))
    assert check_judgement(ADDED) is None
    assert Property(HERE.property) is Property.PERPETRATOR
