"""Run now: what people decided is weighed, in a process of its own, while everybody goes on working."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from counterclaim.errors import ConfigError
from counterclaim.web.dependencies import Reader, Reviewing
from counterclaim.web.rendering import page, part
from counterclaim.web.running import Runner
from counterclaim.web.security import Action, needs

router = APIRouter(prefix="/run")


def runner(request: Request) -> Runner:
    """The app's runner."""
    found = request.app.state.runner
    assert isinstance(found, Runner)
    return found


@router.get("")
def show(request: Request, desk: Reviewing) -> HTMLResponse:
    """How many decisions wait, and how far a run is."""
    return page(request, "run.html.j2", state=runner(request).state(), waiting=desk.pending())


@router.get("/status")
def status(request: Request) -> HTMLResponse:
    """How far a run is, for scripts that look every second."""
    return part(request, "run_status.html.j2", state=runner(request).state())


@router.post("", dependencies=[needs(Action.RUN)])
def start(request: Request, viewer: Reader) -> Response:
    """Start a run."""
    try:
        runner(request).start(viewer.name)
    except ConfigError as error:
        return page(request, "refused.html.j2", status=409, error=error, back="/run")
    return RedirectResponse("/run", status_code=303)


@router.post("/stop", dependencies=[needs(Action.RUN)])
def stop(request: Request) -> Response:
    """Stop it; what is committed stays."""
    runner(request).stop()
    return RedirectResponse("/run", status_code=303)
