import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import DateInterval
from counterclaim.statements.cleaning.dates import find_dates

PUBLISHED = DateInterval.parse("2014-03-19")  # a Wednesday


def read(text, published=PUBLISHED, **more):
    return [str(found.interval) for found in find_dates(text, published=published, **more)]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("on 17 May 1981 a bomb", "1981-05-17"),
        ("May 17, 1981", "1981-05-17"),
        ("17 MAY 81 (AGENCY)", "1981-05-17"),
        ("2013-11-08", "2013-11-08"),
        ("2013/11/08", "2013-11-08"),
        ("13/11/2013", "2013-11-13"),
        ("Nov. 13, 2013", "2013-11-13"),
        ("in May 2013", "2013-05"),
        ("in early June 2013", "2013-06"),
        ("in Dec 2013", "2013-12"),
        ("in May of 1974", "1974-05"),
        ("the night of 5-6 May 2013", "2013-05-05/2013-05-06"),
        ("from 2 to 5 January 2013", "2013-01-02/2013-01-05"),
        ("the second and third of October 2013", "2013-10-02/2013-10-03"),
        ("June 17-19, 2013", "2013-06-17/2013-06-19"),
        ("30 April to 2 May 2013", "2013-04-30/2013-05-02"),
        ("between March and May 2013", "2013-03/2013-05"),
        ("28 December to 3 January 2013", "2012-12-28/2013-01-03"),
        ("from October 1989 to March 1990", "1989-10/1990-03"),
        ("In 1974 the group", "1974"),
        ("the 2013 attacks on ports", "2013"),
        ("in the 1970s", "1970/1979"),
        ("between 1996 and 1998", "1996/1998"),
        ("(1973-1990)", "1973/1990"),
        ("since March 2013", "2013-03-01/.."),
        ("by 5 May 2013", "../2013-05-05"),
        ("by the end of 2013", "../2013-12-31"),
        ("the 3rd of March, 2013", "2013-03-03"),
    ],
)
def test_absolute_dates_keep_the_precision_of_their_words(text, interval):
    assert read(text) == [interval]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("yesterday", "2014-03-18"),
        ("this morning", "2014-03-19"),
        ("at dawn on Wednesday", "2014-03-19"),
        ("on Tuesday night", "2014-03-18"),
        ("Monday's attack", "2014-03-17"),
        ("on Saturday", "2014-03-15"),
        ("last Wednesday", "2014-03-12"),
        ("two days ago", "2014-03-17"),
        ("overnight", "2014-03-18/2014-03-19"),
        ("last night", "2014-03-18"),
        ("last 9 August", "2013-08-09"),
        ("last week", "2014-03-10/2014-03-16"),
        ("a month ago", "2014-02"),
        ("three years ago", "2011"),
        ("last month", "2014-02"),
        ("last year", "2013"),
        ("last November", "2013-11"),
        ("in May last year", "2013-05"),
        ("earlier this month", "2014-03"),
        ("early this month", "2014-03"),
        ("late last month", "2014-02"),
        ("early last year", "2013"),
        ("a fortnight ago", "2014-03-02/2014-03-08"),
        ("two weeks ago", "2014-03-02/2014-03-08"),
        ("last weekend", "2014-03-15/2014-03-16"),
        ("the night before last", "2014-03-17/2014-03-18"),
        ("last Friday", "2014-03-14"),
    ],
)
def test_relative_dates_are_worked_out_from_the_day_of_publication(text, interval):
    found = find_dates(text, published=PUBLISHED)
    assert [str(f.interval) for f in found] == [interval]


def test_a_date_says_from_what_it_was_worked_out():
    found = find_dates("on Tuesday, and on March 5; on 3 May 1981, on 5 May", published=PUBLISHED)
    assert [f.reckoning for f in found] == [
        "counted from the day of publication, 2014-03-19, in the publisher's own time zone",
        "the year is not written; it is taken from the publication, 2014-03-19",
        "",
        "the year is not written; it is taken from 1981-05-03, told before it",
    ]


def test_relative_dates_need_a_publication_to_the_day():
    assert read("yesterday and on Monday", published=None) == []
    assert read("yesterday", published=DateInterval.parse("2014-03")) == []


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("on March 5", "2014-03-05"),
        ("on 28 December", "2013-12-28"),
        ("in late February", "2014-02"),
        ("mid-January", "2014-01"),
    ],
)
def test_a_date_without_year_is_the_latest_before_publication(text, interval):
    found = find_dates(text, published=PUBLISHED)
    assert [(str(f.interval), f.completed) for f in found] == [(interval, True)]


def test_a_year_given_in_the_paragraph_counts_before_the_publication():
    assert read("It began on 14 May 1981. On 16 May police came.") == ["1981-05-14", "1981-05-16"]


def test_the_turn_of_the_year_is_followed():
    assert read("On 30 December 1981 it began. On 2 January it ended.", published=None) == ["1981-12-30", "1982-01-02"]


def test_a_month_that_lies_back_lends_its_year_to_no_later_day():
    text = "The war has gone on since June 2009. On 12 February a bomb exploded."
    assert read(text) == ["2009-06-01/..", "2014-02-12"]


def test_without_publication_the_reference_completes_dates():
    text = "A speech on June 12 was followed by another."
    assert read(text, published=None) == []
    assert read(text, published=None, reference=DateInterval.parse("2011")) == ["2011-06-12"]


@pytest.mark.parametrize(
    "text",
    [
        "he may have left",
        "may 10 people",
        "MAY 10 PEOPLE HAVE DIED",
        "at 10:00",
        "a two-year war",
        "the 12th century",
        "they march 11 km",
        "Flight 1990 crashed",
        "a $2000 reward",
        "killed 1974 people",
        "Mayor March said",
        "Bloody Sunday",
        "the Sunday Times wrote",
        "every Friday",
        "next Friday",
        "05/06/2013",
        "on the 13th",
        "later that day",
        "31 June 2013",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("language", "text", "interval"),
    [
        ("fr", "le 1er mai 2010", "2010-05-01"),
        ("fr", "hier", "2014-03-18"),
        ("fr", "Cette nuit", "2014-03-18/2014-03-19"),
        ("fr", "en août 2010", "2010-08"),
        ("es", "el 5 de mayo de 2010", "2010-05-05"),
        ("es", "ayer", "2014-03-18"),
        ("de", "am 5. März 2010", "2010-03-05"),
        ("de", "gestern", "2014-03-18"),
        ("de", "05.06.2010", "2010-06-05"),
    ],
)
def test_four_languages_are_read(language, text, interval):
    assert read(text, language=language) == [interval]


def test_every_found_date_quotes_the_text_exactly():
    text = "On 5 May 1981, and again by 7 June 1981; yesterday too."
    for found in find_dates(text, published=PUBLISHED):
        assert text[found.start : found.end] == found.words


@given(st.text(alphabet="0123456789 -/.,:mMaAyYrRcChHoOnNdDsStTuUeE\n", max_size=120))
def test_no_text_breaks_it(text):
    found = find_dates(text, published=PUBLISHED)
    assert all(text[f.start : f.end] == f.words for f in found)
    assert [f.start for f in found] == sorted(f.start for f in found)


def test_time_grows_in_line_with_length():
    unit = "On Monday 3 May police said that in early June 2013 and on 5-6 July 12 people marched 10 km. "

    def seconds(count):
        started = time.process_time()
        find_dates(unit * count, published=PUBLISHED)
        return time.process_time() - started

    seconds(100)
    assert min(seconds(800), seconds(800)) < 12 * min(seconds(100), seconds(100))
