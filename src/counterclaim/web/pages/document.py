"""A document: its text with the statements at their places, and what a person can say of them."""

from __future__ import annotations

import contextlib
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from counterclaim.errors import ConfigError
from counterclaim.model import Verdict
from counterclaim.model.desk import DocumentView
from counterclaim.pipeline.masking import as_view
from counterclaim.web.dependencies import Form, Reader, Reviewing
from counterclaim.web.forms import changes_of
from counterclaim.web.highlights import paragraphs
from counterclaim.web.masking import mask_for
from counterclaim.web.rendering import page
from counterclaim.web.security import Action, needs

router = APIRouter(prefix="/documents")

LONGEST = 40_000
"""Code points on one page; a longer text has several."""


@router.get("/{document_id}")
def document(
    request: Request, desk: Reviewing, viewer: Reader, document_id: str, sheet: Annotated[int, Query(ge=1)] = 1
) -> HTMLResponse:
    """One sheet of a document's text."""
    view = desk.document(document_id)
    cuts = sheets(view)
    sheet = min(sheet, len(cuts))
    first, last = cuts[sheet - 1]
    start = view.segments[first].start if view.segments else 0
    end = view.segments[last - 1].end if last else 0
    shown = [v for v in view.statements if start <= v.statement.passage.start < end or not view.document.text]
    events = dict(view.events)
    mask = mask_for(viewer, [as_view(view)])
    return page(
        request,
        "document.html.j2",
        mask=mask,
        view=view,
        paragraphs=paragraphs(view, first, last),
        statements=shown,
        elsewhere=len(view.statements) - len(shown),
        event_of={v.statement.id: events.get(v.statement.mention_id, "") for v in shown},
        titles={i: desk.event_row(i).title for i in dict.fromkeys(events.values())} if viewer.judges else {},
        tasks=desk.double_coding.given(viewer.name, view.document.item_sha256) if viewer.judges else (),
        sheet=sheet,
        sheets=len(cuts),
        repeats={r.origin_id: r for r in view.repeats},
        repeated={r.document_id: r for r in view.repeated_by},
    )


@router.post("/{document_id}/forget", dependencies=[needs(Action.FORGET)])
def forget(request: Request, desk: Reviewing, viewer: Reader, document_id: str, form: Form) -> Response:
    """Remove a document for good, and start the run that weighs its events without it."""
    try:
        if form.get("sure") != "yes":
            raise ConfigError("it cannot be undone", remedy="tick the box if you are sure")
        desk.forget(document_id, reason=str(form.get("reason", "")), by=viewer.name)
    except ConfigError as error:
        return page(request, "refused.html.j2", status=422, error=error, back=f"/documents/{document_id}")
    with contextlib.suppress(ConfigError):
        request.app.state.runner.start(viewer.name)
    return RedirectResponse("/activity", status_code=303)


def sheets(view: DocumentView) -> list[tuple[int, int]]:
    """First and last segment (exclusive) of each sheet; cut between segments, where one gets too long."""
    found: list[tuple[int, int]] = []
    first = 0
    for place, segment in enumerate(view.segments):
        if segment.end - view.segments[first].start > LONGEST and place > first:
            found.append((first, place))
            first = place
    return [*found, (first, len(view.segments))]


@router.post("/{document_id}/add", dependencies=[needs(Action.JUDGE)])
def add(request: Request, desk: Reviewing, viewer: Reader, document_id: str, form: Form) -> Response:
    """Record a statement that the coder did not find."""
    given = changes_of(form, Verdict.ADD)
    reason = str(form.get("reason", "")).strip() or "found in the text by hand"
    try:
        made = desk.judge(Verdict.ADD, document_id, reason=reason, by=viewer.name, changes=given)
    except ConfigError as error:
        return page(request, "refused.html.j2", status=422, error=error, back=f"/documents/{document_id}")
    return RedirectResponse(f"/documents/{document_id}?said={made.digest}&did=add", status_code=303)
