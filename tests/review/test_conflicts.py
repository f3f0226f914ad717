"""People who read one statement differently: the machine's reading stands until somebody adjudicates, for good."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.review.factories import coding, document, judgement, statement, toll

from counterclaim.errors import ConfigError
from counterclaim.model import Act, Anchor, Verdict
from counterclaim.review import anchor_statement, apply_judgements
from counterclaim.review.rules import check_judgement

DOC = document()
SAID = statement(DOC)
HERE = anchor_statement(SAID, DOC.item_sha256)
DENIED, SUSPECTED = (("act", "claims", "denies"),), (("act", "claims", "suspects"),)


def applied(judgements, *codings):
    return apply_judgements(judgements, codings or [coding(DOC, SAID, toll(DOC))], {DOC.id: DOC})


def by(name, verdict, anchor=HERE, changes=()):
    return judgement(verdict, anchor, changes=changes, by=name)


def settled(decision, changes=(), name="Cleo", anchor=HERE):
    return by(name, Verdict.ADJUDICATE, anchor, (("decision", "", decision), *changes))


def test_two_who_agree_are_no_conflict():
    found = applied([by("Ada", Verdict.CORRECT, changes=DENIED), by("Ben", Verdict.CORRECT, changes=DENIED)])
    assert not found.conflicts
    assert found.codings[0].statements[0].act is Act.DENIES


def test_until_somebody_adjudicates_the_machines_reading_stands_and_the_conflict_is_told():
    found = applied([by("Ada", Verdict.CORRECT, changes=DENIED), by("Ben", Verdict.REJECT)])
    assert found.codings == (coding(DOC, SAID, toll(DOC)),)
    assert found.verdicts == {}
    (conflict,) = found.conflicts
    assert conflict.statement == SAID
    assert [(o.judgement.by, o.verdict) for o in conflict.opinions] == [("Ada", "correct"), ("Ben", "reject")]
    assert conflict.fields == ("decision",)
    assert conflict.why == "Ada: Red Front denies Red Front; Ben: not said here"


def test_a_conflict_names_the_fields_in_which_people_differ():
    (conflict,) = applied(
        [by("Ben", Verdict.CORRECT, changes=SUSPECTED), by("Ada", Verdict.CORRECT, changes=DENIED)]
    ).conflicts
    assert conflict.fields == ("act",)
    assert conflict.why == "Ada: act denies; Ben: act suspects"


def test_who_comes_round_to_the_others_reading_ends_the_conflict():
    chain = [by("Ada", Verdict.REJECT), by("Ben", Verdict.ACCEPT), by("Ada", Verdict.ACCEPT)]
    assert applied(chain[:2]).conflicts
    found = applied(chain)
    assert not found.conflicts
    assert found.verdicts == {SAID.id: Verdict.ACCEPT}


def test_who_accepts_anothers_correction_agrees_with_it_and_who_accepts_the_machine_does_not():
    first = by("Ada", Verdict.CORRECT, changes=DENIED)
    theirs = anchor_statement(applied([first]).codings[0].statements[0], DOC.item_sha256)
    assert not applied([first, by("Ben", Verdict.ACCEPT, theirs)]).conflicts
    assert applied([first, by("Ben", Verdict.ACCEPT)]).conflicts


@pytest.mark.parametrize(
    ("decision", "changes", "act", "verdict"),
    [
        ("accept", (), Act.CLAIMS, Verdict.ACCEPT),
        ("reject", (), Act.CLAIMS, Verdict.REJECT),
        ("correct", DENIED, Act.DENIES, Verdict.CORRECT),
    ],
)
def test_an_adjudication_holds_whatever_coders_say_afterwards(decision, changes, act, verdict):
    coders = [by("Ada", Verdict.CORRECT, changes=SUSPECTED), by("Ben", Verdict.REJECT)]
    for chain in ([*coders, settled(decision, changes)], [settled(decision, changes), *coders]):
        found = applied(chain)
        assert not found.conflicts
        assert found.codings[0].statements[0].act is act
        assert found.verdicts == {found.codings[0].statements[0].id: verdict}


def test_of_two_adjudications_the_later_holds_and_taking_both_back_opens_the_conflict_again():
    coders = [by("Ada", Verdict.CORRECT, changes=DENIED), by("Ben", Verdict.REJECT)]
    first, second = settled("reject"), settled("accept", name="Dan")
    undo = [judgement(Verdict.UNDO, Anchor(property="judgement", value=j.digest), by="Dan") for j in (second, first)]
    assert applied([*coders, first, second]).verdicts == {SAID.id: Verdict.ACCEPT}
    assert applied([*coders, first, second, undo[0]]).verdicts == {SAID.id: Verdict.REJECT}
    assert applied([*coders, first, second, *undo]).conflicts


def test_a_correction_by_adjudication_is_an_acceptance_once_the_coder_has_learnt_it():
    learnt = statement(DOC, act=Act.DENIES)
    found = applied([settled("correct", DENIED)], coding(DOC, learnt))
    assert found.verdicts == {learnt.id: Verdict.ACCEPT}
    assert found.codings == (coding(DOC, learnt),)


def test_what_one_person_added_and_another_rejects_does_not_count_until_it_is_adjudicated():
    words = "The governor doubts the claim."
    start = DOC.text.index(words)
    place = replace(HERE, start=start, end=start + len(words), act="doubts", speaker="the governor")
    add = by("Ada", Verdict.ADD, place, (("speaker_kind", "", "authority"),))
    made = applied([add]).codings[0].statements[-1]
    there = anchor_statement(made, DOC.item_sha256)
    found = applied([add, by("Ben", Verdict.REJECT, there)])
    assert found.verdicts == {made.id: Verdict.REJECT}
    assert [c.statement for c in found.conflicts] == [made]
    final = applied([add, by("Ben", Verdict.REJECT, there), settled("accept", anchor=there)])
    assert final.verdicts == {made.id: Verdict.ACCEPT}
    assert not final.conflicts


def test_what_two_people_add_is_one_statement_and_one_event():
    words = "The governor doubts the claim."
    start = DOC.text.index(words)
    place = replace(HERE, start=start, end=start + len(words), act="doubts", speaker="the governor")
    kinds = (("speaker_kind", "", "authority"),)
    wider = replace(place, start=start - 4)
    other = replace(place, act="denies")
    found = applied([by("Ada", Verdict.ADD, place, kinds), by("Ben", Verdict.ADD, wider, kinds)])
    assert len(found.codings[0].statements) == 3
    found = applied([by("Ada", Verdict.ADD, place, kinds), by("Ben", Verdict.ADD, other, kinds)])
    assert len(found.codings[0].statements) == 4
    assert len(found.codings[0].mentions) == 2
    twice = applied([by("Ada", Verdict.ADD, place, kinds), by("Ada", Verdict.ADD, other, kinds)])
    assert len(twice.codings[0].mentions) == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((), "decides"),
        ((("decision", "", "merge"),), "decides"),
        ((("decision", "", "accept"), *DENIED), "changes fields"),
        ((("decision", "", "correct"),), "changes fields"),
        ((("decision", "", "correct"), ("act", "claims", "sings")), "sings"),
        ((("decision", "", "correct"), ("colour", "", "red")), "cannot be corrected"),
    ],
)
def test_an_adjudication_that_decides_nothing_is_refused(changes, said):
    with pytest.raises(ConfigError, match=said):
        check_judgement(judgement(Verdict.ADJUDICATE, HERE, changes=changes))


WISHES = st.sampled_from(["accept", "reject", "claims", "denies", "suspects"])


@given(st.lists(st.tuples(st.sampled_from(["Ada", "Ben", "Cleo"]), WISHES), max_size=6))
def test_what_stands_depends_only_on_the_last_word_of_each_person(said):
    def about(name, wish):
        if wish in ("accept", "reject"):
            return by(name, Verdict(wish))
        return by(name, Verdict.CORRECT, changes=(("act", "claims", wish),))

    last = dict(said)
    found = applied([about(*one) for one in said])
    short = applied([about(*one) for one in sorted(last.items())])
    readings = {"claims" if wish == "accept" else wish for wish in last.values()}
    assert bool(found.conflicts) == (len(readings) > 1)
    assert [c.fields for c in found.conflicts] == [c.fields for c in short.conflicts]
    assert {s.act for s in found.codings[0].statements} == {s.act for s in short.codings[0].statements}
    assert not found.orphans
