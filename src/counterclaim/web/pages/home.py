"""The way in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.web.rendering import page

router = APIRouter()


@router.get("/help")
def help_page(request: Request) -> HTMLResponse:
    """The keys, and what the words mean."""
    return page(request, "help.html.j2")
