"""Short names of events."""

import pytest

from counterclaim.events import date_words, event_title, title
from counterclaim.model import Assessment, Candidate, DateInterval, EventType, Place, Property


def test_type_place_and_date():
    jolo = Place(name="Jolo", countries=("PH",))
    assert title(EventType.BOMBING, jolo, DateInterval.parse("2019-01-27")) == "Bombing, Jolo (PH), 27 January 2019"


def test_what_is_untold_is_said_or_left_out():
    assert title(None, None, None) == "Incident, undated"
    both = Place(name="Jerusalem", countries=())
    assert title(EventType.ATTACK, both, DateInterval.parse("2017")) == "Attack, Jerusalem, 2017"
    assert title(EventType.BATTLE, Place(name=" ", countries=("MM",)), None) == "Battle, MM, undated"
    assert title(EventType.BATTLE, Place(name=""), None) == "Battle, undated"
    assert title(EventType.OTHER, Place(name="X", countries=("AA", "BB")), None) == "Incident, X (AA/BB), undated"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2017-06", "June 2017"),
        ("1974", "1974"),
        ("../1975-05-05", "by 5 May 1975"),
        ("2030-06-01/..", "since 1 June 2030"),
        ("2016-01-02/2016-01-05", "2 January 2016 to 5 January 2016"),
        ("2017-05/2017-06", "May 2017 to June 2017"),
    ],
)
def test_a_date_in_words_is_no_more_precise_than_it_is_told(iso, words):
    assert date_words(DateInterval.parse(iso)) == words


def assessment(prop, outcome, *values, best=""):
    made = tuple(Candidate(value=v, probability=0.5, low=0, high=1, estimative="") for v in values)
    return Assessment(
        event_id="e",
        property=prop,
        candidates=made,
        outcome=outcome,
        weights=(),
        voices=1,
        method="",
        confidence="low",
        best=best,
    )


def test_a_disputed_property_shows_its_best_value():
    weighed = [
        assessment(Property.TYPE, "disputed", "shooting", "bombing"),
        assessment(Property.DATE, "disputed", "2031-03-08", best="2031-03-08"),
        assessment(Property.PLACE, "Wexmarsh", "Wexmarsh"),
    ]
    assert event_title(weighed) == "Shooting, Wexmarsh, 8 March 2031"
