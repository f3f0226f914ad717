"""Dates as reported."""

from __future__ import annotations

import pytest

from counterclaim.model import DateInterval


@pytest.mark.parametrize("text", ["0001-01-01", "0999", "9999-12-31", "3000-01", "../9999-12-31"])
def test_a_stopgap_of_the_calendar_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="lies outside"):
        DateInterval.parse(text)


@pytest.mark.parametrize("text", ["1000", "1492-10-12", "1973-03", "2999-12-31"])
def test_canonical_texts_of_all_years_read_back_as_they_are(text: str) -> None:
    assert str(DateInterval.parse(text)) == text
