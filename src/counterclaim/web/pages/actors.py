"""Actors: their names, their record as speakers, and what was claimed over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.model import Act, DateInterval
from counterclaim.model.desk import ActorClaim
from counterclaim.web.dependencies import Reader, Reviewing
from counterclaim.web.drawing.time import Axis
from counterclaim.web.masking import mask_for
from counterclaim.web.queries import Word
from counterclaim.web.rendering import page

router = APIRouter(prefix="/actors")

ROWS, MASKED_EVENTS = 60, 50


@dataclass(frozen=True, slots=True)
class Dot:
    """A claim on the axis of time, in the row of its act."""

    x: float
    width: float
    row: int
    claim: ActorClaim


@router.get("")
def actors(request: Request, desk: Reviewing, viewer: Reader, q: Word = "", cursor: str = "") -> HTMLResponse:
    """Actors by how much is said by and of them."""
    found = desk.actors(q.strip(), cursor=cursor, limit=ROWS)
    events = [e for row in found.items for e in desk.actor(row.key).events[:3]] if viewer.masked else []
    mask = mask_for(viewer, desk.whole_events(e.id for e in events) if viewer.masked else ())
    return page(request, "actors.html.j2", here="/actors", mask=mask, found=found, q=q)


@router.get("/{key:path}")
def actor(request: Request, desk: Reviewing, viewer: Reader, key: str) -> HTMLResponse:
    """One actor."""
    view = desk.actor(key)
    mask = mask_for(viewer, desk.whole_events(e.id for e in view.events[:MASKED_EVENTS]) if viewer.masked else ())
    claims = once(view.claims)
    axis, acts, dots = strip(claims)
    context: dict[str, Any] = {"view": view, "claims": claims, "axis": axis, "acts": acts, "dots": dots, "key": key}
    return page(request, "actor.html.j2", here="/actors", mask=mask, **context)


def once(claims: Sequence[ActorClaim]) -> list[ActorClaim]:
    """Each statement once: who claims something for itself speaks and is named in one."""
    found: dict[str, ActorClaim] = {}
    for claim in claims:
        if claim.own or claim.statement_id not in found:
            found[claim.statement_id] = claim
    return list(found.values())


def strip(claims: Sequence[ActorClaim]) -> tuple[Axis | None, tuple[str, ...], list[Dot]]:
    """Claims with a date on one axis, a row for each act."""
    dated = [(claim, DateInterval.parse(claim.when)) for claim in claims if claim.when]
    axis = Axis.over([interval for _, interval in dated])
    used = {claim.act for claim, _ in dated}
    acts = tuple(str(act) for act in Act if act in used)
    if axis is None:
        return None, (), []
    marks = [(claim, axis.mark(interval)) for claim, interval in dated]
    marks.sort(key=lambda mark: mark[0].own)
    return axis, acts, [Dot(mark.x, mark.width, acts.index(claim.act), claim) for claim, mark in marks]
