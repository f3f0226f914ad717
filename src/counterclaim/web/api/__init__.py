"""The HTTP API under ``/api/v1``: all that the app does, for programs."""

from fastapi import APIRouter, FastAPI

from counterclaim.version import VERSION
from counterclaim.web.security import Action, needs

router = APIRouter(prefix="/api/v1")


@router.get("/version", dependencies=[needs(Action.READ)])
def version() -> dict[str, str]:
    """The program's version."""
    return {"counterclaim": VERSION}


def install(app: FastAPI) -> None:
    """Add the API to the app."""
    app.include_router(router)
