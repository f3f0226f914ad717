"""Turn Natural Earth's outlines, as world-atlas packs them (TopoJSON), into the GeoJSON that the app's map draws.

    python tools/web_outlines.py land-50m.json countries-50m.json

Land is drawn as areas and borders as lines between two countries; nothing carries a name, and no border is decided.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "src/counterclaim/web/static/vendor/natural-earth.json"
DECIMALS = 2
STEP = 0.05
"""Points nearer than this to the one before, in degrees either way, are left out: finer than the map is drawn."""


def arcs_of(topology: dict[str, Any]) -> list[list[list[float]]]:
    """Arcs in degrees, rounded, with what the rounding makes double left out."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[list[float]] = []
        for place, (dx, dy) in enumerate(arc, start=1):
            x, y = x + dx, y + dy
            point = [round(x * sx + tx, DECIMALS), round(y * sy + ty, DECIMALS)]
            if not line or place == len(arc) or max(abs(a - b) for a, b in zip(point, line[-1], strict=True)) > STEP:
                line.append(point)
        found.append(line)
    return found


def ring(indices: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    """One closed ring from arcs; an index below zero names an arc that is walked backwards."""
    points: list[list[float]] = []
    for index in indices:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += line[1:] if points else line
    return points


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of a geometry, as rings of arc numbers."""
    if geometry["type"] == "GeometryCollection":
        return [polygon for part in geometry["geometries"] for polygon in polygons(part)]
    kinds = {"Polygon": lambda: [geometry["arcs"]], "MultiPolygon": lambda: geometry["arcs"]}
    return kinds.get(geometry["type"], list)()


def feature(kind: str, shape: str, coordinates: list[Any]) -> dict[str, Any]:
    """A GeoJSON feature."""
    return {"type": "Feature", "properties": {"kind": kind}, "geometry": {"type": shape, "coordinates": coordinates}}


def main() -> None:
    """Write the file."""
    land, countries = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
    arcs = arcs_of(land)
    rings = [[ring(r, arcs) for r in polygon] for polygon in polygons(land["objects"]["land"])]
    kept = [[r for r in polygon if len(r) > 3] for polygon in rings]
    borders = arcs_of(countries)
    used = Counter(
        index if index >= 0 else ~index
        for polygon in polygons(countries["objects"]["countries"])
        for r in polygon
        for index in r
    )
    lines = [borders[index] for index, count in sorted(used.items()) if count > 1 and len(borders[index]) > 1]
    features = [
        feature("land", "MultiPolygon", [p for p in kept if p]),
        feature("border", "MultiLineString", lines),
    ]
    OUT.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(f"wrote {OUT.name}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
