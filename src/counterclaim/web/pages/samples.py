"""Double coding: samples, who codes what, how far they are, and the next thing to code."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Form as Field
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from counterclaim.errors import ConfigError
from counterclaim.pipeline.double_coding import STRATA
from counterclaim.review.sampling import DOCUMENTS, STATEMENTS, Plan
from counterclaim.web.dependencies import Form, Reader, Reviewing
from counterclaim.web.excerpts import excerpt
from counterclaim.web.forms import FIELDS
from counterclaim.web.rendering import page
from counterclaim.web.security import Action, needs

router = APIRouter(prefix="/samples", dependencies=[needs(Action.JUDGE)])

READ = "read in the passage"
"""Kept where a coder gives no words of their own; the form says so."""
MOST = 5000
"""Units of one sample that can be drawn here."""
SHOWN = 200
"""Units of a sample that one page lists."""
EXAMPLE = "agreement, March"


@router.get("")
def samples(request: Request, desk: Reviewing) -> HTMLResponse:
    """All samples, and the form that draws one."""
    found = desk.double_coding.samples()
    return page(
        request, "samples.html.j2", here="/samples", found=found, kinds=(DOCUMENTS, STATEMENTS), strata=STRATA,
        example=EXAMPLE,
    )  # fmt: skip


@router.post("", dependencies=[needs(Action.ADJUDICATE)])
def draw(
    request: Request,
    desk: Reviewing,
    viewer: Reader,
    kind: Annotated[str, Field(max_length=20)],
    coders: Annotated[str, Field(max_length=2000)],
    reason: Annotated[str, Field(max_length=2000)],
    size: Annotated[int, Field(ge=1, le=MOST)] = 50,
    each: Annotated[int, Field(ge=2, le=20)] = 2,
    blind: Annotated[bool, Field()] = False,
    strata: Annotated[str, Field(max_length=20)] = "",
    seed: Annotated[str, Field(max_length=100)] = "",
) -> Response:
    """Draw a sample."""
    names = tuple(name.strip() for name in coders.replace(",", "\n").splitlines() if name.strip())
    plan = Plan(kind=kind, seed=seed, coders=names, each=each, blind=blind, strata=strata)
    try:
        made = desk.double_coding.draw(plan, size, reason=reason, by=viewer.name)
    except ConfigError as error:
        return page(request, "refused.html.j2", status=422, error=error, back="/samples")
    return RedirectResponse(f"/samples/{made.digest}", status_code=303)


@router.get("/{sample_id}")
def sample(request: Request, desk: Reviewing, viewer: Reader, sample_id: str) -> HTMLResponse:
    """One sample: who is how far, and its units."""
    found = desk.double_coding.sample(sample_id)
    titles = desk.double_coding.titles(found.sample.units[:SHOWN])
    return page(
        request, "sample.html.j2", here="/samples", p=found, units=found.sample.units[:SHOWN], titles=titles,
        waiting=found.waiting(viewer.name), hidden=found.sample.plan.blind and viewer.name in found.sample.plan.coders,
    )  # fmt: skip


@router.get("/{sample_id}/code")
def task(request: Request, desk: Reviewing, viewer: Reader, sample_id: str) -> Response:
    """What the viewer codes next."""
    coding = desk.double_coding
    found = coding.sample(sample_id)
    task = coding.next_task(found, viewer.name)
    document = desk.document(task.document_id) if task and task.document_id else None
    return page(
        request, "sample_task.html.j2", here="/samples", p=found, task=task, document=document,
        done=found.of(viewer.name), reason=READ,
        excerpt=excerpt(document, task.place) if task and document and task.passage else None,
    )  # fmt: skip


@router.post("/{sample_id}/code")
def answer(request: Request, desk: Reviewing, viewer: Reader, sample_id: str, form: Form) -> Response:
    """Record how the viewer reads a statement, and go on."""
    number = str(form.get("number", ""))
    said = {n.removeprefix(FIELDS): v for n, v in form.items() if n.startswith(FIELDS) and isinstance(v, str)}
    reason = str(form.get("reason", "")).strip() or READ
    try:
        place = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 9 else -1
        desk.double_coding.answer(
            sample_id, place, None if form.get("take") == "nothing" else said, by=viewer.name, reason=reason
        )
    except ConfigError as error:
        return page(request, "refused.html.j2", status=422, error=error, back=f"/samples/{sample_id}/code")
    return RedirectResponse(f"/samples/{sample_id}/code", status_code=303)
