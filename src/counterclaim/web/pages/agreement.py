"""How far people agree, and where they differ: for a sample, or for whatever two of them have judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.pipeline.desk import Desk
from counterclaim.pipeline.double_coding import Agreed, estimates
from counterclaim.review.agreement import Agreement, Difference
from counterclaim.review.agreement.comparison import SAFE, TENTATIVE
from counterclaim.web.dependencies import Reader, Reviewing
from counterclaim.web.drawing.estimates import dots
from counterclaim.web.rendering import page
from counterclaim.web.security import Action, Viewer, needs

router = APIRouter(dependencies=[needs(Action.JUDGE)])

SHOWN = 50
"""Differences on one page."""
_STATEMENT = "stm_"


@dataclass(frozen=True, slots=True)
class Differing:
    """A passage that people read differently, ready to show."""

    difference: Difference
    title: str
    address: str
    """Where it can be decided or seen."""


@router.get("/agreement")
def every(request: Request, desk: Reviewing, viewer: Reader, first: int = 0) -> HTMLResponse:
    """Whatever two people or more have judged."""
    return _page(request, desk, viewer, desk.double_coding.agreement(every=True), first)


@router.get("/samples/{sample_id}/agreement")
def of_sample(request: Request, desk: Reviewing, viewer: Reader, sample_id: str, first: int = 0) -> HTMLResponse:
    """One sample."""
    return _page(request, desk, viewer, desk.double_coding.agreement(sample_id), first)


def _page(request: Request, desk: Desk, viewer: Viewer, found: Agreed, first: int) -> HTMLResponse:
    seen = open_to(desk, viewer, found.comparison.differences)
    first = max(0, min(first, len(seen)))
    shown = seen[first : first + SHOWN]
    titles = desk.double_coding.titles_of({d.unit.document_id for d in shown})
    return page(
        request,
        "agreement.html.j2",
        here="/samples",
        found=found,
        told=found.comparison,
        dots=dots(estimates(found), (TENTATIVE, SAFE)),
        who=_who,
        differing=[_differing(viewer, one, titles) for one in shown],
        count=len(seen),
        first=first,
        after=first + SHOWN if first + SHOWN < len(seen) else 0,
        withheld=len(found.comparison.differences) - len(seen),
    )


def open_to(desk: Desk, viewer: Viewer, differences: Sequence[Difference]) -> list[Difference]:
    """Those that the viewer is not coding blind."""
    sight = desk.double_coding.sight(viewer.name)
    hidden = sight.documents | {unit.item_sha256 for unit in sight.statements}
    closed = desk.double_coding.documents_with(hidden) if hidden else frozenset()
    return [one for one in differences if one.unit.document_id not in closed]


def _who(row: Agreement) -> str:
    return "all of them" if row.everybody and len(row.people) > 2 else " and ".join(row.people)


def _differing(viewer: Viewer, one: Difference, titles: dict[str, str]) -> Differing:
    room = "adjudicate" if viewer.may(Action.ADJUDICATE) else "statements"
    known = one.unit.id.startswith(_STATEMENT)
    address = f"/{room}/{one.unit.id}" if known else f"/documents/{one.unit.document_id}"
    return Differing(one, titles.get(one.unit.document_id, one.unit.document_id), address)
