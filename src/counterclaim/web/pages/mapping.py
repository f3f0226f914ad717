"""Events in space: each as wide as its place is uncertain; a table says the same without scripts."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from counterclaim.model.desk import EventQuery, EventRow
from counterclaim.pipeline.outlines import own_shapes
from counterclaim.publications.figures.projection import circle
from counterclaim.web.dependencies import Reader, Reviewing, Settings
from counterclaim.web.masking import mask_for
from counterclaim.web.pages.timeline import state
from counterclaim.web.queries import TYPES, Events, address
from counterclaim.web.rendering import page
from counterclaim.web.wording import shown_plain, when

router = APIRouter(prefix="/map")

DRAWN, LISTED = 2000, 200


@router.get("")
def event_map(request: Request, desk: Reviewing, viewer: Reader, query: Events) -> HTMLResponse:
    """The map and the table of the same events."""
    spread = desk.map(query, limit=LISTED)
    mask = mask_for(viewer, [desk.event(row.id) for row in spread.rows] if viewer.masked else ())
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
    mask = mask_for(viewer, [desk.event(row.id) for row in rows] if viewer.masked else ()) or str
    features = [feature for row in rows for feature in _features(row, mask(shown_plain(row.title)))]
    return _geojson(features)


@router.get("/outline.geojson")
def outline(settings: Settings) -> Response:
    """The ledger's own outlines, where its codebook has any."""
    return _geojson(own_shapes(settings.ledger))


def listed(query: EventQuery) -> str:
    """Where the map finds its events."""
    return f"/map/events.geojson?{address(query)}"


def _features(row: EventRow, title: str) -> list[dict[str, Any]]:
    if row.latitude is None or row.longitude is None:
        return []
    told = {
        "id": row.id,
        "title": title,
        "when": when(row.when) or "date not told",
        "state": state(row.outcome),
        "exact": not row.radius_m or row.radius_m < 1500,
    }
    point = {"type": "Point", "coordinates": [row.longitude, row.latitude]}
    found = [{"type": "Feature", "properties": {**told, "kind": "point"}, "geometry": point}]
    if row.radius_m:
        disc = circle(row.longitude, row.latitude, row.radius_m)
        found.insert(0, {"type": "Feature", "properties": {**told, "kind": "disc"}, "geometry": disc})
    return found


def _geojson(features: list[dict[str, Any]]) -> Response:
    return JSONResponse(
        {"type": "FeatureCollection", "features": features},
        media_type="application/geo+json",
        headers={"Cache-Control": "no-cache"},
    )
