"""The queue: what most needs a person, one thing at a time, with the next one ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from counterclaim.errors import ConfigError
from counterclaim.model import EventView, Property, StatementView
from counterclaim.model.desk import DocumentView
from counterclaim.pipeline.desk import Desk, QueueItem
from counterclaim.pipeline.masking import as_view
from counterclaim.review.queue import KIND_WORDS
from counterclaim.web.dependencies import Reader, Reviewing
from counterclaim.web.excerpts import Excerpt, excerpt
from counterclaim.web.masking import Mask, mask_for
from counterclaim.web.rendering import page, part
from counterclaim.web.security import Viewer

router = APIRouter()
Found = TypeVar("Found")

SHOWN = 40
"""Items of the list beside the card."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to decide, with what must be seen for it."""

    item: QueueItem
    next: str
    """Cursor of the item after it; empty at the end."""
    statement: StatementView | None = None
    excerpt: Excerpt | None = None
    event: EventView | None = None
    other: EventView | None = None
    """What the event may be one with."""
    document: DocumentView | None = None

    @property
    def says(self) -> tuple[StatementView, ...]:
        """What is said of the perpetrator of the event."""
        told = self.event.statements if self.event else ()
        return tuple(v for v in told if v.statement.property is Property.PERPETRATOR)


@router.get("/")
def home() -> Response:
    """The queue is where a day begins."""
    return RedirectResponse("/queue", status_code=307)


@router.get("/queue")
def queue(
    request: Request,
    desk: Reviewing,
    viewer: Reader,
    kind: str = "",
    cursor: str = "",
    at: Annotated[int, Query(ge=0, lt=SHOWN)] = 0,
) -> HTMLResponse:
    """The list, and the card of the item at a place in it."""
    card = _card(desk, kind, cursor, at)
    listed = desk.queue(kind, cursor=cursor, limit=SHOWN)
    return page(
        request,
        "queue.html.j2",
        here="/queue",
        mask=_mask(viewer, card),
        card=card,
        listed=listed,
        counts=desk.queue_counts(),
        kind=kind,
        kinds=KIND_WORDS,
        cursor=cursor,
        at=at,
    )


@router.get("/queue/card")
def card(request: Request, desk: Reviewing, viewer: Reader, kind: str = "", cursor: str = "") -> HTMLResponse:
    """One card alone, for scripts that have the next one ready."""
    found = _card(desk, kind, cursor)
    return part(request, "queue_card.html.j2", mask=_mask(viewer, found), card=found, kind=kind, kinds=KIND_WORDS)


def _card(desk: Desk, kind: str, cursor: str, at: int = 0) -> Card | None:
    found = desk.queue(kind, cursor=cursor, limit=at + 1)
    if not found.items:
        return None
    item = found.items[-1]
    if item.kind == "duplicate":
        event, other = _or_none(desk.event, item.subject_id), _or_none(desk.event, item.event_id)
        if event and other and event.event.id != other.event.id:
            return Card(item, found.next, event=event, other=other)
        return Card(item, found.next)
    if item.kind == "contested" or (item.subject_id.startswith("evt_")):
        return Card(item, found.next, event=_or_none(desk.event, item.event_id or item.subject_id))
    if item.subject_id.startswith("stm_"):
        statement = _or_none(desk.statement, item.subject_id)
        if statement is not None:
            told = desk.document(statement.document.id)
            return Card(item, found.next, statement, excerpt(told, statement.statement.passage), document=told)
    document = _or_none(desk.document, item.document_id) if item.document_id else None
    return Card(item, found.next, document=document)


def _or_none(look: Callable[[str], Found], subject: str) -> Found | None:
    """What an item is about; None where it has gone since the list was made."""
    try:
        return look(subject)
    except ConfigError:
        return None


def _mask(viewer: Viewer, card: Card | None) -> Mask | None:
    if card is None:
        return mask_for(viewer, ())
    views = [event for event in (card.event, card.other) if event]
    return mask_for(viewer, [*views, *([as_view(card.document)] if card.document else [])])
