"""Where the map looks: a Mercator window around the points, or the whole world where they lie far apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from counterclaim.model import Place

WIDTH = 900
_HEIGHTS = (340, 560)
_LEAST_SPAN = 5.0
"""Degrees: nearer than this the outlines are too coarse to help."""
_WORLD_SPAN = 110.0
_MERCATOR_LIMIT = 78.0
_EQUAL_EARTH_WIDTH = 5.41
"""Width of the whole Equal Earth map in units of its scale."""
EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A projection in Vega's terms: pixels for each radian, and the pixel of longitude 0, latitude 0."""

    type: Literal["mercator", "equalEarth"]
    scale: float
    translate: tuple[float, float]
    height: int
    centre: tuple[float, float]
    """Longitude and latitude in degrees."""

    @property
    def grid(self) -> float:
        """Degrees between the lines of the graticule: some four to eight of them in sight."""
        if self.type != "mercator":
            return 30.0
        across = math.degrees(WIDTH / self.scale)
        return next(step for step in (1.0, 2.0, 5.0, 10.0, 15.0, 30.0) if across / step < 9 or step == 30.0)

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where the window shows a point, in pixels from its upper left corner."""
        across, up = _mercator(longitude, latitude) if self.type == "mercator" else _equal_earth(longitude, latitude)
        return self.translate[0] + self.scale * across, self.translate[1] - self.scale * up


def _mercator(longitude: float, latitude: float) -> tuple[float, float]:
    return math.radians(longitude), _stretch(latitude)


def _equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Šavrič, Patterson and Jenny 2018, equations for the sphere."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    m = math.sqrt(3) / 2
    t = math.asin(m * math.sin(math.radians(latitude)))
    slope = a1 + 3 * a2 * t**2 + t**6 * (7 * a3 + 9 * a4 * t**2)
    return math.radians(longitude) * math.cos(t) / (m * slope), t * (a1 + a2 * t**2 + t**6 * (a3 + a4 * t**2))


def window(places: Sequence[Place]) -> Window:
    """The window that shows all places with the circles of their precision and a margin."""
    boxes = [_box(p) for p in places]
    west, east = min(b[0] for b in boxes), max(b[1] for b in boxes)
    south, north = min(b[2] for b in boxes), max(b[3] for b in boxes)
    if east - west > _WORLD_SPAN or north > _MERCATOR_LIMIT or south < -_MERCATOR_LIMIT or north - south > _WORLD_SPAN:
        return _world()
    longitude = (west + east) / 2
    top, bottom = _stretch(north), _stretch(south)
    middle = (top + bottom) / 2
    least = math.radians(_LEAST_SPAN)
    wide = max(math.radians(east - west) * 1.3, least * 1.6)
    high = max((top - bottom) * 1.35, least)
    height = int(min(max(WIDTH * high / wide, _HEIGHTS[0]), _HEIGHTS[1]))
    scale = min(WIDTH / wide, height / high)
    return Window(
        type="mercator",
        scale=round(scale, 3),
        translate=(round(WIDTH / 2 - scale * math.radians(longitude), 2), round(height / 2 + scale * middle, 2)),
        height=height,
        centre=(longitude, math.degrees(math.atan(math.sinh(middle)))),
    )


def _world() -> Window:
    scale = WIDTH / _EQUAL_EARTH_WIDTH
    height = 440
    return Window(type="equalEarth", scale=scale, translate=(WIDTH / 2, height / 2), height=height, centre=(0.0, 0.0))


def _stretch(latitude: float) -> float:
    held = max(-_MERCATOR_LIMIT - 5, min(_MERCATOR_LIMIT + 5, latitude))
    return math.asinh(math.tan(math.radians(held)))


def _box(place: Place) -> tuple[float, float, float, float]:
    assert place.latitude is not None
    assert place.longitude is not None
    reach = math.degrees((place.radius_m or 0) / 1000 / EARTH_KM)
    wide = reach / max(0.1, math.cos(math.radians(place.latitude)))
    return place.longitude - wide, place.longitude + wide, place.latitude - reach, place.latitude + reach


def circle(longitude: float, latitude: float, radius_m: float, points: int = 64) -> dict[str, object]:
    """A circle of ``radius_m`` metres on the globe as a GeoJSON polygon, wound as d3 wants it (clockwise)."""
    reach = radius_m / 1000 / EARTH_KM
    lat, lon = math.radians(latitude), math.radians(longitude)
    ring = []
    for step in range(points + 1):
        bearing = 2 * math.pi * (step % points) / points
        other = math.asin(math.sin(lat) * math.cos(reach) + math.cos(lat) * math.sin(reach) * math.cos(bearing))
        turn = math.atan2(
            math.sin(bearing) * math.sin(reach) * math.cos(lat), math.cos(reach) - math.sin(lat) * math.sin(other)
        )
        ring.append([round(math.degrees(lon + turn), 5), round(math.degrees(other), 5)])
    return {"type": "Polygon", "coordinates": [ring]}


def scale_bar(view: Window) -> tuple[int, float] | None:
    """(kilometres, pixels) of a bar that takes about a sixth of the window's width; None for the world map."""
    if view.type != "mercator":
        return None
    per_km = view.scale / (EARTH_KM * math.cos(math.radians(view.centre[1])))
    want = WIDTH / 6 / per_km
    size = 10 ** math.floor(math.log10(want))
    kilometres = max(1, int(max(step * size for step in (1, 2, 5) if step * size <= want)))
    return kilometres, kilometres * per_km
