"""Puts the door around the app."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import Response

from counterclaim.pipeline.accounts import Accounts, open_accounts
from counterclaim.web.security import csrf
from counterclaim.web.security.errors import install_errors
from counterclaim.web.security.guard import Guard
from counterclaim.web.security.limiting import Limits
from counterclaim.web.security.log import Log
from counterclaim.web.security.needs import undeclared
from counterclaim.web.security.refusals import Refusal, answer
from counterclaim.web.settings import WebSettings


def install(
    app: FastAPI,
    settings: WebSettings,
    *,
    accounts: Accounts | None = None,
    limits: Limits | None = None,
    log: Log | None = None,
) -> None:
    """Put host, size, account, limit and token checks and headers around every request.

    Args:
        app: with all its routes; each declares what it needs.
        settings: for whom it serves.
        accounts: those of the ledger if not given; opened for a team only.
        limits: how often somebody may ask.
        log: standard error if not given.
    """
    found = (accounts or open_accounts(_where(settings.ledger))) if settings.team else None
    app.state.accounts = found
    app.state.limits = limits or Limits()
    app.state.log = log or Log()
    app.add_middleware(
        Guard,
        settings=settings,
        accounts=found,
        limits=app.state.limits,
        log=app.state.log,
        key=csrf.load_key(settings.secrets),
    )

    @app.exception_handler(Refusal)
    async def refused(request: Request, refusal: Refusal) -> Response:
        app.state.log.refused(request.scope, status=refusal.status, why=refusal.why, who=request.state.viewer.name)
        return answer(request.scope, refusal)

    install_errors(app)
    missing = undeclared(app)
    assert not missing, f"routes that do not declare what they need: {missing}"


def _where(ledger: str) -> str | Path:
    return ledger if "://" in ledger else Path(ledger)
