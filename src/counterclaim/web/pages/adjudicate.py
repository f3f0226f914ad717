"""Adjudication: what people read differently, each reading beside the others, and one key to say which holds."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from counterclaim.errors import ConfigError
from counterclaim.model import Statement, Verdict
from counterclaim.model.desk import HumanReading, StatementHistory
from counterclaim.pipeline.correcting import AS
from counterclaim.pipeline.desk import Desk
from counterclaim.review.rules import DECISION
from counterclaim.web.deciding import decide
from counterclaim.web.dependencies import Form, Reader, Reviewing
from counterclaim.web.excerpts import excerpt
from counterclaim.web.forms import changes_of
from counterclaim.web.rendering import page
from counterclaim.web.security import Action, needs

router = APIRouter(prefix="/adjudicate", dependencies=[needs(Action.ADJUDICATE)])

SHOWN = 40
"""Cases in the list beside the one that is shown."""
REASON = "the passage says it so"
"""Kept where an adjudicator gives no words of their own; the form says so."""
MACHINE, NOBODY, PERSON = "machine", "nobody", "person:"
"""What a button takes: the machine's reading, that nothing of the kind is said, or a person's reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One reading to choose from."""

    key: str
    take: str
    who: str
    statement: Statement | None
    """None: nothing of the kind is said."""
    reading: HumanReading | None = None
    """Of a person; None for the machine."""


@router.get("")
def first(request: Request, desk: Reviewing) -> HTMLResponse:
    """The case that needs a decision most, with the others beside it."""
    cases = desk.queue("conflict", limit=SHOWN).items
    return _page(request, desk, cases[0].subject_id if cases else "")


@router.get("/{statement_id}")
def case(request: Request, desk: Reviewing, statement_id: str) -> HTMLResponse:
    """One case."""
    return _page(request, desk, statement_id)


@router.post("/{statement_id}")
def choose(request: Request, desk: Reviewing, viewer: Reader, statement_id: str, form: Form) -> Response:
    """Record what holds, and go on with the next case."""
    reason = str(form.get("reason", "")).strip() or REASON
    try:
        made = decide(
            desk, viewer, Verdict.ADJUDICATE, [statement_id], reason=reason, changes=_chosen(form),
            key=str(form.get("key", ""))[:100],
        )  # fmt: skip
    except ConfigError as error:
        return page(request, "refused.html.j2", status=422, error=error, back=f"/adjudicate/{statement_id}")
    return RedirectResponse(f"/adjudicate?said={made.digest}&did={Verdict.ADJUDICATE}", status_code=303)


def _chosen(form: FormData) -> dict[str, str]:
    """What a form decides; raises ConfigError where it decides nothing."""
    take = str(form.get("take", ""))
    if take == MACHINE:
        return {DECISION: Verdict.ACCEPT}
    if take == NOBODY:
        return {DECISION: Verdict.REJECT}
    if take.startswith(PERSON):
        return {AS: take.removeprefix(PERSON)}
    if take == Verdict.CORRECT:
        return {DECISION: Verdict.CORRECT, **changes_of(form, Verdict.CORRECT)}
    raise ConfigError("this is no decision", remedy="choose one of the readings")


def _page(request: Request, desk: Desk, statement_id: str) -> HTMLResponse:
    history = desk.statement_history(statement_id) if statement_id else None
    document = desk.document(history.present.document.id) if history else None
    return page(
        request,
        "adjudicate.html.j2",
        here="/adjudicate",
        listed=desk.queue("conflict", limit=SHOWN),
        history=history,
        s=history.present.statement if history else None,
        excerpt=excerpt(document, history.present.statement.passage) if history and document else None,
        options=options(history) if history else (),
        final=_final(history) if history else None,
        reason=REASON,
    )


def options(history: StatementHistory) -> tuple[Option, ...]:
    """The machine's reading, and the last of each person that was not taken back."""
    last = {r.judgement.by: r for r in history.readings if r.in_force and r.judgement.verdict is not Verdict.ADJUDICATE}
    found = [Option(key="1", take=MACHINE, who="the machine", statement=history.machine)] if history.by_machine else []
    for name, reading in sorted(last.items()):
        key = str(len(found) + 1) if len(found) < 9 else ""
        found.append(Option(key=key, take=f"{PERSON}{name}", who=name, statement=reading.statement, reading=reading))
    return tuple(found)


def _final(history: StatementHistory) -> HumanReading | None:
    """The adjudication that holds."""
    held = [r for r in history.readings if r.judgement.verdict is Verdict.ADJUDICATE and r.state == "stands"]
    return held[-1] if held else None
