"""Private persons masked for readers, by the rules of everything that is published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from counterclaim.model import Document, Event, EventView
from counterclaim.model.desk import DocumentView
from counterclaim.publications.redaction import Redactor


def redacting(views: Sequence[EventView], unmasked: Collection[str] = ()) -> Callable[[str], str]:
    """A function that replaces every masked name of these events in a text; the same name by the same pseudonym."""
    return Redactor.of(views, unmasked).text


def as_view(view: DocumentView) -> EventView:
    """A document's statements and persons as one view, so that the same rules apply to it."""
    return EventView(
        event=Event(id=view.document.id, mention_ids=()),
        title=view.document.title,
        mentions=(),
        statements=view.statements,
        assessments=(),
        persons=view.persons,
    )


def title_of(document: Document) -> str:
    """What a document is called where it has no title."""
    return document.title or document.uri or document.member or document.id
