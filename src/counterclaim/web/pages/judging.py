"""Where every form with a decision goes: recorded, told back, and undone with one key."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from counterclaim.errors import ConfigError
from counterclaim.model import Verdict
from counterclaim.pipeline.desk import Desk
from counterclaim.web import wording
from counterclaim.web.deciding import decide
from counterclaim.web.dependencies import Form, Reader, Reviewing
from counterclaim.web.forms import changes_of, texts
from counterclaim.web.rendering import page, part
from counterclaim.web.security import Action, Viewer, needs

router = APIRouter()

REASONS = {
    Verdict.ACCEPT: "read in the passage",
    Verdict.REJECT: "the passage does not say it",
    Verdict.CORRECT: "the passage says it so",
    Verdict.UNDO: "taken back at once",
    Verdict.FINISH: "coded whole",
    Verdict.MERGE: "one and the same event",
    Verdict.SPLIT: "two events",
}
"""Kept where the person gives no words of their own; the form says so beforehand."""


@router.post("/judge", dependencies=[needs(Action.JUDGE)])
def judge(request: Request, desk: Reviewing, viewer: Reader, form: Form) -> Response:
    """Record one decision; back to where it was made, or the message alone for scripts."""
    back = _local(str(form.get("back", "")))
    quick = request.headers.get("x-requested-with") == "fetch"
    try:
        verdict, digest = record(desk, form, viewer)
    except ConfigError as error:
        template = "refused_toast.html.j2" if quick else "refused.html.j2"
        return (part if quick else page)(request, template, status=422, error=error, back=back)
    if quick:
        words = wording.decided(verdict)
        return part(request, "toast.html.j2", digest=digest, words=words, back=back, verdict=verdict)
    joiner = "&" if "?" in back else "?"
    return RedirectResponse(f"{back}{joiner}said={digest}&did={verdict}", status_code=303)


def record(desk: Desk, form: FormData, viewer: Viewer) -> tuple[Verdict, str]:
    """The verdict and the digest of the judgement that a form makes; raises ConfigError where it does not fit."""
    try:
        verdict = Verdict(str(form.get("verdict", "")))
    except ValueError as error:
        raise ConfigError("this is no decision", remedy="choose one of the buttons") from error
    reason = str(form.get("reason", "")).strip() or REASONS.get(verdict, "")
    made = decide(
        desk, viewer, verdict, texts(form, "subject"), reason=reason, changes=changes_of(form, verdict),
        key=str(form.get("key", ""))[:100],
    )  # fmt: skip
    return verdict, made.digest


def _local(address: str) -> str:
    """The address to go back to: one of this app, whatever the form says."""
    fits = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if fits else "/queue"
