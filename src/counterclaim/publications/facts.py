"""When, where and how many: an event's plain facts, as weighed, for tables and figures."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import DISPUTED, UNKNOWN, CountRange, DateInterval, Place, Property
from counterclaim.publications.material import PublishedAssessment, PublishedEvent, PublishedStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A weighed count: canonical texts of the lowest figure standing, the best and the highest."""

    low: str
    best: str
    high: str

    @property
    def disagree(self) -> bool:
        """Whether the sources' figures differ."""
        low, best, high, _ = bounds(self)
        return not low == best == high


def event_dates(event: PublishedEvent) -> tuple[DateInterval, ...]:
    """The weighed date first, then the alternatives that stand beside it; empty where no date is told."""
    weighed = event.assessment(Property.DATE)
    values = [weighed.best, *(c.value for c in weighed.candidates)] if weighed else []
    if not values:
        values = [s.value for s in event.about(Property.DATE)]
    found: list[DateInterval] = []
    for value in filter(None, values):
        interval = _interval(value)
        if interval and interval not in found and (not found or not interval.overlaps(found[0])):
            found.append(interval)
    return tuple(found)


def _interval(value: str) -> DateInterval | None:
    try:
        return DateInterval.parse(value)
    except ValueError:
        return None


def event_place(event: PublishedEvent) -> Place | None:
    """The weighed place with its point if one is known; the first place told otherwise."""
    places = [s.place or Place(name=s.value) for s in event.about(Property.PLACE) if s.value]
    if not places:
        return None
    weighed = event.assessment(Property.PLACE)
    wanted = _place_names(weighed) if weighed else []
    named = [p for name in wanted for p in places if name in (p.name, p.words)]
    ordered = [*named, *places]
    return next((p for p in ordered if p.located and p.name == ordered[0].name), ordered[0])


def _place_names(weighed: PublishedAssessment) -> list[str]:
    names = [weighed.best, weighed.outcome, *(c.value for c in weighed.candidates)]
    return [n for n in names if n and n not in (DISPUTED, UNKNOWN)]


def event_toll(event: PublishedEvent, prop: Property) -> Toll | None:
    """The weighed count of one property; None where no figure is told."""
    weighed = event.assessment(prop)
    if weighed is None or not (weighed.best or weighed.low or weighed.high):
        return None
    best = weighed.best or weighed.low or weighed.high
    return Toll(low=weighed.low or best, best=best, high=weighed.high or best)


def bounds(toll: Toll) -> tuple[int, int, int, bool]:
    """Lowest, best and highest whole number of a toll, and whether the highest is open ("at least")."""
    low, best, high = (CountRange.parse(text) for text in (toll.low, toll.best, toll.high))
    middle = _number(best)
    return low.low or 0, middle, max(_number(high), middle), high.high is None or best.high is None


def _number(count: CountRange) -> int:
    return next(n for n in (count.low, count.high) if n is not None)


def unclaimed(event: PublishedEvent) -> tuple[PublishedStatement, ...]:
    """Statements that nobody claimed the event."""
    return event.about(Property.UNCLAIMED)


def status(event: PublishedEvent) -> str:
    """How the question of the perpetrator stands: "answered", "disputed" or "unknown"."""
    weighed = event.assessment(Property.PERPETRATOR)
    if weighed is None or weighed.outcome in ("", UNKNOWN) or not weighed.candidates:
        return "unknown"
    return "disputed" if weighed.outcome == DISPUTED else "answered"
