"""Events: lists, one event, its history, timeline and map."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel

from counterclaim.model.desk import EventQuery
from counterclaim.pipeline.outlines import own_shapes
from counterclaim.web.api import models, shaping
from counterclaim.web.api.answering import answer, links
from counterclaim.web.api.asking import Cursor, Reader, Reviewing, Size, fits, found
from counterclaim.web.api.masking import mask_of_events
from counterclaim.web.api.words import Word
from counterclaim.web.dependencies import Settings
from counterclaim.web.security import Action, needs

router = APIRouter(prefix="/events", tags=["events"], dependencies=[needs(Action.READ)])

EventId = Annotated[Word, Path(description="An event's id; ids that merged away lead to the present one.")]
Order = Literal[
    "date", "-date", "title", "-title", "probability", "-probability", "statements", "-statements", "voices", "-voices",
    "documents", "-documents", "toll", "-toll",
]  # fmt: skip
Period = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]


class Asked(BaseModel):
    """Conditions on events; all that are given must hold."""

    text: Word = ""
    place: Word = ""
    actor: Word = ""
    type: Word = ""
    outcome: Word = ""
    contested: bool | None = None
    since: Period = ""
    until: Period = ""
    sort: Order = "date"

    def query(self) -> EventQuery:
        """The same for the desk."""
        return EventQuery(**self.model_dump(exclude={"cursor", "limit"}))


class AskedPage(Asked):
    """Conditions on events, and which page of them."""

    cursor: Cursor = ""
    limit: Size = 50


class AskedDrawing(Asked):
    """Conditions on events, and how many a drawing holds."""

    limit: Annotated[int, Query(ge=1, le=2000)] = 500


Mentions = Annotated[int, Query(ge=1, le=100, description="How many mentions' statements at most.")]
Drawing = Annotated[AskedDrawing, Query()]


@router.get("", response_model=models.Listing[models.EventRow])
def list_events(request: Request, desk: Reviewing, viewer: Reader, asked: Annotated[AskedPage, Query()]) -> Response:
    """List events.

    By date if nothing else is asked for; "-" before the order turns it round. `since` and `until` are days, months or
    years.
    """
    veil = request.app.state.veil
    with fits():
        page = desk.events(asked.query(), cursor=veil.take_off(viewer, asked.cursor), limit=asked.limit)
    after = veil.put_on(viewer, page.next)
    body = shaping.listing(page, models.EventRow.model_validate, after)
    mask = mask_of_events(viewer, desk, [row.id for row in page.items])
    return answer(request, body, mask=mask, headers=links(request, after))


@router.get("/timeline", response_model=models.Spread)
def timeline(request: Request, desk: Reviewing, viewer: Reader, asked: Drawing) -> Response:
    """List events with a date, for a timeline, and how many more there are."""
    with fits():
        spread = desk.timeline(asked.query(), limit=asked.limit)
    mask = mask_of_events(viewer, desk, [row.id for row in spread.rows])
    return answer(request, models.Spread.model_validate(spread), mask=mask)


@router.get("/map", response_model=models.Spread)
def map_of_events(request: Request, desk: Reviewing, viewer: Reader, asked: Drawing) -> Response:
    """List events with a point, for a map, and how many more there are."""
    with fits():
        spread = desk.map(asked.query(), limit=asked.limit)
    mask = mask_of_events(viewer, desk, [row.id for row in spread.rows])
    return answer(request, models.Spread.model_validate(spread), mask=mask)


@router.get("/map/outline", response_model=models.Outline)
def outline(request: Request, settings: Settings) -> Response:
    """Show the outlines that the ledger's own codebook brings, where it brings any."""
    return answer(request, models.Outline(features=own_shapes(settings.ledger)))


@router.get("/{event_id}", response_model=models.Event)
def event(request: Request, desk: Reviewing, viewer: Reader, event_id: EventId) -> Response:
    """Show an event with its statements and what was weighed of them.

    Of an event that very many documents tell of, the statements are those that weigh most; the list of its statements
    goes through all.
    """
    with found():
        view, row = desk.event(event_id), desk.event_row(event_id)
    return answer(request, shaping.event(view, row), mask=mask_of_events(viewer, desk, [view.event.id]))


@router.get("/{event_id}/statements", response_model=models.Listing[models.StatementWithDocument])
def statements(
    request: Request, desk: Reviewing, viewer: Reader, event_id: EventId, cursor: Cursor = "", limit: Mentions = 50
) -> Response:
    """List all statements of an event, those of `limit` mentions on a page."""
    with found():
        view = desk.event(event_id)
    with fits():
        page = desk.event_statements(view.event.id, cursor=cursor, limit=limit)
    body = shaping.listing(page, models.StatementWithDocument.model_validate, page.next)
    return answer(request, body, mask=mask_of_events(viewer, desk, [view.event.id]), headers=links(request, page.next))


@router.get("/{event_id}/related", response_model=models.Listing[models.EventRow])
def related(request: Request, desk: Reviewing, viewer: Reader, event_id: EventId) -> Response:
    """List other events told of in the same documents."""
    with found():
        rows = desk.related(event_id)
    body = models.Listing[models.EventRow](items=[models.EventRow.model_validate(row) for row in rows], total=len(rows))
    return answer(request, body, mask=mask_of_events(viewer, desk, [row.id for row in rows]))


@router.get("/{event_id}/history", response_model=models.EventHistory)
def history(request: Request, desk: Reviewing, viewer: Reader, event_id: EventId) -> Response:
    """Show how an event's verdict moved between the last two runs, and what people decided about it."""
    with found():
        told, present = desk.event_history(event_id), desk.event(event_id).event.id
    return answer(request, shaping.event_history(viewer, told), mask=mask_of_events(viewer, desk, [present]))
