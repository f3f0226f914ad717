"""Coastlines: Natural Earth's, and a user's own."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from counterclaim.errors import ConfigError

_LIMIT = 5_000_000
_KINDS = ("Polygon", "MultiPolygon", "LineString", "MultiLineString")
_REMEDY = "give a GeoJSON file of polygons or lines in longitude and latitude"


@cache
def natural_earth() -> dict[str, Any]:
    """Outlines of the world at 1:110 million as TopoJSON (Natural Earth, public domain)."""
    text = files("counterclaim.publications").joinpath("data/outlines-110m.json").read_text("utf-8")
    topology: dict[str, Any] = json.loads(text)
    return topology


def own_outline(path: Path) -> list[dict[str, Any]]:
    """The shapes of a user's GeoJSON file, wound as d3 wants them.

    Raises:
        ConfigError: the file cannot be read, is over 5 MB, or holds anything but polygons and lines.
    """
    try:
        if path.stat().st_size > _LIMIT:
            raise ConfigError("the outline is over 5 MB", where=path.name, remedy="simplify it")
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"the outline cannot be read: {error}", where=path.name, remedy=_REMEDY) from error
    try:
        return [_shape(geometry) for geometry in _geometries(found)]
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ConfigError(f"the outline is not GeoJSON: {error}", where=path.name, remedy=_REMEDY) from error


def _geometries(found: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    kind = found["type"]
    if kind == "FeatureCollection":
        return [feature["geometry"] for feature in found["features"] if feature["geometry"]]
    return [found["geometry"] if kind == "Feature" else found]


def _shape(geometry: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in _KINDS:
        raise ValueError(f"a {kind} is no outline")
    if kind == "Polygon":
        coordinates = _wound(coordinates)
    elif kind == "MultiPolygon":
        coordinates = [_wound(polygon) for polygon in coordinates]
    elif kind == "LineString":
        coordinates = _points(coordinates)
    else:
        coordinates = [_points(line) for line in coordinates]
    return {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}


def _points(line: Any) -> list[list[float]]:  # noqa: ANN401 - any JSON
    points = [[float(point[0]), float(point[1])] for point in line]
    if any(not (-180 <= x <= 180 and -90 <= y <= 90) for x, y in points):
        raise ValueError("coordinates are not longitude and latitude in degrees")
    return points


def _wound(polygon: Any) -> list[list[list[float]]]:  # noqa: ANN401 - any JSON
    """Outer ring clockwise, holes the other way: the reverse of RFC 7946, and what d3 draws as the inside."""
    rings = [_points(ring) for ring in polygon]
    return [ring if (_area(ring) < 0) == (place == 0) else ring[::-1] for place, ring in enumerate(rings)]


def _area(ring: list[list[float]]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2
