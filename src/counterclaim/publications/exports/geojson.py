"""GeoJSON (RFC 7946): one feature for each event. A place that no source locates has no point: its geometry is null."""

from __future__ import annotations

import json
from typing import Any

from counterclaim.publications.exports.events import event_row
from counterclaim.publications.facts import event_place
from counterclaim.publications.material import Material, PublishedEvent

METRES = 111_320
"""Length of a degree of latitude."""


def geojson_bytes(material: Material) -> bytes:
    """All events as a FeatureCollection, WGS 84, longitude before latitude."""
    features = [_feature(event, material.calibration) for event in material.events]
    body = {"type": "FeatureCollection", "features": features}
    return (json.dumps(body, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def _feature(event: PublishedEvent, calibration: str) -> dict[str, Any]:
    place = event_place(event)
    geometry = None
    if place and place.latitude is not None and place.longitude is not None:
        digits = digits_for(place.radius_m)
        point = [round(place.longitude, digits), round(place.latitude, digits)]
        geometry = {"type": "Point", "coordinates": point}
    row = {key: value for key, value in event_row(event, calibration).items() if key not in ("latitude", "longitude")}
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": row}


def digits_for(radius_m: float | None) -> int:
    """Decimal places that a coordinate deserves: none finer than a tenth of the radius within which it is known."""
    if not radius_m:
        return 4
    digits = 0
    while digits < 6 and METRES / 10**digits > radius_m / 10:
        digits += 1
    return digits
