"""Linking kept up to date ends in the events of linking everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.events.mentions import clusters, mention
from tests.events.worlds import world

from counterclaim.events import link
from counterclaim.events.memory import Memory
from counterclaim.events.parameters import Parameters

MADE = world(90, seed=5)
MORE = world(9, seed=6)
NEWS = [replace(p, mention_id=f"n{p.mention_id}", document_id=f"n{p.document_id}", origin_id="") for p in MORE]


@pytest.fixture(scope="module")
def start():
    return link(MADE, keep=True)


def rebuilt(told, start, **judged):
    """Everything linked anew by the weights of the start."""
    return link(told, previous=start.events, memory=start.memory, whole=True, keep=True, **judged)


def updated(told, start, **judged):
    return link(told, previous=start.events, memory=start.memory, **judged)


def test_adding_mentions_ends_in_the_events_of_a_rebuild_and_touches_few(start):
    told = [*MADE, *NEWS[:6]]
    found = updated(told, start)
    assert found.events == rebuilt(told, start).events
    assert found.redirects == rebuilt(told, start).redirects
    assert 6 <= found.relinked < len(told) / 2


def test_nothing_new_relinks_nothing(start):
    found = updated(MADE, start)
    assert found.relinked == 0
    assert found.events == start.events


def test_adding_one_by_one_ends_where_adding_at_once_does(start):
    now, told = start, list(MADE)
    for p in NEWS[:12]:
        told.append(p)
        now = updated(told, now)
    # An event that a later mention would have founded keeps the id that it had: only its members are the same.
    assert clusters(now) == clusters(updated(told, start))
    assert now.memory.packed() == updated(told, start).memory.packed()


def test_what_goes_leaves_no_trace(start):
    grown = updated([*MADE, *NEWS], start)
    assert updated(MADE, grown).events == start.events
    assert updated(MADE, grown).memory.packed() == start.memory.packed()


def test_what_changes_is_linked_as_it_now_is(start):
    changed = {p.mention_id: replace(p, place=None, fatalities_low=40, fatalities_high=40) for p in MADE[7:300:29]}
    told = [changed.get(p.mention_id, p) for p in MADE]
    assert updated(told, start).events == rebuilt(told, start).events
    assert updated(told, start).events != start.events


def test_a_judgement_touches_what_it_is_about_and_can_be_taken_back(start):
    event = next(event for event in start.events if len(event.mention_ids) > 2)
    other = next(o for o in start.events if o.id != event.id)
    apart = [(event.mention_ids[0], event.mention_ids[1])]
    together = [(event.mention_ids[0], other.mention_ids[0])]
    found = updated(MADE, start, together=together, apart=apart)
    assert found.events == rebuilt(MADE, start, together=together, apart=apart).events
    assert found.events != start.events
    back = updated(MADE, found)
    assert clusters(back) == clusters(start)


def test_under_a_crowded_key_a_mention_parts_others_as_a_rebuild_would():
    crowd = [mention(f"m{n:03}", town=None, words=f"report {n % 7} {n}", actors=(f"a{n % 40}",)) for n in range(330)]
    start = link(crowd[:300], keep=True)
    found = updated(crowd, start)
    assert found.events == rebuilt(crowd, start).events
    assert updated(crowd[20:], found).events == rebuilt(crowd[20:], found).events
    assert updated(crowd[20:], found).memory.packed() == rebuilt(crowd[20:], found).memory.packed()


def test_a_place_that_becomes_known_is_looked_for_in_earlier_words():
    told = [mention(f"m{n}", town="Iskerford", date="2031-03-01", words=f"item {n}") for n in range(6)]
    early = mention("early", town=None, date=None, published="2031-03-09", words="Statement on Wexmarsh")
    late = mention("late", date="2031-03-08", words="blast")
    start = link([*told, early], keep=True)
    found = updated([*told, early, late], start)
    assert found.events == rebuilt([*told, early, late], start).events
    assert {"early", "late"} in [set(event.mention_ids) for event in found.events]


def test_a_memory_survives_being_written_down(start):
    assert Memory.unpacked(start.memory.packed()).packed() == start.memory.packed()
    assert Memory.unpacked(start.memory.packed()[:-40]) is None
    assert Memory.unpacked(b"") is None


def test_half_as_many_mentions_again_are_estimated_anew(start):
    assert start.memory.fits(int(1.5 * len(MADE)), Parameters.shipped())
    assert not start.memory.fits(int(1.5 * len(MADE)) + 1, Parameters.shipped())
    many = world(60, seed=9)
    told = [*MADE, *(replace(p, mention_id=f"x{p.mention_id}") for p in many)]
    assert updated(told, start).relinked == len(told)
