"""A statement: what the machine read and what people made of it, side by side."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.pipeline.masking import as_view
from counterclaim.web.dependencies import Reader, Reviewing
from counterclaim.web.excerpts import excerpt
from counterclaim.web.masking import mask_for
from counterclaim.web.rendering import page

router = APIRouter(prefix="/statements")


@router.get("/{statement_id}")
def statement(request: Request, desk: Reviewing, viewer: Reader, statement_id: str) -> HTMLResponse:
    """One statement with all its readings."""
    history = desk.statement_history(statement_id)
    document = desk.document(history.present.document.id)
    return page(
        request,
        "statement.html.j2",
        mask=mask_for(viewer, [as_view(document)]),
        history=history,
        view=history.present,
        s=history.present.statement,
        excerpt=excerpt(document, history.present.statement.passage),
        judgements=[r.judgement for r in history.readings],
    )
