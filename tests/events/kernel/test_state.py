"""Linking kept up to date ends where linking at once would."""

import numpy as np
import pytest
from tests.events.kernel.records import told

from counterclaim.events.kernel.clustering import cluster
from counterclaim.events.kernel.state import State

MADE = told(events=900)
BASE = 1_200


@pytest.fixture(scope="module")
def start():
    base = MADE.rows.take(np.arange(BASE))
    return State.of(base, cluster(base, MADE.names))


@pytest.fixture(scope="module")
def whole(start):
    return cluster(MADE.rows, MADE.names, calibration=start.calibration)


@pytest.mark.parametrize("portions", [1, 5, 40])
def test_adding_in_any_portions_ends_in_the_events_of_a_rebuild(start, whole, portions):
    state = start
    for part in np.array_split(np.arange(BASE, MADE.rows.size), portions):
        state = state.added(MADE.rows.take(part))
    assert np.array_equal(state.label, whole.label)
    assert len(state.links.left) == len(whole.links.left)
    assert len(state.blocks) <= 8


def test_the_order_of_the_portions_does_not_matter(start):
    later, sooner = np.arange(BASE, BASE + 200), np.arange(BASE + 200, BASE + 400)
    one = start.added(MADE.rows.take(later)).added(MADE.rows.take(sooner))
    other = start.added(MADE.rows.take(sooner)).added(MADE.rows.take(later))
    place = np.concatenate([np.arange(BASE), BASE + 200 + np.arange(200), BASE + np.arange(200)])
    groups = {frozenset(np.flatnonzero(one.label == name).tolist()) for name in set(one.label.tolist())}
    moved = {frozenset(place[np.flatnonzero(other.label == name)].tolist()) for name in set(other.label.tolist())}
    assert groups == moved


def test_what_was_added_and_taken_away_leaves_no_trace(start):
    size = MADE.rows.size
    state = start.added(MADE.rows.take(np.arange(BASE, size))).removed(np.arange(BASE, size))
    assert np.array_equal(state.label[:BASE], start.label)
    assert np.array_equal(state.label[BASE:], np.arange(BASE, size))


def test_a_judgement_holds_through_later_records_and_can_be_taken_back(start, whole):
    name = int(np.flatnonzero(np.bincount(start.label) > 1)[0])
    one, other = np.flatnonzero(start.label == name)[:2].astype(np.int32)
    apart = np.array([one], dtype=np.int32), np.array([other], dtype=np.int32)
    judged = start.judged(None, apart)
    assert judged.label[one] != judged.label[other]
    grown = judged.added(MADE.rows.take(np.arange(BASE, MADE.rows.size)))
    assert grown.label[one] != grown.label[other]
    assert np.array_equal(grown.judged(None, None).label, whole.label)


def test_a_judgement_together_joins_and_can_be_taken_back(start):
    pair = np.array([0], dtype=np.int32), np.array([np.flatnonzero(start.label != start.label[0])[-1]], dtype=np.int32)
    joined = start.judged(pair, None)
    assert joined.label[pair[0][0]] == joined.label[pair[1][0]]
    assert np.array_equal(joined.judged(None, None).label, start.label)


def test_a_state_that_has_grown_by_half_says_that_it_is_stale(start):
    assert not start.stale
    twice = start.added(MADE.rows.take(np.arange(BASE)))
    assert twice.stale
