"""Tolls, dates, places, types and that nobody claimed it. All names are invented."""

from datetime import date

import pytest
from tests.assessments.saying import say, text

from counterclaim.assessments import weigh
from counterclaim.assessments.counts import weighted_best
from counterclaim.assessments.dates import intersections
from counterclaim.model import CountRange, DateInterval, Place, Property


@pytest.fixture
def weighed(priors):
    """The assessment of one property."""

    def of(prop, *said):
        return next((a for a in weigh("event-1", said, priors) if a.property == prop), None)

    return of


def toll(value, **more):
    return text("reports_as_fact", value, prop="fatalities", **more)


def test_a_property_of_which_nobody_speaks_is_not_weighed(weighed):
    assert weighed(Property.FATALITIES) is None


def test_a_newer_figure_of_the_same_voice_supersedes_its_older_one(weighed):
    police = [
        say("Estuary Police", "authority", "attributes", v, prop="fatalities", document=v, day=date(2031, 3, d))
        for v, d in (("12", 4), ("17+", 5), ("16", 9), ("15", 20))
    ]
    got = weighed(Property.FATALITIES, *police)
    assert (got.low, got.best, got.high, got.outcome, got.voices) == ("15", "15", "15", "15", 1)


def test_figures_of_different_voices_stand_side_by_side(weighed):
    got = weighed(
        Property.FATALITIES,
        toll("16", document="a"),
        toll("18", document="b"),
        toll("18", document="c"),
        toll("40", document="d"),
    )
    assert (got.low, got.best, got.high) == ("16", "18", "40")
    assert {c.value: c.probability for c in got.candidates} == pytest.approx({"16": 0.25, "18": 0.5, "40": 0.25})


def test_a_party_to_the_conflict_does_not_set_the_bounds_where_others_count(weighed):
    boast = say("Marsh Column", "armed_group", "attributes", "300", prop="fatalities", document="z")
    assert weighed(Property.FATALITIES, toll("16"), boast).high == "16"
    assert weighed(Property.FATALITIES, boast).high == "300"


def test_at_least_pulls_the_best_up_to_it_and_no_further():
    best = weighted_best([(CountRange.parse("18"), 1.0), (CountRange.parse("20+"), 1.0), (CountRange.parse("22"), 1.0)])
    assert str(best) == "20"
    assert str(weighted_best([(CountRange.parse("20+"), 1.0), (CountRange.parse("25+"), 1.0)])) == "25+"
    assert str(weighted_best([(CountRange.parse("..40"), 1.0)])) == "..40"
    assert str(weighted_best([(CountRange.parse("9..10"), 1.0)])) == "9..10"


def test_an_exact_figure_within_an_at_least_is_agreement(weighed):
    got = weighed(Property.FATALITIES, toll("17+", document="a"), toll("17", document="b"))
    assert (got.best, got.outcome, got.high) == ("17", "17", "17")


@pytest.mark.parametrize("value", ["0", "1000000000", "..0"])
def test_a_toll_of_nothing_or_of_a_billion_is_a_toll(weighed, value):
    assert weighed(Property.FATALITIES, toll(value)).best == value


def test_dates_that_meet_are_combined_by_intersection(weighed):
    got = weighed(
        Property.DATE,
        text("reports_as_fact", "2017-06", prop="date", document="a"),
        text("reports_as_fact", "2017-06-01/2017-06-03", prop="date", document="b"),
    )
    assert (got.outcome, got.best) == ("2017-06-01/2017-06-03", "2017-06-01/2017-06-03")


def test_a_month_stays_a_month(weighed):
    assert weighed(Property.DATE, text("reports_as_fact", "2017-06", prop="date")).best == "2017-06"


def test_dates_that_do_not_meet_are_shown_and_not_averaged(weighed):
    got = weighed(
        Property.DATE,
        text("reports_as_fact", "2017-06-01", prop="date", document="a"),
        text("reports_as_fact", "2017-06-03", prop="date", document="b"),
    )
    assert got.outcome == "disputed"
    assert {c.value for c in got.candidates} == {"2017-06-01", "2017-06-03"}


def test_intersections_are_those_of_the_largest_sets_that_meet():
    told = [DateInterval.parse(t) for t in ("2031-01-01/2031-01-10", "2031-01-01/2031-01-03", "2031-01-05/..")]
    assert [str(i) for i in intersections(told)] == ["2031-01-01/2031-01-03", "2031-01-05/2031-01-10"]


def place(name, lat=None, lon=None, radius=None, countries=("XE",), **more):
    found = Place(name=name, latitude=lat, longitude=lon, radius_m=radius, countries=countries)
    return text("reports_as_fact", name, prop="place", place=found, **more)


def test_the_country_supports_the_town_in_it(weighed):
    got = weighed(
        Property.PLACE,
        place("Ardelune", -36.0, -23.3, 180_000, document="a"),
        place("Ardelune", -36.0, -23.3, 180_000, document="b"),
        place("Wexmarsh", -35.87, -22.3, 3_000, document="c"),
    )
    assert (got.outcome, len(got.candidates)) == ("Wexmarsh", 1)


def test_two_towns_stay_alternatives(weighed):
    got = weighed(
        Property.PLACE,
        place("Wexmarsh", -35.87, -22.3, 3_000, document="a"),
        place("Iskerford", -35.94, -23.1, 3_000, document="b"),
    )
    assert got.outcome == "disputed"
    assert len(got.candidates) == 2


def test_a_vague_type_supports_the_precise_one(weighed):
    got = weighed(
        Property.TYPE,
        text("reports_as_fact", "attack", prop="type", document="a"),
        text("reports_as_fact", "attack", prop="type", document="b"),
        text("reports_as_fact", "bombing", prop="type", document="c"),
    )
    assert got.outcome == "bombing"


def test_that_nobody_claimed_it_is_a_fact_until_a_claim_is_told(weighed):
    unclaimed = text("reports_as_fact", "yes", prop="unclaimed")
    claim = say("Marsh Column", "armed_group", "claims", "Marsh Column", document="b")
    assert weighed(Property.UNCLAIMED, unclaimed).outcome == "yes"
    assert weighed(Property.UNCLAIMED, unclaimed, claim).outcome == "no"
    assert weighed(Property.UNCLAIMED, claim) is None


def test_inspired_rather_than_directed_is_weighed_on_its_own(weighed):
    got = weighed(Property.INVOLVEMENT, text("reports_as_fact", "inspired", prop="involvement"))
    assert got.outcome == "inspired"


def test_a_value_that_cannot_be_read_is_left_out_and_named(weighed):
    got = weighed(Property.FATALITIES, toll("dozens", document="a"), toll("16", document="b"))
    assert got.best == "16"
    assert "'dozens'" in got.explanation
    assert weighed(Property.DATE, text("reports_as_fact", "last week", prop="date")) is None
    assert weighed(Property.TYPE, text("reports_as_fact", "mayhem", prop="type")) is None
