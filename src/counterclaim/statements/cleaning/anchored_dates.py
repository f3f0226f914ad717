"""Dates told from a date before them in the text: "a month later", "the following day", "two weeks earlier"."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from counterclaim.model import DateInterval
from counterclaim.statements.cleaning.numbers import NUMBER, number_of

Anchor = tuple[int, int, DateInterval]
_CUE = re.compile(r"\b(?:day|week|month|year)", re.IGNORECASE)
"""What every such date has in it."""
_AROUND = 60
"""Code points before and after it that such a date may take."""
_SHIFTED = re.compile(
    rf"\b(?P<count>{NUMBER}|an?)\s+(?P<unit>day|week|month|year)s?\s+(?P<way>later|earlier|before that|after that)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\bthe\s+(?P<way>following|next|previous)\s+(?P<unit>day|month|year)\b", re.IGNORECASE)
_REACH = 400
"""Code points back to the date that is counted from; further back it is no longer sure which one is meant (ours)."""
_MOST = 60


def anchored_dates(text: str, anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """Start, end and interval of each such date; ``anchors`` are the dates found so far, in order of place."""
    ends = [a[1] for a in anchors]
    for pattern in (_SHIFTED, _NEXT):
        for match in _around(pattern, text):
            told = match.groupdict()
            at = bisect_right(ends, match.start())
            near = anchors[at - 1] if at and match.start() - ends[at - 1] <= _REACH else None
            count = number_of(told["count"]) if "count" in told else 1
            if near is None or count is None or count > _MOST:
                continue
            back = told["way"].lower() in ("earlier", "before that", "previous")
            interval = _moved(near[2], told["unit"].lower(), -count if back else count)
            if interval is not None:
                yield match.start(), match.end(), interval


def _around(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches of ``pattern``, looked for only around the units that it counts in."""
    done = 0
    for cue in _CUE.finditer(text):
        if cue.start() < done:
            continue
        match = pattern.search(text, max(done, cue.start() - _AROUND), cue.end() + _AROUND)
        if match is not None:
            done = match.end()
            yield match


def _moved(anchor: DateInterval, unit: str, count: int) -> DateInterval | None:
    first, last = anchor.earliest, anchor.latest
    if first is None or last is None:
        return None
    if unit == "year":
        return _interval(first.year + count, 1, last.year + count, 12) if abs(count) < first.year else None
    if anchor.precision == "year":
        return None
    if unit == "month":
        return _interval(first.year, first.month + count, last.year, last.month + count)
    if anchor.precision != "day":
        return anchor if unit == "day" else None
    spread = timedelta(days=3) if unit == "week" and abs(count) > 1 else timedelta(0)
    step = timedelta(days=count * (7 if unit == "week" else 1))
    return DateInterval(earliest=first + step - spread, latest=last + step + spread)


def _interval(year: int, month: int, last_year: int, last_month: int) -> DateInterval:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_year, last_month = last_year + (last_month - 1) // 12, (last_month - 1) % 12 + 1
    last = calendar.monthrange(last_year, last_month)[1]
    return DateInterval(earliest=date(year, month, 1), latest=date(last_year, last_month, last))
