"""Activity: what was decided and done, the latest first, and each decision with its link of the chain."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.errors import ConfigError
from counterclaim.model.desk import ActivityItem
from counterclaim.pipeline.desk import Desk
from counterclaim.web.dependencies import Reader, Reviewing
from counterclaim.web.masking import mask_for
from counterclaim.web.rendering import page

router = APIRouter(prefix="/activity")

ROWS = 60
LOOKED_AT = 200


@router.get("")
def activity(request: Request, desk: Reviewing, viewer: Reader, cursor: str = "") -> HTMLResponse:
    """A page of what happened."""
    found = desk.activity(cursor=cursor, limit=ROWS)
    return page(request, "activity.html.j2", here="/activity", mask=mask_for(viewer, ()), found=found)


@router.get("/{digest}")
def one(request: Request, desk: Reviewing, viewer: Reader, digest: str) -> HTMLResponse:
    """One decision."""
    item = _find(desk, digest)
    return page(
        request,
        "decision.html.j2",
        here="/activity",
        mask=mask_for(viewer, ()),
        j=item.judgement,
        judgements=[item.judgement],
        digest=digest,
    )


def _find(desk: Desk, digest: str) -> ActivityItem:
    cursor = ""
    while True:
        found = desk.activity(cursor=cursor, limit=LOOKED_AT)
        for item in found.items:
            if item.judgement is not None and item.subject == digest:
                return item
        cursor = found.next
        if not cursor:
            raise ConfigError(f"no judgement has the digest {digest[:64]!r}", remedy="the page Activity lists them")
