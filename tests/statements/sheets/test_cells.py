from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import counts, intervals

from counterclaim.statements.sheets.cells import is_error, neutralised, read_count, read_date, read_number, restored

RUNNING = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@given(st.text() | st.text("'=+-@ \t\r\nab"))
def test_a_cell_that_was_made_harmless_comes_back_as_it_was(text):
    assert restored(neutralised(text)) == text


@given(st.text("'=+-@＝＠ \t\r\nab"))
def test_no_cell_begins_as_a_formula(text):
    cell = neutralised(text)
    assert not cell.startswith(RUNNING)
    assert not cell.lstrip().startswith(RUNNING)


@pytest.mark.parametrize("text", ["'Abd al-Karim", "'we did it'", "plain", "", "'", "''"])
def test_an_apostrophe_of_the_texts_own_is_left_alone(text):
    assert neutralised(text) == text == restored(text)


@given(intervals())
def test_every_canonical_date_is_read(interval):
    assert read_date(str(interval)) == str(interval)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2017-06-02 00:00:00", "2017-06-02"),
        ("2017-06-02T00:00", "2017-06-02"),
        ("2017.0", "2017"),
        ("2017-6-2", "2017-06-02"),
        ("2017/06/02", "2017-06-02"),
        ("13.06.2017", "2017-06-13"),
        ("6/13/2017", "2017-06-13"),
        ("3/3/2017", "2017-03-03"),
        ("2017-06-01 / 2017-06-03", "2017-06-01/2017-06-03"),
        ("../2017-06", "../2017-06-30"),
    ],
)
def test_a_date_that_a_spreadsheet_rewrote_is_read_where_it_can_mean_one_day(cell, day):
    assert read_date(cell) == day


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("02.06.2017", "2017-02-06 or 2017-06-02"),
        ("6/2/2017", "2017-02-06 or 2017-06-02"),
        ("02/06/17", "no date"),
        ("Jun-17", "no date"),
        ("42888", "2017-06-02"),
        ("2017-13-01", "no date"),
        ("yesterday", "no date"),
    ],
)
def test_a_date_that_can_mean_several_days_is_refused_with_what_it_can_mean(cell, why):
    with pytest.raises(ValueError, match=why):
        read_date(cell)


@given(counts())
def test_every_canonical_count_is_read(count):
    assert read_count(str(count)) == str(count)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("36.0", "36"),
        ("36,00", "36"),
        ("1,200", "1200"),
        ("1 200", "1200"),
        ("9-10", "9..10"),
        ("9 to 10", "9..10"),
        ("9–10", "9..10"),
        ("at least 20", "20+"),
        ("More than 20", "20+"),
        ("up to 40", "..40"),
        ("almost 40", "..40"),
    ],
)
def test_a_count_as_people_and_spreadsheets_write_it_is_read(cell, count):
    assert read_count(cell) == count


@pytest.mark.parametrize("cell", ["many", "1.200", "-3", "10-9", "36.5", "12. Dez", "3.6E+01", "..", "+"])
def test_a_count_that_is_none_is_refused(cell):
    with pytest.raises(ValueError, match=r"."):
        read_count(cell)


@pytest.mark.parametrize("cell", ["#NAME?", "#REF!", "#DIV/0!", "Err:509", "#N/A"])
def test_a_spreadsheets_errors_are_known(cell):
    assert is_error(cell)
    assert not is_error(f"see {cell}")


def test_an_offset_survives_a_spreadsheets_thousands_and_decimals():
    assert [read_number(cell) for cell in ("1234", "1,234", "1234.0", "1 234")] == [1234] * 4
    assert [read_number(cell) for cell in ("", "12,34", "1.2E+03", "-4", "x", "²")] == [None] * 6
