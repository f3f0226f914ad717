"""Problems: what was refused or needs a look, and what to do about it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.web.dependencies import Reader, Reviewing
from counterclaim.web.masking import mask_for
from counterclaim.web.rendering import page

router = APIRouter()

ROWS = 100


@router.get("/problems")
def problems(request: Request, desk: Reviewing, viewer: Reader, cursor: str = "") -> HTMLResponse:
    """A page of problems."""
    found = desk.problems(cursor=cursor, limit=ROWS)
    return page(request, "problems.html.j2", here="/problems", mask=mask_for(viewer, ()), found=found)
