"""Texts that no reporter wrote: absurd figures and years are passed over."""

import pytest

from counterclaim.statements.cleaning.counts import find_counts
from counterclaim.statements.cleaning.dates import find_dates


@pytest.mark.parametrize("text", ["A bomb went off on 9999-12-31.", "A bomb went off on 0001-01-01, and in 0001."])
def test_years_beyond_reporting_give_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_a_figure_of_a_hundred_thousand_digits_is_no_toll() -> None:
    assert find_counts("A bomb killed " + "9" * 100_000 + " people.") == ()
