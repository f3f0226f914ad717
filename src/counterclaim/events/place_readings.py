"""The readings of a mention's place: the likeliest and the others that its name may mean, with their points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.model import OtherPlace, Place

Reading = tuple[float, float, float, float]
"""Latitude, longitude, radius in kilometres, probability."""
DATELINE = "dateline"
"""Basis of a place that only a report's dateline tells: where it was filed, often not where it happened."""
_UNKNOWN_KM = 5.0


def readings(place: Place | None) -> tuple[Reading, ...]:
    """All readings of a mention's place that have a point, where there is more than one; none otherwise."""
    if place is None or not place.alternatives:
        return ()
    return tuple(_points([place, *place.alternatives]))


def _points(places: Sequence[Place | OtherPlace]) -> Iterator[Reading]:
    for one in places:
        if one.latitude is not None and one.longitude is not None:
            radius = one.radius_m / 1000 if one.radius_m is not None else _UNKNOWN_KM
            yield one.latitude, one.longitude, radius, one.probability
