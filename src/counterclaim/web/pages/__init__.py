"""The pages, one module and one template each."""

from fastapi import FastAPI

from counterclaim.web.pages import (
    account,
    activity,
    actors,
    adjudicate,
    agreement,
    document,
    errors,
    event,
    helping,
    judging,
    mapping,
    people,
    problems,
    queue,
    run,
    samples,
    search,
    sign_in,
    statement,
    timeline,
)
from counterclaim.web.security import Action, needs

PAGES = (
    queue, document, statement, event, timeline, mapping, actors, search, problems, activity, run, helping, judging,
    samples, agreement, adjudicate, account, people,
)  # fmt: skip


def install(app: FastAPI) -> None:
    """Add all pages to the app; each asks at least for a reader, and for more where it says so."""
    app.include_router(sign_in.router, include_in_schema=False)
    for module in PAGES:
        app.include_router(module.router, include_in_schema=False, dependencies=[needs(Action.READ)])
    errors.install(app)
