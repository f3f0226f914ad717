"""An event: the verdict, what it rests on, how it came about, and what else a person may hold of it."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from counterclaim.assessments.ach import ach_matrix
from counterclaim.errors import ConfigError
from counterclaim.model import DISPUTED, UNKNOWN, Assessment, EventView, Property, StatementView, Verdict
from counterclaim.pipeline.desk import Desk
from counterclaim.publications.chances import that_clause
from counterclaim.web.dependencies import Form, Reader, Reviewing
from counterclaim.web.drawing.matrix import matrix
from counterclaim.web.drawing.steps import drawing
from counterclaim.web.forms import texts
from counterclaim.web.masking import mask_for
from counterclaim.web.rendering import page, part
from counterclaim.web.security import Action, needs

router = APIRouter(prefix="/events")

FACTS = (Property.DATE, Property.PLACE, Property.TYPE, Property.FATALITIES, Property.INJURED, Property.TARGET,
         Property.WEAPON, Property.INVOLVEMENT)  # fmt: skip
_ANSWERED = (Property.PERPETRATOR, Property.UNCLAIMED)


@router.get("/{event_id}")
def event(request: Request, desk: Reviewing, viewer: Reader, event_id: str) -> HTMLResponse:
    """One event."""
    view = desk.event(event_id)
    verdict = view.assessment(Property.PERPETRATOR)
    related = desk.related(view.event.id)
    mask = mask_for(viewer, desk.whole_events([view.event.id, *(r.id for r in related)]) if viewer.masked else ())
    return page(
        request,
        "event.html.j2",
        here="/timeline",
        mask=mask,
        view=view,
        row=desk.event_row(view.event.id),
        verdict=verdict,
        sentence=sentence(verdict),
        matrix=matrix(view),
        waterfall=drawing(verdict),
        ach=ach_matrix(verdict) if verdict and verdict.weights else None,
        facts=_facts(view),
        others=_others(view),
        documents=_documents(view),
        related=related,
        history=desk.event_history(view.event.id),
        asked=event_id,
    )


@router.post("/{event_id}/preview", dependencies=[needs(Action.JUDGE)])
def preview(request: Request, desk: Reviewing, viewer: Reader, event_id: str, form: Form) -> HTMLResponse:
    """What a merge or split would come to; nothing is recorded."""
    verdict = Verdict.SPLIT if form.get("verdict") == "split" else Verdict.MERGE
    subjects = [event_id, *(s for s in texts(form, "subject") if s != event_id)]
    quick = request.headers.get("hx-request") == "true"
    show = part if quick else page
    try:
        found = desk.preview(verdict, *subjects)
    except ConfigError as error:
        template = "refused_toast.html.j2" if quick else "refused.html.j2"
        return show(request, template, status=200 if quick else 422, error=error, back=f"/events/{event_id}")
    mask = mask_for(viewer, _seen(desk, subjects, verdict))
    template = "preview.html.j2" if quick else "preview_page.html.j2"
    return show(request, template, mask=mask, found=found, verdict=verdict, subjects=subjects, event_id=event_id)


def _seen(desk: Desk, subjects: Sequence[str], verdict: Verdict) -> list[EventView]:
    return [desk.event(s) for s in (subjects if verdict is Verdict.MERGE else subjects[:1])]


def sentence(verdict: Assessment | None) -> str:
    """The verdict in words."""
    if verdict is None or not verdict.candidates:
        return "Nobody says who did it."
    voices = "one independent voice" if verdict.voices == 1 else f"{verdict.voices} independent voices"
    best = verdict.candidates[0]
    likely = f"{that_clause(best.probability)} that it was {best.value}"
    heard = f"{voices} {'is' if verdict.voices == 1 else 'are'} heard"
    if verdict.outcome == DISPUTED:
        return f"Disputed: incompatible answers stand, and {likely}; {heard}."
    if verdict.outcome in (UNKNOWN, ""):
        return f"Not known: no answer is carried far enough; {likely}; {heard}."
    return f"{likely[0].upper()}{likely[1:]}; {heard}."


def _facts(view: EventView) -> list[tuple[Assessment, list[StatementView]]]:
    found = []
    for prop in FACTS:
        weighed = view.assessment(prop)
        if weighed is not None:
            found.append((weighed, [v for v in view.statements if v.statement.property is prop]))
    return found


def _others(view: EventView) -> list[StatementView]:
    weighed = {a.property for a in view.assessments}
    return [v for v in view.statements if v.statement.property not in (*FACTS, *_ANSWERED) or (
        v.statement.property not in (*weighed, *_ANSWERED))]  # fmt: skip


def _documents(view: EventView) -> list[tuple[StatementView, int, str]]:
    """Each document once, with how many statements it has here and the document that it repeats."""
    found: dict[str, tuple[StatementView, int, str]] = {}
    for item in view.statements:
        first, count, _ = found.get(item.document.id, (item, 0, ""))
        copied = item.origin_id if item.origin_id != item.document.id else ""
        found[item.document.id] = (first, count + 1, copied)
    return sorted(found.values(), key=lambda d: (str(d[0].document.published or "9"), d[0].document.id))
