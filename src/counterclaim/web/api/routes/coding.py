"""Double coding: samples, what comes next, how far people agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from counterclaim.pipeline.desk import Desk
from counterclaim.pipeline.double_coding import Agreed, Task
from counterclaim.review.agreement import Agreement, Difference
from counterclaim.review.sampling import Plan, Progress
from counterclaim.web.api import models, shaping
from counterclaim.web.api import models_coding as shown
from counterclaim.web.api.answering import answer
from counterclaim.web.api.asking import Reader, Reviewing, fits, found
from counterclaim.web.api.words import Word, Words
from counterclaim.web.pages.agreement import open_to
from counterclaim.web.security import Action, Viewer, needs

router = APIRouter(tags=["double coding"], dependencies=[needs(Action.JUDGE)])

MOST = 5000
"""Units of a sample that is drawn here."""
SampleId = Annotated[str, Path(pattern="^[0-9a-f]{8,64}$", description="A sample's id, or how it begins.")]
Reason = Annotated[Words, StringConstraints(min_length=1)]
Differences = Annotated[int, Query(ge=0, le=1000, description="How many differences at most.")]
Skipped = Annotated[int, Query(ge=0, le=100_000, description="How many differences to leave out.")]


class NewSample(BaseModel):
    """A sample to draw."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["documents", "statements"]
    coders: Annotated[list[Word], Field(min_length=2, max_length=100)]
    size: Annotated[int, Field(ge=1, le=MOST)] = 50
    each: Annotated[int, Field(ge=2, le=20, description="How many people code each unit.")] = 2
    blind: bool = False
    strata: Literal["", "outlet", "language", "year", "property"] = ""
    seed: Annotated[Word, StringConstraints(max_length=100)] = Field(default="", description="Made up if not given.")
    reason: Reason = Field(description="Why; what the sample is called.")


class NewAnswer(BaseModel):
    """How a coder reads a statement of a sample."""

    model_config = ConfigDict(extra="forbid")

    number: Annotated[int, Field(ge=0, le=MOST, description="Of the task.")]
    said: dict[Word, Words] | None = Field(
        default_factory=dict, max_length=20, description="null: nothing of the kind."
    )
    reason: Reason = "read in the passage"


@router.get("/samples", response_model=models.Listing[shown.Sample])
def samples(request: Request, desk: Reviewing) -> Response:
    """List all samples."""
    items = [_sample(one) for one in desk.double_coding.samples()]
    return answer(request, models.Listing[shown.Sample](items=items, total=len(items)))


@router.post("/samples", response_model=shown.Sample, status_code=201, dependencies=[needs(Action.ADJUDICATE)])
def draw(request: Request, desk: Reviewing, viewer: Reader, asked: NewSample) -> Response:
    """Draw a sample by a seed that is on record, before anybody codes it."""
    plan = Plan(
        kind=asked.kind, seed=asked.seed, coders=tuple(asked.coders), each=asked.each, blind=asked.blind,
        strata=asked.strata,
    )  # fmt: skip
    with fits():
        made = desk.double_coding.draw(plan, asked.size, reason=asked.reason, by=viewer.name)
        body = _sample(desk.double_coding.sample(made.digest))
    return answer(request, body, status=201, headers={"Location": f"/api/v1/samples/{made.digest}"})


@router.get("/samples/{sample_id}", response_model=shown.Sample)
def sample(request: Request, desk: Reviewing, sample_id: SampleId) -> Response:
    """Show a sample, and how far its coders are."""
    with found():
        return answer(request, _sample(desk.double_coding.sample(sample_id)))


@router.get("/samples/{sample_id}/next", response_model=shown.Tasks)
def next_task(request: Request, desk: Reviewing, viewer: Reader, sample_id: SampleId) -> Response:
    """Show what the one who asks is to code next."""
    with found():
        told = desk.double_coding.sample(sample_id)
        task = desk.double_coding.next_task(told, viewer.name)
    done, given = told.of(viewer.name)
    return answer(request, shown.Tasks(done=done, given=given, next=_task(task) if task else None))


