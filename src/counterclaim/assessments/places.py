"""Where it happened: the most precise place on which voices agree; what they do not agree on stays an alternative."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from counterclaim.assessments.ballots import Ballot, Electorate, ballots, basis, candidates_of, weights_of
from counterclaim.model import Assessment, Evidence, Place, Property
from counterclaim.model.values.actor_name import name_key
from counterclaim.model.vocabulary import DISPUTED

_EARTH_KM = 6371.0
_UNKNOWN_RADIUS_KM = 5.0


def weigh_places(event_id: str, evidence: Sequence[Evidence], numbers: Electorate) -> Assessment | None:
    """Weigh the place; None where nobody gives one."""
    cast = ballots(evidence, Property.PLACE, numbers)
    if not cast:
        return None
    told = {e.statement.value: e.statement.place or Place(name=e.statement.value) for b in cast for e in b.evidence}
    supports = supported(told)
    found = candidates_of(cast, supports)
    top = found[0]
    agreed = len(found) == 1 or top.probability > numbers.value("outcome.least_share")
    believed = {v: sum(c.probability for c in found if c.value in supports[v]) for v in told}
    return Assessment(
        event_id=event_id,
        property=Property.PLACE,
        candidates=found,
        outcome=top.value if agreed else DISPUTED,
        weights=weights_of(cast, believed, numbers),
        voices=len(cast),
        method="most precise place agreed on",
        confidence=basis(cast),
        best=top.value,
        explanation=_explain(cast, [c.value for c in found]),
    )


def supported(told: Mapping[str, Place]) -> dict[str, list[str]]:
    """For each name the most precise names that lie in it: "Philippines" supports "Manila" where both are told."""
    inside = {
        outer: [inner for inner in sorted(told) if inner != outer and holds(told[outer], told[inner])]
        for outer in sorted(told)
    }
    precise = {outer for outer, inner in inside.items() if not inner}
    supports = {}
    for outer, inner in inside.items():
        found = [i for i in inner if i in precise]
        # Two names that hold each other are one place: the first in the alphabet stands for both.
        supports[outer] = found or [min([outer, *inner])]
    return supports


def holds(outer: Place, inner: Place) -> bool:
    """Whether ``inner`` lies in ``outer``, by the gazetteer's points, by country, or by a name within the name."""
    if outer.gazetteer_id and outer.gazetteer_id == inner.gazetteer_id:
        return outer.name > inner.name
    left, right = set(name_key(outer.name).split()), set(name_key(inner.name).split())
    if left < right:
        return True
    if not outer.countries or not set(outer.countries) & set(inner.countries):
        return False
    if not outer.located or not inner.located:
        return _wide(outer) and not _wide(inner)
    wider = _radius_km(outer) > _radius_km(inner)
    return wider and distance_km(outer, inner) <= _radius_km(outer)


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance of two located places in kilometres (haversine)."""
    lat1, lon1 = _point(one)
    lat2, lon2 = _point(other)
    across = lon2 - lon1
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(a)))


def _point(place: Place) -> tuple[float, float]:
    if place.latitude is None or place.longitude is None:
        raise ValueError(f"{place.name!r} has no coordinates")
    return math.radians(place.latitude), math.radians(place.longitude)


def _radius_km(place: Place) -> float:
    return place.radius_m / 1000 if place.radius_m is not None else _UNKNOWN_RADIUS_KM


def _wide(place: Place) -> bool:
    return place.basis == "centroid" or (place.radius_m or 0) > 100_000


def _explain(cast: Sequence[Ballot], values: Sequence[str]) -> str:
    if len(values) == 1:
        return f"{len(cast)} voice{' places' if len(cast) == 1 else 's place'} it in {values[0]}."
    return f"Voices differ: {', '.join(values)}."
