"""What may be published: events as readers may see them. Every text in here is cleaned and masked.

``prepare`` makes these from the ledger's views; brief and exports see nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import UNCALIBRATED, Act, DateInterval, Place, Property, SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedDocument:
    """A document as a footnote may name it."""

    id: str
    origin_id: str
    """The document that it repeats, or its own id."""
    source_id: str
    outlet: str
    outlet_kind: str
    affiliation: str
    title: str
    published: DateInterval | None
    language: str
    media_type: str
    uri: str
    """The original address, empty where none is known or it may not be shown."""
    uri_withheld: str
    """Why the address is not shown; empty where it is."""
    link: str
    """The address where it may be followed, else empty."""
    member: str
    item_sha256: str
    capture_sha256: str
    kept: bool
    """Whether the text is kept; False for an outlet of which only digest and quotes are."""
    invented: bool
    agency: str = ""

    @property
    def copied(self) -> bool:
        """Whether it repeats another document."""
        return self.origin_id != self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A numbered source that a document itself cites, and the place of the sentence that cites it."""

    document_id: str
    number: int
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedStatement:
    """One statement with its quote; ``start`` and ``end`` are code points of the document's text."""

    id: str
    mention_id: str
    property: Property
    act: Act
    value: str
    actor: str
    """For a perpetrator: the one name under which this publication shows the actor; empty for other properties."""
    voice: str
    """Statements with one voice come from one speaker, however many outlets relay them. Not for display."""
    own: bool
    """Whether the speaker speaks of itself."""
    value_kind: str
    speaker: str
    speaker_kind: SpeakerKind
    own_voice: bool
    """Whether the document speaks for itself."""
    channel: str
    certainty: float
    probability: float
    evidence: str
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    place: Place | None
    document: PublishedDocument
    verdict: str
    coder: str
    cites: tuple[Cited, ...] = ()
    reckoning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPassage:
    """A passage that carries a sentence and is no statement on an event: of a framing, a formula, a control report.

    It has what a footnote prints; ``quote`` is cut where its outlet speaks for an actor.
    """

    id: str
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    document: PublishedDocument
    own_voice: bool = True
    speaker: str = ""
    channel: str = ""
    evidence: str = ""
    verdict: str = ""
    cites: tuple[Cited, ...] = ()


Footing = PublishedStatement | PublishedPassage
"""What a footnote can lead to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCandidate:
    """One hypothesis with its probability and bounds."""

    value: str
    probability: float
    low: float
    high: float
    estimative: str
    flat: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedWeight:
    """What one voice contributed to one hypothesis."""

    speaker: str
    statement_ids: tuple[str, ...]
    hypothesis: str
    decibans: float
    reason: str
    admiralty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAssessment:
    """The weighed values of one property."""

    property: Property
    candidates: tuple[PublishedCandidate, ...]
    outcome: str
    weights: tuple[PublishedWeight, ...]
    voices: int
    method: str
    confidence: str
    low: str
    best: str
    high: str
    explanation: str
    resolved: str = ""
    """What a judgement settled, empty where none did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEvent:
    """One event; ``number`` is its place in this publication, from 1."""

    id: str
    number: int
    title: str
    contested: bool
    statements: tuple[PublishedStatement, ...]
    assessments: tuple[PublishedAssessment, ...]
    fenced: int
    """Statements withheld because their passage holds instructions for harm."""
    rejected: int
    """Statements that a reviewer rejected."""

    def assessment(self, prop: Property) -> PublishedAssessment | None:
        """The assessment of one property, None where there is none."""
        return next((a for a in self.assessments if a.property == prop), None)

    def about(self, prop: Property) -> tuple[PublishedStatement, ...]:
        """The statements on one property."""
        return tuple(s for s in self.statements if s.property == prop)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a publication is made from."""

    title: str
    note: str
    """The analyst's own words for title and opening paragraph, masked like all others."""
    events: tuple[PublishedEvent, ...]
    cited: tuple[Cited, ...]
    masked: int
    """How many persons are masked."""
    withheld_events: tuple[str, ...]
    """Ids of events of which nothing may be shown."""
    passages: tuple[PublishedPassage, ...] = ()
    """What sentences about something else than events rest on."""
    calibration: str = UNCALIBRATED.sentence
    """How well such probabilities did, or that nobody knows yet."""

    @property
    def documents(self) -> tuple[PublishedDocument, ...]:
        """The documents behind the events and passages, each once, in order of first use."""
        found = {s.document.id: s.document for event in self.events for s in event.statements}
        found.update((p.document.id, p.document) for p in self.passages if p.document.id not in found)
        return tuple(found.values())

    @property
    def invented(self) -> bool:
        """Whether any document labels itself as an invented example."""
        return any(d.invented for d in self.documents)
