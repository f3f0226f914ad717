"""From the ledger's types to what the API answers with, where the two differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from counterclaim.model import EventView, Judgement
from counterclaim.model.desk import (
    ActivityItem,
    DocumentView,
    EventHistory,
    EventRow,
    LoggedProblem,
    Page,
    Preview,
    SearchPage,
    StatementHistory,
)
from counterclaim.web.api import models
from counterclaim.web.api.masking import judgement_for
from counterclaim.web.security import Viewer

Item = TypeVar("Item")
Out = TypeVar("Out", bound=models.Shown)


def listing(page: Page[Item], shape: Callable[[Item], Out], cursor: str) -> models.Listing[Out]:
    """A page of the desk, each item in its shape."""
    return models.Listing[Out](items=[shape(item) for item in page.items], next=cursor, total=page.total)


def judgements(viewer: Viewer, found: Iterable[Judgement]) -> list[models.Judgement]:
    """Judgements as this viewer may see them."""
    return [judgement(viewer, one) for one in found]


def judgement(viewer: Viewer, found: Judgement) -> models.Judgement:
    """A judgement as this viewer may see it."""
    return models.Judgement.model_validate(judgement_for(viewer, found))


def event(view: EventView, row: EventRow) -> models.Event:
    """An event with its evidence; what is fenced has no words."""
    return models.Event.model_validate(
        {
            "id": view.event.id,
            "title": view.title,
            "contested": row.contested,
            "documents_total": row.documents,
            "statements_total": row.statements,
            "mentions": list(view.mentions),
            "statements": list(view.statements),
            "assessments": list(view.assessments),
        }
    )


def event_history(viewer: Viewer, found: EventHistory) -> models.EventHistory:
    """How a verdict moved."""
    return models.EventHistory.model_validate(
        {
            "former_ids": list(found.former_ids),
            "movements": list(found.movements),
            "judgements": judgements(viewer, found.judgements),
        }
    )


def document(viewer: Viewer, found: DocumentView) -> models.Document:
    """A document with its text."""
    return models.Document.model_validate(
        {
            **{name: getattr(found, name) for name in models.Document.model_fields if hasattr(found, name)},
            "text": found.document.text,
            "judgements": judgements(viewer, found.judgements),
        }
    )


def statement_history(viewer: Viewer, found: StatementHistory) -> models.StatementHistory:
    """The machine's reading and each person's."""
    readings = [
        {
            "judgement": judgement(viewer, r.judgement),
            "statement": r.statement,
            "in_force": r.in_force,
            "state": r.state,
        }
        for r in found.readings
    ]
    return models.StatementHistory.model_validate(
        {
            "machine": found.machine,
            "by_machine": found.by_machine,
            "present": found.present,
            "event_id": found.event_id,
            "readings": readings,
            "differing": list(found.differing),
        }
    )


def search_page(found: SearchPage) -> models.SearchPage:
    """Results with their facets."""
    facets = [{"name": name, "values": list(values)} for name, values in found.facets]
    return models.SearchPage.model_validate(
        {
            "results": list(found.results),
            "total": found.total,
            "offset": found.offset,
            "facets": facets,
            "behind": found.behind,
        }
    )


def problem(found: LoggedProblem) -> models.Problem:
    """A problem with its id."""
    names = ("stage", "subject", "place", "message", "remedy", "code", "refused")
    return models.Problem.model_validate({"id": found.id, **{name: getattr(found.problem, name) for name in names}})


def activity(viewer: Viewer, found: ActivityItem) -> models.ActivityItem:
    """One thing that happened; readers see no words of coders."""
    words = found.words
    if viewer.masked and found.judgement is not None:
        words = str(found.judgement.verdict)
    return models.ActivityItem.model_validate(
        {
            "sequence": found.sequence,
            "kind": found.kind,
            "subject": found.subject,
            "at": found.at,
            "by": found.by,
            "words": words,
            "judgement": judgement(viewer, found.judgement) if found.judgement is not None else None,
        }
    )


def preview(viewer: Viewer, found: Preview) -> models.Preview:
    """What a merge or split would come to."""
    return models.Preview.model_validate(
        {"before": list(found.before), "after": list(found.after), "against": judgements(viewer, found.against)}
    )