@router.post("/samples/{sample_id}/answers", response_model=models.Judgement, status_code=201)
def code(request: Request, desk: Reviewing, viewer: Reader, sample_id: SampleId, asked: NewAnswer) -> Response:
    """Record how the one who asks reads a statement of a sample. A document is coded by judgements, and finished."""
    with found():
        desk.double_coding.sample(sample_id)
    with fits():
        made = desk.double_coding.answer(sample_id, asked.number, asked.said, by=viewer.name, reason=asked.reason)
    headers = {"Location": f"/api/v1/judgements/{made.digest}"}
    return answer(request, shaping.judgement(viewer, made), status=201, headers=headers)


@router.get("/samples/{sample_id}/agreement", response_model=shown.Agreement)
def agreement_of_sample(
    request: Request, desk: Reviewing, viewer: Reader, sample_id: SampleId, limit: Differences = 100, skip: Skipped = 0
) -> Response:
    """Tell how far the coders of a sample agree, and where they differ."""
    with found():
        told = desk.double_coding.agreement(sample_id)
    return answer(request, _agreement(desk, viewer, told, skip, limit))


@router.get("/agreement", response_model=shown.Agreement)
def agreement(
    request: Request, desk: Reviewing, viewer: Reader, limit: Differences = 100, skip: Skipped = 0
) -> Response:
    """Tell how far people agree on whatever two or more of them have judged, and where they differ."""
    with fits():
        told = desk.double_coding.agreement(every=True)
    return answer(request, _agreement(desk, viewer, told, skip, limit))


def _sample(told: Progress) -> shown.Sample:
    plan, sample = told.sample.plan, told.sample
    return shown.Sample(
        id=sample.id, name=sample.name, kind=plan.kind, units=len(sample.units), whole=told.whole, each=plan.each,
        blind=plan.blind, strata=plan.strata, seed=plan.seed, population=plan.population, by=sample.judgement.by,
        drawn=sample.drawn_at, coders=[_coder(told, name) for name in plan.coders],
    )  # fmt: skip


def _coder(told: Progress, name: str) -> shown.Coder:
    done, given = told.of(name)
    return shown.Coder(name=name, done=done, given=given)


def _task(task: Task) -> shown.Task:
    return shown.Task(
        number=task.number, document_id=task.document_id, title=task.title, property=task.unit.property,
        start=task.unit.start, end=task.unit.end, passage=task.passage, text=task.text, reading=list(task.reading),
    )  # fmt: skip


def _agreement(desk: Desk, viewer: Viewer, told: Agreed, skip: int, limit: int) -> shown.Agreement:
    seen = open_to(desk, viewer, told.comparison.differences)
    return shown.Agreement(
        people=list(told.comparison.people), units=len(told.comparison.units), waiting=told.waiting, lost=told.lost,
        withheld=len(told.comparison.differences) - len(seen), measures=list(map(_measure, told.comparison.rows)),
        spans=[shown.Spans(people=list(s.people), f1=s.score.f1) for s in told.comparison.spans],
        differences=_differences(seen[skip : skip + limit]),
    )  # fmt: skip


def _measure(row: Agreement) -> shown.Agreed:
    return shown.Agreed(
        measure=row.measure.words, people=list(row.people), everybody=row.everybody, units=row.units, alpha=row.alpha,
        low=row.interval.low if row.interval else None, high=row.interval.high if row.interval else None,
        same=row.same, verdict=row.verdict,
    )  # fmt: skip


def _differences(told: Sequence[Difference]) -> list[shown.Differing]:
    return [
        shown.Differing(
            unit=one.unit.id, document_id=one.unit.document_id, quote=one.unit.quote, fields=list(one.fields),
            said=[(reading.coder, list(one.said(reading))) for reading in one.unit.readings],
        )
        for one in told
    ]  # fmt: skip
