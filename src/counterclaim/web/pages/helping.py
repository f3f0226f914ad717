"""The help: keys, and what the words mean."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.web.rendering import page
from counterclaim.web.rendering import part as partly
from counterclaim.web.templating import NAVIGATION

router = APIRouter()


@router.get("/help")
def help_page(request: Request, part: str = "") -> HTMLResponse:
    """The keys, and what the words mean."""
    if part:
        return partly(request, "help_sheet.html.j2", pages=NAVIGATION, alone=True)
    return page(request, "help.html.j2", pages=NAVIGATION, alone=False)
