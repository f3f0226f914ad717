"""The queue, actors, search, problems, activity."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from counterclaim.model.desk import SearchFilters
from counterclaim.web.api import models, shaping
from counterclaim.web.api.answering import answer, links
from counterclaim.web.api.asking import Cursor, Reader, Reviewing, Size, fits, found
from counterclaim.web.api.masking import WITHHELD, mask_of_documents, mask_of_events
from counterclaim.web.api.words import Word
from counterclaim.web.security import Action, needs
from counterclaim.web.security.refusals import Refusal

router = APIRouter(dependencies=[needs(Action.READ)])
FARTHEST = 9_999
"""Last result that a search shows."""


@router.get(
    "/queue", response_model=models.Listing[models.QueueItem], tags=["queue"], dependencies=[needs(Action.JUDGE)]
)
def queue(request: Request, desk: Reviewing, kind: Word = "", cursor: Cursor = "", limit: Size = 50) -> Response:
    """List what most needs a person, the most urgent first; of all kinds, or of one."""
    with fits():
        page = desk.queue(kind, cursor=cursor, limit=limit)
    return answer(
        request, shaping.listing(page, models.QueueItem.model_validate, page.next), headers=links(request, page.next)
    )


@router.get("/queue/counts", response_model=models.Counts, tags=["queue"], dependencies=[needs(Action.JUDGE)])
def queue_counts(request: Request, desk: Reviewing) -> Response:
    """Say how many of each kind wait, in the order of the queue."""
    return answer(
        request, models.Counts(kinds=[models.Waiting(kind=k, items=n) for k, n in desk.queue_counts().items()])
    )


@router.get("/actors", response_model=models.Listing[models.ActorRow], tags=["actors"])
def actors(
    request: Request,
    desk: Reviewing,
    viewer: Reader,
    text: Annotated[Word, Query(description="A part of a name.")] = "",
    cursor: Cursor = "",
    limit: Size = 50,
) -> Response:
    """List actors that speak or are named as perpetrators, those of most statements first.

    Readers get those of the codebook alone: a name of the texts may be a private person's.
    """
    veil = request.app.state.veil
    with fits():
        page = desk.actors(text, cursor=veil.take_off(viewer, cursor), limit=limit)
    after = veil.put_on(viewer, page.next)
    rows = [models.ActorRow.model_validate(row) for row in page.items if row.kind or not viewer.masked]
    body = models.Listing[models.ActorRow](items=rows, next=after, total=None if viewer.masked else page.total)
    return answer(request, body, headers=links(request, after))


@router.get("/actors/{key:path}", response_model=models.Actor, tags=["actors"])
def actor(
    request: Request, desk: Reviewing, viewer: Reader, key: Annotated[Word, Path(description="As `/actors` has it.")]
) -> Response:
    """Show an actor with its names, its record as a speaker, its claims over time and its events."""
    with found():
        view = desk.actor(key)
    if viewer.masked and not view.row.kind:
        raise Refusal(404, "no actor of this ledger has this key", why="unknown", remedy="look it up among the actors")
    ids = [claim.event_id for claim in view.claims] + [row.id for row in view.events]
    return answer(request, models.Actor.model_validate(view), mask=mask_of_events(viewer, desk, ids))


Asked = Annotated[
    Word,
    Query(
        description='Words, "a phrase", a beginning*; OR between alternatives, NOT word to leave out, (brackets).',
        min_length=1,
    ),
]
Offset = Annotated[int, Query(ge=0, le=FARTHEST, description="How many of the best to leave out.")]


def _filters(
    outlet: Word = "",
    language: Word = "",
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "",
    act: Word = "",
    actor: Word = "",
    kind: Annotated[
        str, Query(pattern="^(document|statement)?$", description="Documents, if neither `act` nor `actor` is given.")
    ] = "",
) -> SearchFilters:
    return SearchFilters(outlet=outlet, language=language, year=year, act=act, actor=actor, kind=kind)


Filters = Annotated[SearchFilters, Depends(_filters)]


@router.get("/search", response_model=models.SearchPage, tags=["search"])
def search(
    request: Request,
    desk: Reviewing,
    viewer: Reader,
    filters: Filters,
    q: Asked,
    limit: Size = 20,
    offset: Offset = 0,
) -> Response:
    """Search documents or quotes, best first, with counts by kind, outlet, language, year, act and actor.

    A query that cannot be read is refused with the character at which it goes wrong. `behind` tells how many documents
    the index does not have yet. Readers' snippets are masked, and their words not marked.
    """
    with fits():
        page = desk.search(q, filters=filters, limit=limit, offset=offset)
    if viewer.masked:
        page = replace(page, results=tuple(replace(result, marks=()) for result in page.results))
    mask = mask_of_documents(viewer, desk, [result.document_id for result in page.results])
    return answer(request, shaping.search_page(page), mask=mask)


@router.get("/search/ids", response_model=models.SearchIds, tags=["search"])
def search_ids(
    request: Request,
    desk: Reviewing,
    filters: Filters,
    q: Asked,
    limit: Size = 100,
    offset: Offset = 0,
) -> Response:
    """Search as above, and give nothing but ids: for who goes through all that matches."""
    with fits():
        found = desk.search_ids(q, filters=filters, limit=limit, offset=offset)
    items = [{"document_id": document, "statement_id": statement} for document, statement in found]
    return answer(request, models.SearchIds.model_validate({"items": items, "offset": offset}))


@router.get("/problems", response_model=models.Listing[models.Problem], tags=["problems"])
def problems(request: Request, desk: Reviewing, viewer: Reader, cursor: Cursor = "", limit: Size = 50) -> Response:
    """List what was refused or needs a look, each with its remedy. Readers see neither files nor words of texts."""
    with fits():
        page = desk.problems(cursor=cursor, limit=limit)
    body = shaping.listing(page, shaping.problem, page.next)
    if viewer.masked:
        hidden = {"subject": WITHHELD, "place": WITHHELD, "message": WITHHELD}
        body = body.model_copy(update={"items": [item.model_copy(update=hidden) for item in body.items]})
    return answer(request, body, headers=links(request, page.next))


@router.get("/activity", response_model=models.Listing[models.ActivityItem], tags=["activity"])
def activity(request: Request, desk: Reviewing, viewer: Reader, cursor: Cursor = "", limit: Size = 50) -> Response:
    """List what happened in the ledger, the latest first."""
    with fits():
        page = desk.activity(cursor=cursor, limit=limit)
    body = shaping.listing(page, lambda item: shaping.activity(viewer, item), page.next)
    return answer(request, body, headers=links(request, page.next))
