"""Coordinates that cannot be right: swapped, at 0, 0, or other than the point in the same row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from counterclaim.codebooks.data_sets import Point

Row = Mapping[str, str]
_WKT = re.compile(r"POINT ?\((-?[0-9.eE-]+) (-?[0-9.eE-]+)\)")
_NULL = 0.01
"""Degrees around 0, 0 within which nobody lives."""
_SAME = 0.01
_FAR = 12.0
_NEAR = 8.0
"""Degrees from the middle of a country's rows: beyond the one a point is odd, within the other it belongs there."""
_ENOUGH = 5


@dataclass(slots=True)
class Middles:
    """The middle of the rows of each country, as the file itself has them."""

    _told: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    _middle: dict[str, tuple[float, float]] = field(default_factory=dict)

    def count(self, row: Row, point: Point) -> None:
        """Take note of a row's point."""
        found = coordinates(row, point)
        if found is not None and row.get(point.country):
            self._told[row[point.country]].append(found)

    def settle(self) -> None:
        """Find the middles; countries with few rows have none."""
        for country, told in self._told.items():
            if len(told) >= _ENOUGH:
                self._middle[country] = median(lat for lat, _ in told), median(lon for _, lon in told)
        self._told.clear()

    def swapped(self, row: Row, point: Point) -> bool:
        """Whether the point lies far from its country's others, and near them with its two numbers changed over."""
        found, middle = coordinates(row, point), self._middle.get(row.get(point.country, ""))
        if found is None or middle is None:
            return False
        return _apart(found, middle) > _FAR and _apart(found[::-1], middle) < _NEAR


def coordinates(row: Row, point: Point) -> tuple[float, float] | None:
    """Latitude and longitude of a row, None where they are not told or no numbers."""
    try:
        return float(row[point.latitude]), float(row[point.longitude])
    except (KeyError, ValueError):
        return None


def point_fault(row: Row, points: Iterable[Point], middles: Middles) -> tuple[str, str, str] | None:
    """(column, what is wrong, remedy) of the first point that cannot be right."""
    for point in points:
        alone = [c for c in (point.latitude, point.longitude) if not row.get(c)]
        if len(alone) == 1:
            return alone[0], "is empty, and the other coordinate is not", "fill in both, or empty both"
        found = coordinates(row, point)
        if found is None:
            continue
        if max(map(abs, found)) < _NULL:
            return point.latitude, "is 0, and so is the longitude: no place", "fill in the place, or empty both cells"
        if _otherwise(row, point, found) or middles.swapped(row, point):
            return point.latitude, "and the longitude are swapped", "change them over"
    return None


def _otherwise(row: Row, point: Point, found: tuple[float, float]) -> bool:
    """Whether the same row gives the two numbers the other way round as well-known text."""
    match = _WKT.fullmatch(row.get(point.wkt, "")) if point.wkt else None
    if match is None:
        return False
    longitude, latitude = float(match[1]), float(match[2])
    return _apart(found, (latitude, longitude)) > _SAME and _apart(found, (longitude, latitude)) < _SAME


def _apart(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
