"""Events as readers see them: statements, documents and assessments side by side."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.assessment import Assessment
from counterclaim.model.document import Document
from counterclaim.model.event import Event
from counterclaim.model.statement import Mention, PersonMention, Statement
from counterclaim.model.values.date_interval import DateInterval
from counterclaim.model.vocabulary import Property, SpeakerKind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A statement with what weighing needs to know of where it stands."""

    statement: Statement
    origin_id: str
    """The document that its document repeats, or its own document's id."""
    outlet: str
    affiliation: str
    published: DateInterval | None
    value_key: str
    """Key of the resolved actor for a perpetrator; the canonical text for other properties."""
    speaker_key: str
    """Key of the resolved speaker; two statements with one key are one voice."""
    verdict: Verdict | None = None
    """What a person decided about it, if anyone did."""
    agency: str = ""
    """The agency that its document credits, empty where none is."""
    leans_on: tuple[tuple[str, float], ...] = ()
    """(document, share): earlier documents that its document repeats in part, and how much of it stands there."""
    affiliation_kind: SpeakerKind | None = None
    """What kind of voice the actor is that the outlet speaks for; None where there is none or it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement with its document and capture: all that a footnote needs."""

    statement: Statement
    document: Document
    """Without its text."""
    capture_sha256: str
    origin_id: str
    verdict: Verdict | None = None
    fenced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event with everything that is known about it."""

    event: Event
    title: str
    mentions: tuple[Mention, ...]
    statements: tuple[StatementView, ...]
    assessments: tuple[Assessment, ...]
    persons: tuple[PersonMention, ...] = ()

    def assessment(self, prop: Property) -> Assessment | None:
        """The assessment of one property, None where no statement speaks of it."""
        return next((a for a in self.assessments if a.property == prop), None)

    @property
    def contested(self) -> bool:
        """Whether the question of the perpetrator is disputed, or anyone denies or doubts an answer."""
        weighed = self.assessment(Property.PERPETRATOR)
        if weighed is not None and weighed.outcome == "disputed":
            return True
        return any(
            view.statement.act in ("denies", "doubts", "retracts")
            for view in self.statements
            if view.statement.property == Property.PERPETRATOR
        )
