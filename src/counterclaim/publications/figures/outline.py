"""Coastlines: Natural Earth's, and a user's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
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
            raise ConfigError("the outline is over 5 MB", where=str(path), remedy="simplify it")
        found = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        where = f"{path}, line {error.lineno}, column {error.colno}"
        raise ConfigError(f"the outline is not JSON: {error.msg}", where=where, remedy=_REMEDY) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"the outline cannot be read: {error}", where=str(path), remedy=_REMEDY) from error
    with _told(str(path)):
        geometries = list(_geometries(found))
    shapes = []
    for place, geometry in geometries:
        with _told(f"{path}{place}"):
            shapes.append(_shape(geometry))
    return shapes


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Turn what JSON of another form leads to into an error that names file and place."""
    try:
        yield
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError) as error:
        what = str(error)
        if isinstance(error, KeyError):
            what = f"{error} is missing"
        elif isinstance(error, IndexError):
            what = "a point needs longitude and latitude"
        raise ConfigError(f"the outline is not GeoJSON: {what}", where=where, remedy=_REMEDY) from error


def _geometries(found: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any JSON
    """Geometries with their places in the file."""
    if not isinstance(found, dict):
        raise TypeError("an object with a type is wanted")
    kind = found["type"]
    if kind != "FeatureCollection":
        yield "", found["geometry"] if kind == "Feature" else found
        return
    for number, feature in enumerate(found["features"], start=1):
        place = f", feature {number}"
        if not isinstance(feature, dict) or "geometry" not in feature:
            # Told as a geometry that is none, so that the place comes along.
            yield place, feature
        elif feature["geometry"]:
            yield place, feature["geometry"]


def _shape(geometry: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    if not isinstance(geometry, dict):
        raise TypeError("an object with type and coordinates is wanted")
    kind = geometry["type"]
    if kind not in _KINDS:
        raise ValueError(f"a {kind} is no outline")
    coordinates = geometry["coordinates"]
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
