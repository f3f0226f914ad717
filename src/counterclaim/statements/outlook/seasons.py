"""A season of a year as months, by the side of the equator on which the place lies: "the summer of 2017"."""

from __future__ import annotations

import re

from counterclaim.model import DateInterval, Place

_SEASON = re.compile(r"\b(?P<season>spring|summer|autumn|fall) (?:of )?(?P<year>\d{4})\b", re.IGNORECASE)
_FIRST = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
"""First of the three months of a season in the north, as meteorology counts them; winter, in two years, is left out."""


def season(words: str, year: DateInterval, place: Place) -> DateInterval:
    """``year`` narrowed to the season that the words name in it; as it is where they name none, or two."""
    named = {m["season"].casefold() for m in _SEASON.finditer(words) if m["year"] == str(year)}
    if len(named) != 1 or place.latitude is None:
        return year
    month = _FIRST[named.pop()]
    if place.latitude < 0:
        month = {3: 9, 9: 3}.get(month, 0)
    # Summer in the south begins in December: it lies in two years, as winter does in the north.
    return DateInterval.parse(f"{year}-{month:02d}/{year}-{month + 2:02d}") if month else year
