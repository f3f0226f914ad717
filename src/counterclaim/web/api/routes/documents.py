"""Documents and statements."""

from __future__ import annotations

import contextlib
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from counterclaim.errors import ConfigError
from counterclaim.web.api import models, shaping
from counterclaim.web.api.answering import answer
from counterclaim.web.api.asking import Reader, Reviewing, fits, found
from counterclaim.web.api.masking import mask_of_documents
from counterclaim.web.api.words import Word, Words
from counterclaim.web.security import Action, needs

router = APIRouter(dependencies=[needs(Action.READ)])

DocumentId = Annotated[Word, Path(description="A document's id.")]
StatementId = Annotated[Word, Path(description="A statement's id, or the id that it had before a correction.")]


@router.get("/documents/{document_id}", response_model=models.Document, tags=["documents"])
def document(request: Request, desk: Reviewing, viewer: Reader, document_id: DocumentId) -> Response:
    """Show a document with its text and all that was read in it.

    Instructions for harm are blanked; parts that are `graphic` are meant to be folded behind a warning.
    """
    with found():
        view = desk.document(document_id)
    return answer(request, shaping.document(viewer, view), mask=mask_of_documents(viewer, desk, [document_id]))


class Forgetting(BaseModel):
    """Why a document is to be removed for good."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[Words, StringConstraints(min_length=1)] = Field(
        description="Kept in the chain, so it must not repeat what is forgotten."
    )


@router.post(
    "/documents/{document_id}/forget",
    response_model=models.Judgement,
    tags=["documents"],
    dependencies=[needs(Action.FORGET)],
)
def forget(request: Request, desk: Reviewing, viewer: Reader, document_id: DocumentId, asked: Forgetting) -> Response:
    """Remove a document for good: bytes, text, statements, index and words about it in judgements.

    Answers with the tombstone. It cannot be undone. A run starts by itself; until its end the events have no verdict.
    """
    with fits():
        made = desk.forget(document_id, reason=asked.reason, by=viewer.name)
    with contextlib.suppress(ConfigError):
        request.app.state.runner.start(viewer.name)
    return answer(request, shaping.judgement(viewer, desk.judgement(made.judgement)))


@router.get("/statements/{statement_id}", response_model=models.StatementWithDocument, tags=["statements"])
def statement(request: Request, desk: Reviewing, viewer: Reader, statement_id: StatementId) -> Response:
    """Show a statement as it now stands. Its ETag goes into the If-Match of a judgement about it."""
    with found():
        view = desk.statement(statement_id)
    mask = mask_of_documents(viewer, desk, [view.document.id])
    return answer(request, models.StatementWithDocument.model_validate(view), mask=mask)


@router.get("/statements/{statement_id}/history", response_model=models.StatementHistory, tags=["statements"])
def history(request: Request, desk: Reviewing, viewer: Reader, statement_id: StatementId) -> Response:
    """Show the machine's reading of a statement and each person's, side by side."""
    with found():
        told = desk.statement_history(statement_id)
    mask = mask_of_documents(viewer, desk, [told.present.document.id])
    return answer(request, shaping.statement_history(viewer, told), mask=mask)
