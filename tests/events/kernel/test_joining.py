"""Joining keeps to its constraints."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.events.kernel import joining
from counterclaim.events.kernel.joining import Rules, join
from counterclaim.events.kernel.units import judged_units

RULES = Rules(threshold=0.0, uncompared=-10.0, distinct=-15.0)


def clusters(n, weights, **constraints):
    pairs = [*weights]
    left, right = (np.array([pair[side] for pair in pairs], dtype=np.int32) for side in (0, 1))
    bits = np.array([*weights.values()], dtype=np.float64)
    label = join(n, left, right, bits, RULES, **{name: sides(value) for name, value in constraints.items()})
    return {frozenset(np.flatnonzero(label == name).tolist()) for name in set(label.tolist())}


def sides(value):
    if isinstance(value, list):
        return tuple(np.array([pair[side] for pair in value], dtype=np.int32) for side in (0, 1))
    return value


def test_a_chain_of_neighbours_is_not_one_event():
    chain = {(i, i + 1): 5.0 for i in range(9)}
    assert max(len(found) for found in clusters(10, chain)) == 2


def test_what_agrees_all_round_is_one_event():
    assert clusters(3, {(0, 1): 4.0, (1, 2): 4.0, (0, 2): -2.0}) == {frozenset({0, 1, 2})}


def test_the_likest_are_joined_first():
    assert clusters(3, {(0, 1): 2.0, (1, 2): 6.0}) == {frozenset({0}), frozenset({1, 2})}


def test_a_judgement_apart_is_final():
    assert clusters(2, {(0, 1): 90.0}, apart=[(0, 1)]) == {frozenset({0}), frozenset({1})}


def test_a_judgement_together_joins_whatever_the_weights_say():
    assert clusters(2, {(0, 1): -90.0}, together=[(0, 1)]) == {frozenset({0, 1})}


def test_what_a_person_joined_joins_others_as_one():
    found = clusters(3, {(0, 1): -9.0, (1, 2): 3.0}, together=[(0, 1)])
    assert found == {frozenset({0, 1, 2})}


def test_rows_of_a_source_that_declares_them_distinct_are_nearly_never_joined():
    source = np.array([0, 0, 1], dtype=np.int32)
    assert clusters(3, {(0, 2): 6.0, (1, 2): 5.0}, source=source) == {frozenset({0, 2}), frozenset({1})}
    assert clusters(3, {(0, 2): 16.0, (1, 2): 15.0}, source=source) == {frozenset({0, 1, 2})}


def test_two_rows_of_such_a_source_stay_apart_however_many_rows_of_others_agree_with_both():
    source = np.array([0, 0, 1, 2, 3], dtype=np.int32)
    weights = {(a, b): 12.0 for a in range(5) for b in range(a + 1, 5) if (a, b) != (0, 1)} | {(0, 2): 12.5}
    assert clusters(5, weights, source=source) == {frozenset({0, 2, 3, 4}), frozenset({1})}


def test_a_judgement_apart_beats_one_together():
    unit, refused = judged_units([(0, 1), (1, 2)], [(0, 2)])
    assert refused == ((1, 2),)
    assert unit == {0: 0, 1: 0}


@st.composite
def graphs(draw):
    n = draw(st.integers(2, 12))
    pair = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] < p[1])
    weights = draw(st.dictionaries(pair, st.integers(-6, 12).map(float), max_size=30))
    return n, weights, draw(st.lists(pair, max_size=3, unique=True)), draw(st.lists(pair, max_size=3, unique=True))


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_the_compiled_loop_and_the_plain_one_agree(graph):
    n, weights, together, apart = graph
    plain = clusters(n, weights, together=together, apart=apart)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "_SMALL", -1)
        assert clusters(n, weights, together=together, apart=apart) == plain


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_no_judgement_apart_is_ever_broken_and_each_row_is_in_one_cluster(graph):
    n, weights, together, apart = graph
    found = clusters(n, weights, together=together, apart=apart)
    assert sorted(row for members in found for row in members) == list(range(n))
    assert not any({a, b} <= members for a, b in apart for members in found)
