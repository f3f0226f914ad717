"""Judgements find what they are about again after a re-run, and are carried out in the order of the chain."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.review.factories import coding, document, judgement, mention, statement, toll

from counterclaim.model import Act, ActorName, Anchor, Place, Property, SpeakerKind, Verdict
from counterclaim.review import anchor_statement, apply_judgements

DOC = document()
SAID = statement(DOC)
HERE = anchor_statement(SAID, DOC.item_sha256)
DENIED = (("act", "claims", "denies"),)
OTHER = (("value", "Red Front", "Green Front"),)


def applied(judgements, *codings, documents=(DOC,)):
    return apply_judgements(judgements, codings, {d.id: d for d in documents})


def test_without_judgements_codings_stay_as_they_are():
    result = applied([], coding(DOC, SAID))
    assert result.codings == (coding(DOC, SAID),)
    assert not result.verdicts
    assert not result.orphans


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT])
def test_a_verdict_reaches_its_statement_and_leaves_it_as_it_is(verdict):
    result = applied([judgement(verdict, HERE)], coding(DOC, SAID, toll(DOC)))
    assert result.verdicts == {SAID.id: verdict}
    assert result.codings == (coding(DOC, SAID, toll(DOC)),)


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT])
@pytest.mark.parametrize("grow", [(1, 0), (0, -3), (-4, -1), (0, 28), (20, 20)])
def test_a_verdict_survives_a_passage_that_is_cut_differently(verdict, grow):
    moved = statement(DOC, grow=grow, probability=0.2, coder="coder/2")
    assert moved.id != SAID.id
    assert applied([judgement(verdict, HERE)], coding(DOC, moved)).verdicts == {moved.id: verdict}


def test_a_verdict_survives_another_form_of_the_same_name():
    fuller = statement(
        DOC, value="The Red Front of the Coast", value_aliases=("RED FRONT",), speaker=ActorName(name="the red front")
    )
    assert applied([judgement(Verdict.ACCEPT, HERE)], coding(DOC, fuller)).verdicts == {fuller.id: Verdict.ACCEPT}


def test_a_correction_replaces_values_and_keeps_passage_and_words():
    changes = (
        ("act", "claims", "suspects"),
        ("speaker", "Red Front", "Police"),
        ("speaker_kind", "armed_group", "authority"),
    )
    result = applied([judgement(Verdict.CORRECT, HERE, changes=changes)], coding(DOC, SAID, toll(DOC)))
    now, other = result.codings[0].statements
    assert (now.act, now.speaker, now.speaker_kind) == (Act.SUSPECTS, ActorName(name="Police"), SpeakerKind.AUTHORITY)
    assert (now.passage, now.words, now.value, now.value_id) == (
        SAID.passage,
        "The Red Front",
        "Red Front",
        "red-front",
    )
    assert (now.coder, now.probability) == ("human/an analyst", 1.0)
    assert other == toll(DOC)
    assert result.verdicts == {now.id: Verdict.CORRECT}
    assert result.corrected_from == {now.id: SAID.id}


def test_a_corrected_value_loses_what_a_codebook_made_of_the_old_one():
    located = replace(SAID, place=Place(name="x"), words="")
    result = applied([judgement(Verdict.CORRECT, HERE, changes=OTHER)], coding(DOC, located))
    (now,) = result.codings[0].statements
    assert (now.value, now.value_id, now.value_aliases, now.place) == ("Green Front", "", (), None)
    assert now.words == "Red Front"


def test_a_correction_to_what_another_statement_says_leaves_one_of_them_the_persons():
    twin = statement(DOC, act=Act.DENIES)
    result = applied([judgement(Verdict.CORRECT, HERE, changes=DENIED)], coding(DOC, twin, SAID))
    (now,) = result.codings[0].statements
    assert now.id == twin.id
    assert now.coder == "human/an analyst"


def test_a_correction_that_the_coder_has_since_learnt_is_an_acceptance():
    learnt = statement(DOC, act=Act.DENIES)
    result = applied([judgement(Verdict.CORRECT, HERE, changes=DENIED)], coding(DOC, learnt))
    assert result.codings == (coding(DOC, learnt),)
    assert result.verdicts == {learnt.id: Verdict.ACCEPT}
    assert not result.orphans


def test_a_correction_of_a_value_holds_whatever_value_the_coder_now_gives():
    result = applied([judgement(Verdict.CORRECT, HERE, changes=OTHER)], coding(DOC, replace(SAID, value="Mauve Front")))
    assert result.codings[0].statements[0].value == "Green Front"


# --- one after the other -----------------------------------------------------------------------------------------
def test_a_later_judgement_supersedes_an_earlier_one():
    chain = [judgement(Verdict.ACCEPT, HERE), judgement(Verdict.REJECT, HERE)]
    assert applied(chain, coding(DOC, SAID)).verdicts == {SAID.id: Verdict.REJECT}
    assert applied(chain[::-1], coding(DOC, SAID)).verdicts == {SAID.id: Verdict.ACCEPT}


def test_a_corrected_statement_can_be_judged_again():
    first = judgement(Verdict.CORRECT, HERE, changes=DENIED)
    corrected = applied([first], coding(DOC, SAID)).codings[0].statements[0]
    again = anchor_statement(corrected, DOC.item_sha256)
    rejected = applied([first, judgement(Verdict.REJECT, again)], coding(DOC, SAID))
    assert rejected.verdicts == {corrected.id: Verdict.REJECT}
    twice = applied([first, judgement(Verdict.CORRECT, again, changes=OTHER)], coding(DOC, SAID))
    (now,) = twice.codings[0].statements
    assert (now.act, now.value) == (Act.DENIES, "Green Front")
    assert twice.corrected_from == {now.id: SAID.id}


def test_accepting_the_coders_reading_takes_a_correction_back():
    chain = [judgement(Verdict.CORRECT, HERE, changes=DENIED), judgement(Verdict.ACCEPT, HERE)]
    result = applied(chain, coding(DOC, SAID))
    assert result.codings == (coding(DOC, SAID),)
    assert result.verdicts == {SAID.id: Verdict.ACCEPT}


# --- what must not carry over ------------------------------------------------------------------------------------
def test_a_rejection_does_not_fall_on_the_right_reading_that_follows():
    better = statement(DOC, value="Green Front", value_aliases=(), speaker=ActorName(name="Green Front"))
    result = applied([judgement(Verdict.REJECT, HERE)], coding(DOC, better))
    assert not result.verdicts
    assert "Green Front" in result.orphans[0].message


def test_an_acceptance_does_not_carry_over_to_another_speaker():
    other = replace(SAID, speaker=ActorName(name="the governor"))
    result = applied([judgement(Verdict.ACCEPT, HERE)], coding(DOC, other))
    assert not result.verdicts
    assert "the governor" in result.orphans[0].message


def test_counts_are_the_same_only_if_written_the_same():
    counted = toll(DOC)
    at_least = replace(counted, value="36+")
    chain = [judgement(Verdict.ACCEPT, anchor_statement(counted, DOC.item_sha256))]
    assert not applied(chain, coding(DOC, at_least)).verdicts


def test_of_several_statements_in_one_passage_the_one_with_the_value_is_meant():
    both = [statement(DOC, value=name, value_aliases=()) for name in ("Green Front", "Red Front", "Blue Front")]
    assert applied([judgement(Verdict.REJECT, HERE)], coding(DOC, *both)).verdicts == {both[1].id: Verdict.REJECT}


def test_a_tie_is_left_to_a_person():
    twins = [replace(SAID, mention_id="mtn_1"), replace(SAID, mention_id="mtn_2")]
    result = applied([judgement(Verdict.REJECT, HERE)], coding(DOC, *twins))
    assert not result.verdicts
    assert "equally well" in result.orphans[0].message


# --- orphans -----------------------------------------------------------------------------------------------------
def test_a_judgement_whose_statement_is_gone_is_shown():
    result = applied([judgement(Verdict.ACCEPT, HERE)], coding(DOC, toll(DOC)))
    (problem,) = result.orphans
    assert (problem.stage, problem.subject, problem.code) == ("code", "report", "orphaned_judgement")
    assert problem.place == f"{HERE.start}-{HERE.end}"
    assert "an analyst" in problem.message
    assert result.lost[0].document_id == DOC.id


def test_a_rejection_that_the_coder_has_heeded_is_no_orphan():
    assert not applied([judgement(Verdict.REJECT, HERE)], coding(DOC, toll(DOC))).orphans


@pytest.mark.parametrize("codings", [(), (coding(DOC, SAID),)])
def test_a_judgement_about_a_document_that_is_not_there_is_shown(codings):
    anchor = replace(HERE, item_sha256="f" * 64)
    (problem,) = applied([judgement(Verdict.ACCEPT, anchor)], *codings).orphans
    assert "no document" in problem.message


def test_a_judgement_about_a_document_that_is_not_coded_is_shown():
    (problem,) = applied([judgement(Verdict.ACCEPT, HERE)]).orphans
    assert "not been coded" in problem.message


def test_a_correction_that_makes_no_sense_is_shown_and_not_carried_out():
    chain = [judgement(Verdict.CORRECT, HERE, changes=(("act", "claims", "sings"),))]
    result = applied(chain, coding(DOC, SAID))
    assert result.codings == (coding(DOC, SAID),)
    assert "sings" in result.orphans[0].message


def test_bytes_from_two_addresses_are_judged_in_both_documents():
    twin = document(uri="https://two.example/")
    theirs = statement(twin)
    result = applied([judgement(Verdict.REJECT, HERE)], coding(DOC, SAID), coding(twin, theirs), documents=(DOC, twin))
    assert result.verdicts == {SAID.id: Verdict.REJECT, theirs.id: Verdict.REJECT}
    one_left = applied([judgement(Verdict.ACCEPT, HERE)], coding(DOC), coding(twin, theirs), documents=(DOC, twin))
    assert one_left.verdicts == {theirs.id: Verdict.ACCEPT}
    assert not one_left.orphans


# --- names -------------------------------------------------------------------------------------------------------
def test_a_name_is_unmasked_until_that_is_rejected():
    name = Anchor(value="Jean Inventé")
    unmask, mask = judgement(Verdict.UNMASK, name), judgement(Verdict.REJECT, Anchor(value="JEAN INVENTE"))
    assert applied([unmask], coding(DOC, SAID)).unmasked == ("Jean Inventé",)
    assert applied([unmask, mask], coding(DOC, SAID)).unmasked == ()
    assert applied([unmask, mask, unmask], coding(DOC, SAID)).unmasked == ("Jean Inventé",)
    assert not applied([unmask, mask], coding(DOC, SAID)).orphans


def test_a_property_can_be_corrected():
    anchor = anchor_statement(toll(DOC), DOC.item_sha256)
    chain = [judgement(Verdict.CORRECT, anchor, changes=(("property", "fatalities", "injured"),))]
    (now,) = applied(chain, coding(DOC, toll(DOC))).codings[0].statements
    assert now.property is Property.INJURED
    assert now.mention_id == mention(DOC).id


WORDS = ["A bomb went off", "The Red Front said it had carried out the attack.", "The governor doubts the claim."]
SPREAD = [statement(DOC, words) for words in WORDS]


@given(
    chain=st.lists(st.tuples(st.sampled_from(SPREAD), st.sampled_from([Verdict.ACCEPT, Verdict.REJECT]))),
    data=st.data(),
)
def test_the_last_verdict_about_each_statement_holds_in_whatever_order_they_are_coded(chain, data):
    judged = [judgement(verdict, anchor_statement(s, DOC.item_sha256)) for s, verdict in chain]
    order = data.draw(st.permutations(SPREAD))
    result = applied(judged, coding(DOC, *order))
    assert result.verdicts == {s.id: verdict for s, verdict in chain}
    assert not result.orphans


@given(chain=st.lists(st.sampled_from([*Act, "accept"]), max_size=5))
def test_corrections_of_corrections_end_where_the_last_one_says(chain):
    judged, now = [], SAID
    for wish in chain:
        anchor = anchor_statement(now, DOC.item_sha256)
        if wish == "accept" or wish == now.act:
            judged.append(judgement(Verdict.ACCEPT, anchor))
        else:
            judged.append(judgement(Verdict.CORRECT, anchor, changes=(("act", str(now.act), str(wish)),)))
        result = applied(judged, coding(DOC, SAID))
        (now,) = result.codings[0].statements
        assert wish in (now.act, "accept")
        assert len(result.verdicts) == 1
        assert not result.orphans
