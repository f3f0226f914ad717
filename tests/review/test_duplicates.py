"""Events that may be one are asked about once, with the one that is most like them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counterclaim.model import Assessment, Candidate, CountRange, Property
from counterclaim.review.duplicates import Sketch, likeness, sketch, suspected, words
from counterclaim.review.queue import duplicate_items

DAY = date(2031, 3, 5).toordinal()
ONE = Sketch(
    event_id="evt_a",
    first=DAY,
    last=DAY,
    place="port invented",
    latitude=10.0,
    longitude=20.0,
    type="bombing",
    outcome="Red Front",
    toll=CountRange.exactly(12),
)


def other(**changes) -> Sketch:
    return replace(ONE, **{"event_id": "evt_b", **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 1.0),
        ({"first": DAY + 1, "last": DAY + 1}, 0.8),
        ({"first": DAY + 3, "last": DAY + 3}, 0.0),
        ({"latitude": 10.135}, 0.75),
        ({"latitude": 11.0}, 0.0),
        ({"type": "shooting"}, 0.7),
        ({"type": "attack"}, 1.0),
        ({"toll": CountRange.exactly(40)}, 0.7),
        ({"toll": None}, 1.0),
        ({"outcome": "Blue Front"}, 0.85),
        ({"latitude": None, "place": "elsewhere"}, 0.0),
        ({"latitude": None}, 1.0),
        ({"latitude": None, "place": ""}, 0.4),
    ],
)
def test_likeness_falls_with_what_speaks_against(changes, expected):
    assert likeness(ONE, other(**changes)) == pytest.approx(expected, abs=0.002)
    assert likeness(other(**changes), ONE) == likeness(ONE, other(**changes))


def test_rows_that_their_data_set_declares_distinct_are_not_suspected():
    rows = frozenset({"ged"})
    assert likeness(replace(ONE, distinct=rows), other(distinct=rows)) == 0.0
    assert likeness(replace(ONE, distinct=rows), other()) == 1.0


def test_each_event_is_asked_about_once_and_what_a_person_holds_apart_not_at_all():
    crowd = [ONE, other(), other(event_id="evt_c", first=DAY + 1, last=DAY + 1), other(event_id="evt_d", latitude=11.0)]
    assert [(a.event_id, b.event_id) for a, b, _ in suspected(crowd)] == [("evt_a", "evt_b")]
    apart = [frozenset({"evt_a", "evt_b"})]
    assert [(a.event_id, b.event_id) for a, b, _ in suspected(reversed(crowd), apart)] == [("evt_a", "evt_c")]


def test_an_item_says_what_speaks_for_and_against():
    near = other(latitude=10.05, type="shooting", toll=CountRange.exactly(13), first=DAY + 1, last=DAY + 1)
    assert words(ONE, near) == "1 day apart, 6 km apart, bombing or shooting, 12 or 13 killed"
    assert words(ONE, other()) == "the same day, both at port invented"
    (item,) = duplicate_items([ONE, other()])
    assert (item.kind, item.subject_id, item.event_id, item.urgency) == ("duplicate", "evt_a", "evt_b", 0.6)


def weighed(prop: Property, value: str) -> Assessment:
    candidate = Candidate(value=value, probability=1.0, low=1.0, high=1.0, estimative="")
    return Assessment(
        event_id="evt_a", property=prop, candidates=(candidate,), outcome=value, weights=(), voices=1, method="m",
        confidence="low",
    )  # fmt: skip


def test_a_sketch_is_made_of_what_was_weighed_and_not_of_vague_dates():
    told = [weighed(Property.DATE, "2031-03-05"), weighed(Property.FATALITIES, "12"), weighed(Property.TYPE, "bombing")]
    made = sketch("evt_a", told, (10.0, 20.0))
    assert made is not None
    assert (made.first, made.last, made.type, made.toll, made.latitude) == (DAY, DAY, "bombing", ONE.toll, 10.0)
    for vague in ("2031-03", "2031", "../2031-03-05", ""):
        assert sketch("evt_a", [weighed(Property.DATE, vague)]) is None


def test_ten_thousand_events_of_one_place_are_compared_quickly():
    dense = [other(event_id=f"evt_{n}", first=DAY + n // 100, last=DAY + n // 100) for n in range(10_000)]
    assert len(suspected(dense)) == 5000
