"""When it happened: dates are combined by intersection; what does not meet is a conflict to show, not to average."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterclaim.assessments.ballots import Ballot, Electorate, ballots, basis, candidates_of, unreadable, weights_of
from counterclaim.model import Assessment, DateInterval, Evidence, Property
from counterclaim.model.vocabulary import DISPUTED


def weigh_dates(event_id: str, evidence: Sequence[Evidence], numbers: Electorate) -> Assessment | None:
    """Weigh the date; None where nobody gives one. A month stays a month."""
    cast = ballots(evidence, Property.DATE, numbers, DateInterval.parse)
    if not cast:
        return None
    told = {value: DateInterval.parse(value) for b in cast for value in b.values}
    meets = intersections(list(told.values()))
    supports = {v: [str(m) for m in meets if _within(m, interval)] for v, interval in told.items()}
    found = candidates_of(cast, supports)
    top = found[0]
    agreed = len(found) == 1 or top.probability > numbers.value("outcome.least_share")
    believed = {v: sum(c.probability for c in found if c.value in supports[v]) for v in told}
    return Assessment(
        event_id=event_id,
        property=Property.DATE,
        candidates=found,
        outcome=top.value if agreed else DISPUTED,
        weights=weights_of(cast, believed, numbers),
        voices=len(cast),
        method="intersection of intervals",
        confidence=basis(cast),
        low=min((str(i.earliest) for i in told.values() if i.earliest), default=""),
        best=top.value,
        high=max((str(i.latest) for i in told.values() if i.latest), default=""),
        explanation=_explain(cast, [c.value for c in found]) + unreadable(evidence, Property.DATE, DateInterval.parse),
    )


def intersections(intervals: Sequence[DateInterval]) -> tuple[DateInterval, ...]:
    """The intersection of each largest set of intervals that share a day, in order of time (a sweep over ends)."""
    bounds = sorted({(i.earliest or date.min, i.latest or date.max) for i in intervals})
    made: list[tuple[date, date]] = []
    for end in sorted({last for _, last in bounds}):
        open_now = [b for b in bounds if b[0] <= end <= b[1]]
        start = max(first for first, _ in open_now)
        # An end after which nothing new has begun gives a set that an earlier end has already given.
        if not made or start > made[-1][1]:
            made.append((start, end))
    return tuple(_interval(first, last) for first, last in made)


def _interval(first: date, last: date) -> DateInterval:
    return DateInterval(
        earliest=None if first == date.min else first,
        latest=None if last == date.max else last,
    )


def _within(inner: DateInterval, outer: DateInterval) -> bool:
    starts = outer.earliest is None or (inner.earliest is not None and inner.earliest >= outer.earliest)
    return starts and (outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest))


def _explain(cast: Sequence[Ballot], values: Sequence[str]) -> str:
    told = sorted({v for b in cast for v in b.values})
    if len(values) == 1:
        said = "says" if len(cast) == 1 else "agree on"
        return f"{len(cast)} voice{'' if len(cast) == 1 else 's'} {said} {values[0]} (told as {', '.join(told)})."
    return f"The dates told ({', '.join(told)}) do not meet: {' against '.join(values)}."
