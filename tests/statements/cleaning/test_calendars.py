"""Dates in other calendars; the Gregorian ones are written out from published tables and well-known days."""

from datetime import date

import pytest

from counterclaim.model import DateInterval
from counterclaim.statements.cleaning.calendars import alexandrian, julian, solar_hijri
from counterclaim.statements.cleaning.dates import find_dates

PUBLISHED = DateInterval.parse("2014-03-19")


def read(text):
    return [(f.words, str(f.interval)) for f in find_dates(text, published=PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "words", "interval"),
    [
        # Umm al-Qura has 12 June 2017; months begin with a sighting, so a day more on either side.
        ("on 17 Ramadan 1438 AH", "17 Ramadan 1438 AH", "2017-06-11/2017-06-13"),
        ("12 Muharram, 1439", "12 Muharram, 1439", "2017-10-01/2017-10-03"),
        ("in Ramadan 1438", "Ramadan 1438", "2017-05-26/2017-06-25"),
        ("in 1438 AH", "1438 AH", "2016-10-01/2017-09-21"),
        ("on 22 Bahman 1357", "22 Bahman 1357", "1979-02-11"),
        ("in Mordad 1332", "Mordad 1332", "1953-07-23/1953-08-22"),
        ("7 Saur 1357", "7 Saur 1357", "1978-04-27"),
        ("30 Esfand 1399", "30 Esfand 1399", "2021-03-20"),
        ("on Meskerem 2, 2007", "Meskerem 2, 2007", "2014-09-12"),
        ("in Hidar 2013", "Hidar 2013", "2020-11-10/2020-12-09"),
        ("in 2012 E.C.", "2012 E.C.", "2019-09-12/2020-09-10"),
        ("19 September 2549 BE", "19 September 2549 BE", "2006-09-19"),
        ("in B.E. 2549", "B.E. 2549", "2006"),
        ("on February 28, Minguo 36", "February 28, Minguo 36", "1947-02-28"),
        ("on 25 October 1917 (Old Style)", "25 October 1917 (Old Style)", "1917-11-07"),
        ("on 9 January 1905 O.S.", "9 January 1905 O.S.", "1905-01-22"),
    ],
)
def test_a_date_of_another_calendar_is_kept_in_its_words_and_as_an_interval(text, words, interval):
    assert read(text) == [(words, interval)]


def test_the_reckoning_says_which_calendar_and_how_sure():
    found = find_dates("on 17 Ramadan 1438 AH the cell struck")[0]
    assert found.reckoning == (
        "from the Hijri calendar (Umm al-Qura, a day more on either side for the sighting of the moon)"
    )


@pytest.mark.parametrize(
    "text", ["in Ramadan they fast", "the 1438 men", "30 Esfand 1400", "the Mehr agency", "41 Rajab 1440", "tir 2013"]
)
def test_what_names_no_date_of_a_calendar_is_left_alone(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("turned", "expected"),
    [
        (solar_hijri(1358, 1, 1), date(1979, 3, 21)),
        (solar_hijri(1400, 1, 1), date(2021, 3, 21)),
        (solar_hijri(1404, 1, 1), date(2025, 3, 21)),
        (solar_hijri(1332, 5, 28), date(1953, 8, 19)),
        (alexandrian(2007, 1, 1, 2796), date(2014, 9, 11)),
        (alexandrian(2012, 1, 1, 2796), date(2019, 9, 12)),
        (julian(1582, 10, 5), date(1582, 10, 15)),
        (julian(1900, 2, 29), date(1900, 3, 13)),
    ],
)
def test_days_are_turned_over_by_the_rules_of_each_calendar(turned, expected):
    assert turned == expected


def test_a_day_that_the_julian_calendar_lacks_is_refused():
    with pytest.raises(ValueError, match="no such day"):
        julian(1901, 2, 29)
