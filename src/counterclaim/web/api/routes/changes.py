"""What changed: as a list to ask for again, and as a stream of events."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Header, Query, Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from counterclaim.pipeline.desk import Desk
from counterclaim.web.api import models
from counterclaim.web.api.answering import answer
from counterclaim.web.api.asking import Reader, Reviewing, Size
from counterclaim.web.security import Action, needs
from counterclaim.web.security.refusals import Refusal

router = APIRouter(prefix="/changes", tags=["changes"], dependencies=[needs(Action.READ)])

PAUSE = 1.0
"""Seconds between looks at the ledger."""
LONGEST = 300.0
"""Seconds after which a stream ends, so that who may read no more is out; clients go on from the last event."""
STREAMS = 10
"""Streams of one viewer at the same time."""
LARGEST = 2**53 - 1
Sequence = Annotated[int, Query(ge=0, le=LARGEST, description="Only what came after this sequence.")]


@router.get("", response_model=models.Changes)
def changes(request: Request, desk: Reviewing, since: Sequence = 0, limit: Size = 500) -> Response:
    """List what happened after a sequence, in order; sequences only grow."""
    items = desk.changes_since(since, limit=limit)
    last = items[-1].sequence if items else since
    return answer(request, models.Changes.model_validate({"items": list(items), "last": last}))


@router.get(
    "/stream",
    response_class=EventSourceResponse,
    responses={
        200: {"description": "Server-sent events", "content": {"text/event-stream": {"schema": {"type": "string"}}}}
    },
)
async def stream(
    request: Request,
    desk: Reviewing,
    viewer: Reader,
    since: Annotated[
        int | None, Query(ge=0, le=LARGEST, description="Begin after this sequence; now if not given.")
    ] = None,
    last_event_id: Annotated[str | None, Header(pattern=r"^\d{1,16}$")] = None,
) -> EventSourceResponse:
    """Follow what happens, as server-sent events.

    Each event's id is its sequence, its name the kind of change, its data JSON with `subject`. A stream ends after
    five minutes; browsers then connect again by themselves and send the last id as `Last-Event-ID`, and nothing is
    missed.
    """
    open_: Counter[str] = request.app.state.streams
    if open_[viewer.name] >= STREAMS:
        raise Refusal(429, f"{STREAMS} streams are open already", why="streams", remedy="close one of them")
    begin = int(last_event_id) if last_event_id else since
    if begin is None:
        begin = await run_sync(desk.last_change)
    return EventSourceResponse(_events(desk, begin, open_, viewer.name), ping=15)


async def _events(desk: Desk, since: int, open_: Counter[str], name: str) -> AsyncIterator[ServerSentEvent]:
    open_[name] += 1
    try:
        until = asyncio.get_running_loop().time() + LONGEST
        # Tells at once where the stream begins, so that a client that breaks off before the first change resumes.
        yield ServerSentEvent(id=str(since), event="begin", data="{}", retry=2000)
        while asyncio.get_running_loop().time() < until:
            found = await run_sync(desk.changes_since, since)
            for change in found:
                since = change.sequence
                yield ServerSentEvent(id=str(since), event=change.kind, data=json.dumps({"subject": change.subject}))
            if not found:
                await asyncio.sleep(PAUSE)
    finally:
        open_[name] -= 1
