"""The HTTP API under ``/api/v1``: all that the app does, for programs."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, FastAPI

from counterclaim.version import VERSION
from counterclaim.web.api import describing
from counterclaim.web.api.masking import Veil
from counterclaim.web.api.routes import changes, coding, documents, events, judgements, looking, runs, team
from counterclaim.web.security import Action, needs

router = APIRouter(prefix="/api/v1")


@router.get("/version", dependencies=[needs(Action.READ)], tags=["team"])
def version() -> dict[str, str]:
    """Say the program's version."""
    return {"counterclaim": VERSION}


for module in (events, documents, looking, judgements, coding, changes, runs, team):
    router.include_router(module.router)


def install(app: FastAPI) -> None:
    """Add the API to the app, with its description and the page that shows it."""
    app.state.veil = Veil()
    app.state.streams = Counter()
    app.include_router(router)
    app.include_router(describing.router)
    describing.install(app)
