"""Merges and splits become pairs that never contradict each other; the later judgement holds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.review.factories import coding, document, judgement, mention

from counterclaim.model import Verdict
from counterclaim.review import anchor_mention, apply_judgements
from counterclaim.review.grouping import consistent

DOCS = [document(name) for name in "abcd"]
MENTIONS = [mention(d) for d in DOCS]
A, B, C, D = (anchor_mention(m, d.item_sha256) for m, d in zip(MENTIONS, DOCS, strict=True))


def pair(left, right):
    return tuple(sorted((MENTIONS["abcd".index(left)].id, MENTIONS["abcd".index(right)].id)))


def applied(*judgements, documents=DOCS):
    codings = [coding(d, mentions=(mention(d),)) for d in documents]
    return apply_judgements(judgements, codings, {d.id: d for d in documents})


def test_a_merge_joins_all_it_names():
    result = applied(judgement(Verdict.MERGE, A, B, C))
    assert set(result.together) == {pair("a", "b"), pair("b", "c")}
    assert result.apart == ()


def split(rest, parts):
    """A split by the letters of what stays and what goes."""
    anchors = dict(zip("abcd", (A, B, C, D), strict=True))
    sides = [(anchors[x], "rest") for x in rest] + [(anchors[x], "part") for x in parts]
    return judgement(Verdict.SPLIT, *(replace(anchor, property=side) for anchor, side in sides))


def test_a_split_keeps_what_stays_together_and_sets_all_of_it_apart_from_each_part():
    result = applied(split("abc", "d"))
    assert set(result.together) == {pair("a", "b"), pair("b", "c")}
    assert set(result.apart) == {pair("a", "d"), pair("b", "d"), pair("c", "d")}


def test_a_split_says_nothing_of_its_parts_among_themselves():
    result = applied(split("ab", "cd"))
    assert pair("c", "d") not in result.apart + result.together


def test_merge_then_split_then_merge_ends_as_the_last_one_says():
    merge = judgement(Verdict.MERGE, A, B, C, D)
    assert set(applied(merge, split("abc", "d")).apart) == {pair("a", "d"), pair("b", "d"), pair("c", "d")}
    again = applied(merge, split("abc", "d"), merge)
    assert set(again.together) == {pair("a", "b"), pair("b", "c"), pair("c", "d")}
    assert again.apart == ()


def test_a_second_split_takes_from_what_the_first_one_kept():
    result = applied(split("abc", "d"), split("ac", "b"))
    assert result.together == (pair("a", "c"),)
    assert set(result.apart) == {pair("a", "d"), pair("b", "d"), pair("c", "d"), pair("a", "b"), pair("b", "c")}


def test_a_split_without_sides_sets_the_first_apart_from_the_others_and_says_nothing_of_them():
    result = applied(judgement(Verdict.SPLIT, A, B, C))
    assert set(result.apart) == {pair("a", "b"), pair("a", "c")}
    assert result.together == ()


def test_the_later_of_merge_and_split_holds():
    merge, split = judgement(Verdict.MERGE, A, B), judgement(Verdict.SPLIT, A, B)
    assert applied(merge, split).apart == (pair("a", "b"),)
    assert applied(merge, split).together == ()
    assert applied(split, merge).together == (pair("a", "b"),)
    assert applied(split, merge).apart == ()
    assert applied(merge, split, merge).together == (pair("a", "b"),)


def test_a_split_breaks_what_earlier_merges_only_implied():
    result = applied(judgement(Verdict.MERGE, A, B), judgement(Verdict.MERGE, B, C), judgement(Verdict.SPLIT, A, C))
    assert result.apart == (pair("a", "c"),)
    assert result.together == (pair("b", "c"),)


def test_a_mention_that_is_gone_is_shown_and_the_rest_of_the_merge_holds():
    result = applied(judgement(Verdict.MERGE, A, B, D), documents=DOCS[:3])
    assert result.together == (pair("a", "b"),)
    (problem,) = result.orphans
    assert (problem.stage, problem.code) == ("link", "orphaned_judgement")


def test_mentions_are_found_again_when_their_anchors_move():
    moved = [mention(d, grow=(0, 9), number=4) for d in DOCS[:2]]
    codings = [coding(d, mentions=(m,)) for d, m in zip(DOCS[:2], moved, strict=True)]
    result = apply_judgements([judgement(Verdict.SPLIT, A, B)], codings, {d.id: d for d in DOCS})
    assert result.apart == (tuple(sorted(m.id for m in moved)),)


two = st.lists(st.sampled_from("abcdef"), min_size=2, max_size=2, unique=True).map(sorted).map(tuple)
wishes = st.lists(st.tuples(st.booleans(), two), max_size=14)


def components(together):
    parts = {name: {name} for name in "abcdef"}
    for left, right in together:
        whole = parts[left] | parts[right]
        for name in whole:
            parts[name] = whole
    return parts


@given(wishes)
def test_whatever_was_judged_nothing_together_is_apart(judged):
    together, apart = consistent(judged)
    parts = components(together)
    assert not any(right in parts[left] for left, right in apart)


@given(wishes.filter(bool))
def test_the_last_judgement_always_holds(judged):
    together, apart = consistent(judged)
    joined, (left, right) = judged[-1]
    assert ((left, right) in together) == joined
    assert ((left, right) in apart) == (not joined)


@given(wishes)
def test_saying_it_all_again_changes_nothing(judged):
    assert consistent([*judged, *judged]) == consistent(judged)
