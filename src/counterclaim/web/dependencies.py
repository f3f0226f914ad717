"""What routes ask for: who reads, and of which ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from counterclaim.web.security import Viewer
from counterclaim.web.settings import WebSettings


def settings(request: Request) -> WebSettings:
    """What the app was started with."""
    found = request.app.state.settings
    assert isinstance(found, WebSettings)
    return found


def reader(request: Request) -> Viewer:
    """Who asks, as `counterclaim.web.security` found it."""
    found = request.state.viewer
    assert isinstance(found, Viewer)
    return found


Settings = Annotated[WebSettings, Depends(settings)]
Reader = Annotated[Viewer, Depends(reader)]
