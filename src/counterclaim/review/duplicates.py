"""Events that stand near each other and were kept apart, and links that hold an event together weakly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from counterclaim.model import Assessment, CountRange, DateInterval, Event, EventType, LinkExplanation, Property

DAYS = 2
"""Events whose days are farther apart are not suspected."""
KILOMETRES = 30.0
"""Nor are those whose places are."""
WEAK = 0.8
"""A link of less than this probability holds an event together weakly."""
SUSPECT = 0.55
"""Pairs that are less alike than this are not asked about."""
MOST_BESIDE = 50
"""How many events that follow within the days one is compared with: in dense data more would find nothing better."""

_LONGEST_DAYS = 7
_VAGUE = (EventType.ATTACK, EventType.OTHER, "")
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """As much of an event as tells whether another may be the same."""

    event_id: str
    first: int
    last: int
    """Days, as ordinals."""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    type: str = ""
    outcome: str = ""
    toll: CountRange | None = None
    distinct: frozenset[str] = frozenset()
    """Data sets in it that declare each of their rows an event of its own."""


def sketch(
    event_id: str, assessments: Iterable[Assessment], point: tuple[float | None, float | None] = (None, None)
) -> Sketch | None:
    """The sketch of an event from what was weighed of it; None where no days are told, or more than a week."""
    found = {a.property: a for a in assessments}
    when = _best(found.get(Property.DATE))
    try:
        days = DateInterval.parse(when)
    except ValueError:
        return None
    if days.earliest is None or days.latest is None or (days.latest - days.earliest).days > _LONGEST_DAYS:
        return None
    try:
        toll = CountRange.parse(_best(found.get(Property.FATALITIES)))
    except ValueError:
        toll = None
    return Sketch(
        event_id=event_id,
        first=days.earliest.toordinal(),
        last=days.latest.toordinal(),
        place=_best(found.get(Property.PLACE)),
        latitude=point[0],
        longitude=point[1],
        type=_best(found.get(Property.TYPE)),
        outcome=_best(found.get(Property.PERPETRATOR)),
        toll=toll,
    )


def suspected(sketches: Iterable[Sketch], apart: Collection[frozenset[str]] = ()) -> list[tuple[Sketch, Sketch, float]]:
    """Pairs of events that may be one, with how alike they are (0 to 1), the most alike first.

    Each event is asked about once, with the one that is most like it. Sorted by day, so that each is compared only with
    what lies within `DAYS`.

    Args:
        sketches: in any order.
        apart: pairs of event ids that a person holds apart.
    """
    ordered = sorted(sketches, key=lambda s: (s.first, s.last, s.event_id))
    starts = [s.first for s in ordered]
    pairs = []
    for number, left in enumerate(ordered):
        end = min(bisect_left(starts, left.last + DAYS + 1), number + 1 + MOST_BESIDE)
        for right in ordered[number + 1 : end]:
            alike = likeness(left, right)
            if alike >= SUSPECT and frozenset((left.event_id, right.event_id)) not in apart:
                pairs.append((left, right, alike))
    pairs.sort(key=lambda pair: (-pair[2], pair[0].event_id, pair[1].event_id))
    asked: set[str] = set()
    found = []
    for left, right, alike in pairs:
        if left.event_id not in asked and right.event_id not in asked:
            asked |= {left.event_id, right.event_id}
            found.append((left, right, alike))
    return found


def likeness(left: Sketch, right: Sketch) -> float:
    """How alike two events are: a product over days, place, type, toll and answer."""
    if left.distinct & right.distinct:
        return 0.0
    days = max(right.first - left.last, left.first - right.last, 0)
    if days > DAYS:
        return 0.0
    return (1 - 0.2 * days) * _near(left, right) * _kinds(left, right) * _tolls(left, right) * _answers(left, right)


def words(left: Sketch, right: Sketch) -> str:
    """What speaks for two events being one, and what against, in words."""
    days = max(right.first - left.last, left.first - right.last, 0)
    told = ["the same day" if days == 0 else f"{days} day{'s' if days > 1 else ''} apart"]
    distance = _distance(left, right)
    if distance:
        told.append(f"{distance:.0f} km apart")
    elif left.place and _same_place(left, right):
        told.append(f"both at {left.place}")
    told.append("" if left.type == right.type else f"{left.type or 'no type'} or {right.type or 'no type'}")
    told.append("" if left.toll == right.toll else f"{left.toll or 'no figure'} or {right.toll or 'no figure'} killed")
    return ", ".join(part for part in told if part)


def weak_links(event: Event) -> LinkExplanation | None:
    """The weakest link of an event that no person made, where it is weak; None where all hold."""
    links = [link for link in event.links if link.by != "judgement" and link.probability < WEAK]
    return min(links, key=lambda link: (link.probability, link.left, link.right), default=None)


def _best(assessment: Assessment | None) -> str:
    if assessment is None or not assessment.candidates:
        return ""
    return assessment.best or assessment.candidates[0].value


def _near(left: Sketch, right: Sketch) -> float:
    distance = _distance(left, right)
    if distance is not None:
        return 1 - 0.5 * distance / KILOMETRES if distance <= KILOMETRES else 0.0
    if not (left.place and right.place):
        return 0.4
    return 1.0 if _same_place(left, right) else 0.0


def _same_place(left: Sketch, right: Sketch) -> bool:
    return left.place.casefold() == right.place.casefold()


def _kinds(left: Sketch, right: Sketch) -> float:
    return 1.0 if left.type == right.type or left.type in _VAGUE or right.type in _VAGUE else 0.7


def _tolls(left: Sketch, right: Sketch) -> float:
    return 1.0 if left.toll is None or right.toll is None or left.toll.compatible(right.toll) else 0.7


def _answers(left: Sketch, right: Sketch) -> float:
    return 1.0 if left.outcome == right.outcome or not (left.outcome and right.outcome) else 0.85


def _distance(left: Sketch, right: Sketch) -> float | None:
    """Kilometres on a sphere (haversine); None where a place is not known."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    a, b, c, d = map(radians, (left.latitude, left.longitude, right.latitude, right.longitude))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
