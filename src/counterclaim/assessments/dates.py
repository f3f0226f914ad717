"""When it happened: dates are combined by intersection; what does not meet is a conflict to show, not to average."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from counterclaim.assessments.ballots import Ballot, Electorate, ballots, basis, candidates_of, unreadable, weights_of
from counterclaim.assessments.voices import standing
from counterclaim.model import Assessment, DateInterval, Evidence, Property
from counterclaim.model.vocabulary import DISPUTED

_A_DAY = timedelta(days=1)


def weigh_dates(event_id: str, evidence: Sequence[Evidence], numbers: Electorate) -> Assessment | None:
    """Weigh the date; None where nobody gives one. A month stays a month."""
    past, foretold = _past(evidence)
    cast = ballots(past, Property.DATE, numbers, DateInterval.parse)
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
        explanation=_explain(cast, [c.value for c in found])
        + foretold
        + unreadable(evidence, Property.DATE, DateInterval.parse),
    )


def _past(evidence: Sequence[Evidence]) -> tuple[Sequence[Evidence], str]:
    """Evidence without dates after the day on which they were told, and a sentence on them; all where no other is told.

    A report cannot tell of an attack that is still to come; a day is granted for time zones.
    """
    told = [e for e in standing(evidence, Property.DATE) if e.statement.value]
    ahead = [e for e in told if _ahead(e)]
    if not ahead:
        return evidence, ""
    values = ", ".join(sorted({e.statement.value for e in ahead}))
    if len(ahead) == len(told):
        return evidence, f" No date but {values} is told, which lies after the reports that tell it."
    return [e for e in evidence if e not in ahead], f" Left out, as it lies after the report that tells it: {values}."


def _ahead(e: Evidence) -> bool:
    try:
        first = DateInterval.parse(e.statement.value).earliest
    except ValueError:
        return False
    told = e.published.latest if e.published else None
    return bool(first and told and told < date.max - _A_DAY and first > told + _A_DAY)


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
