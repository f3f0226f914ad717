"""Events in space: each as wide as its place is uncertain; a table says the same without scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from counterclaim.model.desk import EventQuery, EventRow
from counterclaim.pipeline.outlines import own_shapes
from counterclaim.publications.figures.projection import circle
from counterclaim.web.dependencies import Reader, Reviewing, Settings
from counterclaim.web.masking import Mask, mask_for
from counterclaim.web.pages.timeline import state
from counterclaim.web.queries import TYPES, Events, address
from counterclaim.web.rendering import page
from counterclaim.web.wording import shown_plain, when

router = APIRouter(prefix="/map")

DRAWN, LISTED = 800, 200
NAMED = 8
"""Events of one place that its sign names; the table has all."""
CORNERS = 32
"""Of a disc."""
EXACT = 1500
"""Metres; a place that is known better is a full sign."""

Place = tuple[float, float, float]
"""Longitude, latitude, and how far around it may have been, in metres."""


@router.get("")
def event_map(request: Request, desk: Reviewing, viewer: Reader, query: Events) -> HTMLResponse:
    """The map and the table of the same events."""
    spread = desk.map(query, limit=LISTED)
    mask = mask_for(viewer, desk.whole_events(row.id for row in spread.rows) if viewer.masked else ())
    return page(
        request,
        "map.html.j2",
        here="/map",
        mask=mask,
        spread=spread,
        query=query,
        asked=address(query),
        types=TYPES,
        sorts={},
    )


@router.get("/events.geojson")
def points(desk: Reviewing, viewer: Reader, query: Events, event: str = "") -> Response:
    """What the map draws: a disc as wide as each place is uncertain, and a point in it."""
    rows = (desk.event_row(event),) if event else desk.map(query, limit=DRAWN).rows
    mask = mask_for(viewer, desk.whole_events(row.id for row in rows) if viewer.masked else ()) or str
    places: dict[Place, list[EventRow]] = {}
    for row in rows:
        if row.latitude is not None and row.longitude is not None:
            places.setdefault((row.longitude, row.latitude, row.radius_m or 0.0), []).append(row)
    return _geojson([feature for place, here in places.items() for feature in _features(place, here, mask)])


@router.get("/outline.geojson")
def outline(settings: Settings) -> Response:
    """The ledger's own outlines, where its codebook has any."""
    return _geojson(own_shapes(settings.ledger))


def listed(query: EventQuery) -> str:
    """Where the map finds its events."""
    return f"/map/events.geojson?{address(query)}"


def _features(place: Place, rows: Sequence[EventRow], mask: Mask) -> list[dict[str, Any]]:
    """The sign of a place, and the disc that it lies in; no sign is ever moved away from another."""
    longitude, latitude, radius = place
    states = {state(row.outcome) for row in rows}
    told = {
        "n": len(rows),
        "state": states.pop() if len(states) == 1 else "mixed",
        "exact": radius < EXACT,
        "radius": radius,
        "events": [[r.id, mask(shown_plain(r.title)), when(r.when) or "date not told"] for r in rows[:NAMED]],
    }
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    found = [{"type": "Feature", "properties": {**told, "kind": "point"}, "geometry": point}]
    if radius:
        disc = _disc(longitude, latitude, radius)
        found.insert(0, {"type": "Feature", "properties": {**told, "kind": "disc", "events": []}, "geometry": disc})
    return found


@lru_cache(maxsize=10_000)
def _disc(longitude: float, latitude: float, radius: float) -> Mapping[str, object]:
    return circle(longitude, latitude, radius, CORNERS)


def _geojson(features: list[dict[str, Any]]) -> Response:
    return JSONResponse(
        {"type": "FeatureCollection", "features": features},
        media_type="application/geo+json",
        headers={"Cache-Control": "no-cache"},
    )
