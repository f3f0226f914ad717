"""The app: pages, API, files, and what stands around all of them."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from counterclaim.version import VERSION
from counterclaim.web import api, pages, security
from counterclaim.web.settings import WebSettings

STATIC = Path(__file__).parent / "static"


def create_app(settings: WebSettings) -> FastAPI:
    """The web app over one ledger. The API's description is at ``/api/v1/openapi.json``; its docs pages are not served.

    Raises:
        ConfigError: the settings do not fit each other.
        StorageError: the ledger cannot be opened.
    """
    app = FastAPI(
        title="counterclaim",
        version=VERSION,
        description="A ledger of sourced statements about political violence.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    api.install(app)
    pages.install(app)
    security.install(app, settings)
    return app
