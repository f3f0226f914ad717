"""The HTTP API under ``/api/v1``: all that the app does, for programs."""

from fastapi import APIRouter, FastAPI

from counterclaim.version import VERSION

router = APIRouter(prefix="/api/v1")


@router.get("/version")
def version() -> dict[str, str]:
    """The program's version."""
    return {"counterclaim": VERSION}


def install(app: FastAPI) -> None:
    """Add the API to the app."""
    app.include_router(router)
