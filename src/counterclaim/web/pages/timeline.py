"""Events in time: each as long as its date is uncertain, in a table that needs no scripts."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.model import DISPUTED, UNKNOWN, DateInterval
from counterclaim.model.desk import EventRow
from counterclaim.web.dependencies import Reader, Reviewing
from counterclaim.web.drawing.time import Axis, Mark
from counterclaim.web.masking import mask_for
from counterclaim.web.queries import SORTS, TYPES, Events, address
from counterclaim.web.rendering import page

router = APIRouter()

ROWS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """An event and its place on the axis; no mark without a date."""

    row: EventRow
    mark: Mark | None
    state: str


@router.get("/timeline")
def timeline(request: Request, desk: Reviewing, viewer: Reader, query: Events, cursor: str = "") -> HTMLResponse:
    """A page of events with their dates drawn."""
    found = desk.events(query, cursor=cursor, limit=ROWS)
    intervals = {row.id: DateInterval.parse(row.when) for row in found.items if row.when}
    axis = Axis.over(list(intervals.values()))
    lines = [
        Line(row, axis.mark(intervals[row.id]) if axis and row.id in intervals else None, state(row.outcome))
        for row in found.items
    ]
    mask = mask_for(viewer, desk.whole_events(row.id for row in found.items) if viewer.masked else ())
    return page(
        request,
        "timeline.html.j2",
        here="/timeline",
        mask=mask,
        lines=lines,
        axis=axis,
        found=found,
        query=query,
        asked=address(query),
        sorts=SORTS,
        types=TYPES,
    )


def state(outcome: str) -> str:
    """How the question of the perpetrator stands."""
    return {DISPUTED: "disputed", UNKNOWN: "unknown", "": "unknown"}.get(outcome, "answered")
