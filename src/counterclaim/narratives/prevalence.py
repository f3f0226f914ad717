"""How frequent a framing is: shares of the documents collected, by period, outlet and language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from counterclaim.model import DateInterval
from counterclaim.model.narrative import Share


class Period(StrEnum):
    """How long the periods of a series are. A document dated less exactly than a period is in none of them."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def start(self, day: date) -> date:
        """The first day of the period that holds ``day``; weeks begin on Monday."""
        if self is Period.WEEK:
            return day - timedelta(days=day.weekday())
        return day.replace(day=1) if self is Period.MONTH else day.replace(month=1, day=1)

    def next(self, start: date) -> date:
        """The first day of the period after the one that begins on ``start``."""
        if self is Period.WEEK:
            return start + timedelta(days=7)
        if self is Period.YEAR:
            return start.replace(year=start.year + 1)
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)

    def last(self, start: date) -> date:
        """The last day of the period that begins on ``start``."""
        return self.next(start) - timedelta(days=1)

    def of(self, when: DateInterval | None) -> date | None:
        """The period's first day where the whole interval lies in one period, else None."""
        if when is None or when.earliest is None or when.latest is None:
            return None
        start = self.start(when.earliest)
        return start if self.start(when.latest) == start else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A collected document and the framings that it carries."""

    document_id: str
    origin_id: str
    """The document that it repeats, or its own id: texts with one origin are one text."""
    outlet: str
    language: str
    published: DateInterval | None
    framings: frozenset[str]


@dataclass(slots=True)
class _Cell:
    documents: int = 0
    origins: set[str] = field(default_factory=set)

    def add(self, origin: str) -> None:
        self.documents += 1
        self.origins.add(origin)


def shares(
    carriers: Iterable[Carrier],
    framings: Sequence[str],
    *,
    period: Period | None = Period.MONTH,
    by_outlet: bool = False,
    by_language: bool = False,
) -> list[Share]:
    """The share of each framing in each cell from which anything was collected; sorted by framing, then cell.

    Where nothing was collected there is no cell: a gap is not a zero. Without ``period`` documents of all dates, and
    of none, are one series.
    """
    collected: dict[tuple[date | None, str, str], _Cell] = defaultdict(_Cell)
    carrying: dict[tuple[str, date | None, str, str], _Cell] = defaultdict(_Cell)
    for carrier in carriers:
        start = period.of(carrier.published) if period else None
        if period and start is None:
            continue
        key = (start, carrier.outlet if by_outlet else "", carrier.language if by_language else "")
        collected[key].add(carrier.origin_id)
        for framing in carrier.framings:
            carrying[(framing, *key)].add(carrier.origin_id)
    return list(_rows(framings, collected, carrying, period))


def _rows(
    framings: Sequence[str],
    collected: dict[tuple[date | None, str, str], _Cell],
    carrying: dict[tuple[str, date | None, str, str], _Cell],
    period: Period | None,
) -> Iterator[Share]:
    cells = sorted(collected, key=lambda key: (key[0] or date.min, key[1], key[2]))
    for framing in framings:
        for key in cells:
            start, outlet, language = key
            found, all_ = carrying.get((framing, *key), _Cell()), collected[key]
            distinct, of = len(found.origins), len(all_.origins)
            low, high = interval(distinct, of)
            yield Share(
                framing=framing,
                start=start,
                end=period.last(start) if period and start else None,
                outlet=outlet,
                language=language,
                carrying=found.documents,
                collected=all_.documents,
                distinct_carrying=distinct,
                distinct=of,
                low=low,
                high=high,
            )


@lru_cache(maxsize=65536)
def interval(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    # Loading it takes a sixth of the program's start, which whatever else imports this room need not wait for.
    from scipy.stats import binomtest

    found = binomtest(successes, trials).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def series(rows: Iterable[Share], framing: str) -> tuple[list[date], list[int], list[int]]:
    """Starts, carrying and collected distinct texts of one framing, period by period, gaps left out."""
    totals: dict[date, tuple[int, int]] = {}
    for row in rows:
        if row.framing == framing and row.start is not None:
            carrying, collected = totals.get(row.start, (0, 0))
            totals[row.start] = carrying + row.distinct_carrying, collected + row.distinct
    starts = sorted(totals)
    return starts, [totals[s][0] for s in starts], [totals[s][1] for s in starts]
