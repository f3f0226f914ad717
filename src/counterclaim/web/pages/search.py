"""Search: documents and quotes with snippets and facets."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from counterclaim.errors import ConfigError
from counterclaim.model.desk import SearchFilters, SearchPage
from counterclaim.pipeline.masking import as_view
from counterclaim.web.dependencies import Reader, Reviewing
from counterclaim.web.masking import mask_for
from counterclaim.web.queries import Word
from counterclaim.web.rendering import page, part

router = APIRouter()

ROWS = 20
FACETS = {
    "kind": "Found in",
    "act": "Act",
    "actor": "Actor",
    "outlet": "Outlet",
    "language": "Language",
    "year": "Year",
}


def _filters(
    outlet: Word = "", language: Word = "", year: Word = "", act: Word = "", actor: Word = "", kind: Word = ""
) -> SearchFilters:
    return SearchFilters(outlet=outlet, language=language, year=year, act=act, actor=actor, kind=kind)


@router.get("/search")
def search(
    request: Request,
    desk: Reviewing,
    viewer: Reader,
    filters: Annotated[SearchFilters, Depends(_filters)],
    q: Word = "",
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> HTMLResponse:
    """Results of a search; for scripts that search as one types the results alone."""
    found, refused = None, None
    if q.strip():
        try:
            found = desk.search(q.strip(), filters=filters, limit=ROWS, offset=offset)
        except ConfigError as error:
            refused = error
    documents = {r.document_id for r in found.results} if found and viewer.masked else set()
    mask = mask_for(viewer, [as_view(desk.document(d)) for d in sorted(documents)])
    context: dict[str, Any] = {
        "q": q,
        "found": found,
        "refused": refused,
        "filters": filters,
        "facets": FACETS,
        "links": _links(q, filters, found) if found else {},
        "following": _address(q, filters, offset + ROWS) if found and offset + ROWS < found.total else "",
    }
    if request.headers.get("hx-request") == "true":
        return part(request, "search_results.html.j2", mask=mask, **context)
    return page(request, "search.html.j2", here="/search", mask=mask, **context)


def _links(q: str, filters: SearchFilters, found: SearchPage) -> dict[tuple[str, str], str]:
    """Where each facet's value leads: to the narrower search, or back from it."""
    made = {}
    for name, values in found.facets:
        for value, _ in values:
            chosen = getattr(filters, name) == value
            made[name, value] = _address(q, replace(filters, **{name: "" if chosen else value}), 0)
    return made


def _address(q: str, filters: SearchFilters, offset: int) -> str:
    given = {"q": q, **{name: value for name, value in asdict(filters).items() if value}}
    return f"/search?{urlencode(given | ({'offset': str(offset)} if offset else {}))}"
