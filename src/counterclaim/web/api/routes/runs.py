"""Runs: making verdicts of what people decided, in a process of its own."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from counterclaim.errors import ConfigError
from counterclaim.web.api import models
from counterclaim.web.api.answering import answer
from counterclaim.web.api.asking import Reader
from counterclaim.web.running import Runner
from counterclaim.web.security import Action, needs
from counterclaim.web.security.refusals import Refusal

router = APIRouter(prefix="/runs", tags=["runs"])


@router.get("/current", response_model=models.Run, dependencies=[needs(Action.RUN)])
def current(request: Request) -> Response:
    """Say how far the last run that this server started is."""
    return answer(request, models.Run.model_validate(_runner(request).state()))


@router.post("", response_model=models.Run, status_code=202, dependencies=[needs(Action.RUN)])
def start(request: Request, viewer: Reader) -> Response:
    """Start a run; one at a time."""
    try:
        _runner(request).start(viewer.name)
    except ConfigError as error:
        raise Refusal(409, error.message, why="running", remedy=error.remedy) from error
    body = models.Run.model_validate(_runner(request).state())
    return answer(request, body, status=202, headers={"Location": "/api/v1/runs/current"})


@router.delete("/current", status_code=204, dependencies=[needs(Action.RUN)])
def stop(request: Request) -> Response:
    """Stop a run that goes on; what it has committed stays, and the next run goes on from there."""
    _runner(request).stop()
    return Response(status_code=204)


def _runner(request: Request) -> Runner:
    found = request.app.state.runner
    assert isinstance(found, Runner)
    return found
