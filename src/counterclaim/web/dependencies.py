"""What routes ask for: who reads, and of which ledger."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Depends, Request
from starlette.datastructures import FormData

from counterclaim.pipeline.desk import Desk
from counterclaim.web.forms import form_of
from counterclaim.web.security import Viewer
from counterclaim.web.settings import WebSettings
from counterclaim.web.sights import desk_at_hand, own_desk


async def settings(request: Request) -> WebSettings:
    """What the app was started with."""
    found = request.app.state.settings
    assert isinstance(found, WebSettings)
    return found


async def desk(request: Request) -> Desk:
    """The desk of the ledger, as who asks may see it."""
    # Mostly it is known, and a thread need not be woken to find it.
    found = desk_at_hand(request)
    return found if found is not None else await run_sync(own_desk, request)


async def reader(request: Request) -> Viewer:
    """Who asks, as `counterclaim.web.security` found it."""
    found = request.state.viewer
    assert isinstance(found, Viewer)
    return found


Settings = Annotated[WebSettings, Depends(settings)]
Reviewing = Annotated[Desk, Depends(desk)]
Reader = Annotated[Viewer, Depends(reader)]
Form = Annotated[FormData, Depends(form_of)]
