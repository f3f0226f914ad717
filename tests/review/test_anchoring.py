"""Anchors find statements and mentions again."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import strategies as made
from tests.review.factories import TEXT, document, mention, statement, toll

from counterclaim.model import Act, Passage
from counterclaim.review import anchor_mention, anchor_statement, match, match_mention

DOC = document()
SAID = statement(DOC)


def test_an_anchor_says_what_it_is_about_without_any_derived_id():
    anchor = anchor_statement(SAID, DOC.item_sha256)
    assert (anchor.item_sha256, anchor.start, anchor.end) == (DOC.item_sha256, SAID.passage.start, SAID.passage.end)
    assert (anchor.property, anchor.act, anchor.value, anchor.speaker) == (
        "perpetrator",
        "claims",
        "Red Front",
        "Red Front",
    )


def test_less_than_half_of_the_shorter_span_is_no_match():
    anchor = anchor_statement(SAID, DOC.item_sha256)
    length = anchor.end - anchor.start
    for shift, fits in (
        (0, True),
        (length // 2 - 1, True),
        (length // 2 + 1, False),
        (length, False),
        (-length, False),
    ):
        start = anchor.start + shift
        moved = replace(SAID, passage=Passage.cut(DOC.id, TEXT, start, start + length))
        assert (match(anchor, [moved]) is moved) == fits, shift


def test_another_act_or_property_is_no_match():
    anchor = anchor_statement(SAID, DOC.item_sha256)
    assert match(anchor, [replace(SAID, act=Act.DENIES), toll(DOC)]) is None
    assert match(anchor, []) is None


def test_the_best_overlap_wins_and_a_tie_is_nobodys():
    anchor = anchor_statement(SAID, DOC.item_sha256)
    near, far = statement(DOC, grow=(0, 2)), statement(DOC, grow=(0, 20))
    assert match(anchor, [far, near]) is near
    left, right = statement(DOC, grow=(3, 0)), statement(DOC, grow=(0, 3))
    assert match(anchor, [left, right]) is None


def test_a_further_passage_counts_as_well():
    elsewhere = statement(DOC, "The governor doubts the claim.")
    assert match(anchor_statement(SAID, DOC.item_sha256), [replace(elsewhere, also=(SAID.passage,))]) is not None


some = st.lists(made.statements(mention(DOC), TEXT), min_size=1, max_size=4, unique_by=lambda s: s.id)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(said=some)
def test_every_statement_is_found_by_its_own_anchor(said):
    for one in said:
        assert match(anchor_statement(one, DOC.item_sha256), [one]) == one


@FEW
@given(said=some, data=st.data())
def test_what_is_found_does_not_depend_on_the_order(said, data):
    anchor = anchor_statement(said[0], DOC.item_sha256)
    assert match(anchor, said) == match(anchor, data.draw(st.permutations(said)))


def test_mentions_are_found_by_overlap_and_told_apart_by_number():
    first, second = mention(DOC, number=1), mention(DOC, number=2)
    elsewhere = mention(DOC, "A second bomb hit the mill", number=1)
    for wanted in (first, second, elsewhere):
        assert match_mention(anchor_mention(wanted, DOC.item_sha256), [first, second, elsewhere]) is wanted
    moved = mention(DOC, number=5, grow=(0, 6))
    assert match_mention(anchor_mention(first, DOC.item_sha256), [moved, elsewhere]) is moved
    assert match_mention(anchor_mention(first, DOC.item_sha256), [elsewhere]) is None
    assert match_mention(anchor_mention(mention(DOC, number=9), DOC.item_sha256), [first, second]) is None
