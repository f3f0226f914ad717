from __future__ import annotations

from datetime import date

import pytest

from counterclaim.model import DateInterval
from counterclaim.narratives import Carrier, Period, appearances, shares
from counterclaim.narratives.prevalence import interval, series


def carrier(number, when, *framings, outlet="Post", language="en", origin=""):
    return Carrier(
        document_id=f"doc_{number}",
        origin_id=origin or f"doc_{number}",
        outlet=outlet,
        language=language,
        published=DateInterval.parse(when) if when else None,
        framings=frozenset(framings),
    )


def test_a_share_is_of_what_was_collected_in_the_period():
    rows = shares(
        [carrier(1, "2031-03-02", "endurance"), carrier(2, "2031-03-20"), carrier(3, "2031-04-01")], ["endurance"]
    )
    assert [(r.start, r.end, r.carrying, r.collected, r.share) for r in rows] == [
        (date(2031, 3, 1), date(2031, 3, 31), 1, 2, 0.5),
        (date(2031, 4, 1), date(2031, 4, 30), 0, 1, 0.0),
    ]


def test_where_nothing_was_collected_there_is_no_cell():
    rows = shares([carrier(1, "2031-03-02"), carrier(2, "2031-05-02")], ["endurance"])
    assert [r.start.month for r in rows] == [3, 5]


def test_copies_of_one_text_are_one_text_and_both_counts_are_told():
    rows = shares(
        [
            carrier(1, "2031-03-02", "endurance"),
            carrier(2, "2031-03-03", "endurance", outlet="Argus", origin="doc_1"),
            carrier(3, "2031-03-04", outlet="Argus"),
        ],
        ["endurance"],
    )
    (row,) = rows
    assert (row.carrying, row.collected) == (2, 3)
    assert (row.distinct_carrying, row.distinct) == (1, 2)


def test_a_month_is_in_no_week():
    documents = [carrier(1, "2031-03", "endurance"), carrier(2, "2031-03-05", "endurance")]
    assert [r.collected for r in shares(documents, ["endurance"], period=Period.WEEK)] == [1]
    assert [r.collected for r in shares(documents, ["endurance"], period=Period.MONTH)] == [2]


def test_undated_documents_count_in_the_whole_only():
    documents = [carrier(1, "", "endurance"), carrier(2, "2031-03-05")]
    assert [r.collected for r in shares(documents, ["endurance"], period=None)] == [2]
    assert [r.collected for r in shares(documents, ["endurance"])] == [1]


def test_shares_by_outlet_and_language_have_their_own_denominators():
    documents = [
        carrier(1, "2031-03-05", "endurance", outlet="Post"),
        carrier(2, "2031-03-06", outlet="Post"),
        carrier(3, "2031-03-06", "endurance", outlet="Vigie", language="fr"),
    ]
    rows = shares(documents, ["endurance"], by_outlet=True, by_language=True)
    assert [(r.outlet, r.language, r.carrying, r.collected) for r in rows] == [
        ("Post", "en", 1, 2),
        ("Vigie", "fr", 1, 1),
    ]


def test_wilsons_interval_of_a_worked_example():
    # Newcombe 1998, table I, 15 of 148, score method without continuity correction.
    assert interval(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert interval(0, 0) == (0.0, 1.0)


def test_a_series_leaves_gaps_out():
    rows = shares([carrier(1, "2031-03-02", "endurance"), carrier(2, "2031-05-02")], ["endurance"])
    assert series(rows, "endurance") == ([date(2031, 3, 1), date(2031, 5, 1)], [1, 0], [1, 1])


@pytest.mark.parametrize(
    ("period", "start", "last"),
    [
        (Period.WEEK, date(2031, 2, 24), date(2031, 3, 2)),
        (Period.MONTH, date(2031, 3, 1), date(2031, 3, 31)),
        (Period.YEAR, date(2031, 1, 1), date(2031, 12, 31)),
    ],
)
def test_periods_begin_and_end_with_the_calendar(period, start, last):
    assert period.start(date(2031, 3, 1)) == start
    assert period.last(start) == last


def test_first_appearances_go_from_the_earliest_outlet_on():
    found = appearances(
        [
            carrier(1, "2031-03-09", "endurance", outlet="Argus"),
            carrier(2, "2031-03-05", "endurance", outlet="Post"),
            carrier(3, "2031-03-12", "endurance", outlet="Post"),
            carrier(4, "2031-03-01", outlet="Vigie"),
            carrier(5, "", "endurance", outlet="Messenger"),
        ],
        "endurance",
    )
    assert [(a.outlet, a.document_id, a.after) for a in found] == [("Post", "doc_2", 0), ("Argus", "doc_1", 4)]


def test_dates_that_overlap_put_nobody_second():
    found = appearances(
        [carrier(1, "2031-03", "endurance", outlet="Argus"), carrier(2, "2031-03-20", "endurance")], "endurance"
    )
    assert [a.after for a in found] == [0, 0]
