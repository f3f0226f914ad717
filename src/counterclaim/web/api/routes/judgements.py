"""Judgements: preview, record, read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from counterclaim.errors import ConfigError
from counterclaim.model import Judgement, Verdict
from counterclaim.pipeline.desk import Desk
from counterclaim.web.api import models, shaping
from counterclaim.web.api.answering import answer, etag, must_match, rendered
from counterclaim.web.api.asking import Reader, Reviewing, fits, found
from counterclaim.web.api.masking import mask_of_documents, mask_of_events
from counterclaim.web.api.words import Word, Words
from counterclaim.web.deciding import decide
from counterclaim.web.security import Action, Viewer, needs
from counterclaim.web.security.refusals import Refusal

router = APIRouter(prefix="/judgements", tags=["judgements"])

_ABOUT_STATEMENTS = (Verdict.ACCEPT, Verdict.CORRECT, Verdict.REJECT)
_ABOUT_EVENTS = (Verdict.MERGE, Verdict.SPLIT, Verdict.RESOLVE)
Subjects = Annotated[list[Word], Field(min_length=1, max_length=500)]
Digest = Annotated[str, Path(pattern="^[0-9a-f]{8,64}$", description="A judgement's digest, or how it begins.")]


class NewJudgement(BaseModel):
    """A decision to record."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "verdict": "correct",
                    "subjects": ["stm_3f0c9a1b2d4e5f60718293a4"],
                    "reason": "the text says believed",
                    "changes": {"act": "suspects"},
                }
            ]
        },
    )

    verdict: Verdict
    subjects: Subjects = Field(description="Ids: a statement, events, an event and its parts; a name; a digest.")
    reason: Annotated[Words, StringConstraints(min_length=1)] = Field(description="Why; kept in the chain.")
    changes: dict[Word, Words] = Field(default_factory=dict, max_length=20, description="New values by field.")


class Outline(BaseModel):
    """A merge or split to look at beforehand."""

    model_config = ConfigDict(extra="forbid")

    verdict: Annotated[Verdict, Field(description="merge or split")]
    subjects: Subjects


@router.post("/preview", response_model=models.Preview, dependencies=[needs(Action.JUDGE)])
def preview(request: Request, desk: Reviewing, viewer: Reader, asked: Outline) -> Response:
    """Show what a merge or split would come to; nothing is recorded."""
    with fits():
        seen = desk.preview(asked.verdict, *asked.subjects)
    return answer(request, shaping.preview(viewer, seen))


@router.post("", response_model=models.Judgement, status_code=201, dependencies=[needs(Action.JUDGE)])
def judge(
    request: Request,
    desk: Reviewing,
    viewer: Reader,
    asked: NewJudgement,
    idempotency_key: Annotated[
        str | None,
        Header(pattern=r"^[A-Za-z0-9._~:-]{8,100}$", description="The same key again gives the same judgement again."),
    ] = None,
    if_match: Annotated[
        str | None, Header(description="The ETag of the statement or event as it was read; 412 if it has changed.")
    ] = None,
) -> Response:
    """Record a decision: append-only, chained, and input to the next run.

    With an `Idempotency-Key` a request may be sent again after a broken connection: the judgement is recorded once.
    The same key with another request is refused (422).
    """
    if if_match is not None:
        must_match(request, _present(desk, viewer, asked))
    with fits():
        made = decide(
            desk, viewer, asked.verdict, asked.subjects, reason=asked.reason, changes=asked.changes,
            key=idempotency_key or "",
        )  # fmt: skip
    body = shaping.judgement(viewer, made)
    return answer(request, body, status=201, headers={"Location": f"/api/v1/judgements/{made.digest}"})


@router.get("/{digest}", response_model=models.Judgement, dependencies=[needs(Action.READ)])
def judgement(request: Request, desk: Reviewing, viewer: Reader, digest: Digest) -> Response:
    """Show a judgement."""
    with found():
        told: Judgement = desk.judgement(digest)
    return answer(request, shaping.judgement(viewer, told))


def _present(desk: Desk, viewer: Viewer, asked: NewJudgement) -> str:
    """The ETag that the subject's own page has now."""
    try:
        if asked.verdict in _ABOUT_STATEMENTS:
            view = desk.statement(asked.subjects[0])
            mask = mask_of_documents(viewer, desk, [view.document.id])
            return etag(rendered(models.StatementWithDocument.model_validate(view), mask))
        if asked.verdict in _ABOUT_EVENTS:
            event = desk.event(asked.subjects[0])
            return etag(
                rendered(
                    shaping.event(event, desk.event_row(event.event.id)), mask_of_events(viewer, desk, [event.event.id])
                )
            )
    except ConfigError as error:
        raise Refusal(422, error.message, why="unknown", remedy=error.remedy) from error
    raise Refusal(422, f"{asked.verdict} is about no one version", why="unfit", remedy="leave If-Match out")
