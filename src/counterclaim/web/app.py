"""The app: pages, API, files, and what stands around all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from counterclaim.pipeline.accounts import Accounts
from counterclaim.pipeline.desk import open_desk
from counterclaim.version import VERSION
from counterclaim.web import api, pages, security
from counterclaim.web.running import Runner
from counterclaim.web.security.limiting import Limits
from counterclaim.web.security.log import Log
from counterclaim.web.settings import WebSettings
from counterclaim.web.sights import Sights

STATIC = Path(__file__).parent / "static"


@asynccontextmanager
async def _closing(app: FastAPI) -> AsyncIterator[None]:
    """Give the ledger up when the app ends."""
    yield
    app.state.runner.close()
    app.state.desk.close()


def create_app(
    settings: WebSettings,
    *,
    accounts: Accounts | None = None,
    limits: Limits | None = None,
    log: Log | None = None,
) -> FastAPI:
    """The web app over one ledger. The API's description is at ``/api/v1/openapi.json``; its docs pages are not served.

    Args:
        settings: for whom it serves, and what.
        accounts: those of the ledger if not given.
        limits: how often somebody may ask.
        log: where refusals and faults are told; standard error if not given.

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
        lifespan=_closing,
    )
    app.state.settings = settings
    app.state.desk = open_desk(settings.ledger, apart=True)
    app.state.sights = Sights(app.state.desk)
    app.state.runner = Runner(settings.ledger)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    api.install(app)
    pages.install(app)
    security.install(app, settings, accounts=accounts, limits=limits, log=log)
    return app
