"""What people look at while they review: rows, pages and views of one thing with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from counterclaim.model.assessment import Assessment
from counterclaim.model.document import Document, DocumentRelation
from counterclaim.model.judgement import Judgement
from counterclaim.model.problem import Problem
from counterclaim.model.statement import PersonMention, Statement
from counterclaim.model.view import StatementView
from counterclaim.model.vocabulary import Property

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """Some of many items."""

    items: tuple[Item, ...]
    next: str = ""
    """Where the next page begins: to be handed back as it is, empty at the end."""
    total: int | None = None
    """How many there are altogether; None where counting them would take long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """Which events are asked for, and in which order; every condition that is given must hold.

    ``since`` and ``until`` are ISO days, months or years. ``sort`` is one of date, title, probability, statements,
    voices, documents and toll, with "-" before it for the greatest or latest first.
    """

    text: str = ""
    """Beginnings of words of the title."""
    place: str = ""
    """A part of a place's name as any statement gives it, or a country's ISO code."""
    actor: str = ""
    """A name, or a key, of a perpetrator by any act."""
    type: str = ""
    outcome: str = ""
    """The weighed perpetrator, or "disputed" or "unknown"."""
    contested: bool | None = None
    since: str = ""
    until: str = ""
    sort: str = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event in a list."""

    id: str
    title: str
    earliest: date | None
    latest: date | None
    when: str
    """The canonical text of the interval, no more precise than told; empty where nothing is told."""
    precision: str
    """Of ``when``: day, days, month, year, range or open; empty without a date."""
    place: str
    """As weighed; may be "disputed" or "unknown", as type and outcome may."""
    countries: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    radius_m: float | None
    type: str
    outcome: str
    probability: float | None
    """Of the outcome; None where it is disputed or unknown."""
    estimative: str
    contested: bool
    unclaimed: bool
    statements: int
    voices: int
    """Distinct speakers on the question of the perpetrator."""
    documents: int
    toll_low: str
    toll_best: str
    toll_high: str
    """Fatalities as weighed, as canonical text, empty where nothing is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Rows for a drawing that holds only so many, and how many more there are."""

    rows: tuple[EventRow, ...]
    more: int
    """Rows that match and are not drawn."""
    unplaced: int = 0
    """Rows that match and cannot be drawn: without a date on a timeline, without a point on a map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSegment:
    """A part of a document's text as it is to be shown."""

    start: int
    end: int
    paragraph: int
    kind: str
    fenced: bool
    """Instructions for harm: never shown; its characters in the document's text are spaces."""
    graphic: bool
    """Tells of wounds, corpses or torture in detail, or calls people less than human: to be folded behind a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document with its text and all that was read in it."""

    document: Document
    """With its text; what is fenced is blanked, so that offsets stay."""
    capture_sha256: str
    retrieved: datetime | None
    segments: tuple[ShownSegment, ...]
    statements: tuple[StatementView, ...]
    """In the order of the text, people's corrections in place."""
    events: tuple[tuple[str, str], ...]
    """(mention id, event id) of each mention that the last run linked."""
    persons: tuple[PersonMention, ...]
    repeats: tuple[DocumentRelation, ...]
    """Which documents this one repeats."""
    repeated_by: tuple[DocumentRelation, ...]
    judgements: tuple[Judgement, ...]
    """All about this document's bytes, in the order of the chain, those taken back included."""
    coder: str
    abstained: str
    counts: bool = True
    """False for a lead, and for a data set's row that a later release has otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanReading:
    """What one judgement said of a statement."""

    judgement: Judgement
    statement: Statement | None
    """The statement as this judgement leaves it; None where it was rejected or taken back."""
    in_force: bool
    """Whether it counts: nobody has taken it back."""
    state: str
    """What became of it: stands, contested, superseded, overruled or taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementHistory:
    """The machine's reading and each person's, side by side."""

    machine: Statement
    """As it was first read."""
    by_machine: bool
    """Whether a machine read it so; else a person added it."""
    present: StatementView
    event_id: str
    """Empty where no run has linked its mention yet."""
    readings: tuple[HumanReading, ...]
    """In the order of the chain."""
    differing: tuple[str, ...]
    """Where people differ and nobody has adjudicated: "decision" or fields of the statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """How the assessment of one property moved between the last two runs."""

    property: Property
    was: str
    now: str
    probabilities: tuple[tuple[str, float | None, float | None], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHistory:
    """What was decided about an event, and how its verdict moved."""

    former_ids: tuple[str, ...]
    """Events that merged into this one, or that it was split from."""
    movements: tuple[Movement, ...]
    judgements: tuple[Judgement, ...]
    """All about its documents' statements and mentions, in the order of the chain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor in a list."""

    key: str
    name: str
    kind: str
    """As the codebook has it, empty for a name of the texts alone."""
    said: int
    """Statements that it makes."""
    named: int
    """Statements that name it as perpetrator, by any act."""
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAlias:
    """A name of an actor, and on whose word it is one."""

    name: str
    basis: str
    """codebook, text or judgement."""
    statements: int
    """In how many statements it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorClaim:
    """A statement by an actor, or about it as perpetrator, with the event's title and date."""

    statement_id: str
    event_id: str
    title: str
    when: str
    act: str
    value: str
    speaker: str
    own: bool
    """Whether the actor itself speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRecord:
    """What became of the answers that a speaker gave to the question of the perpetrator."""

    acts: tuple[tuple[str, int], ...]
    """How many statements it made by each act, most first."""
    right: int
    """Settled events in which the answer that it supported was right, or what it denied was wrong."""
    wrong: int
    open: int
    """Events on which it spoke and that are not settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """An actor with its names, record, claims over time and events."""

    row: ActorRow
    aliases: tuple[ActorAlias, ...]
    record: SpeakerRecord
    claims: tuple[ActorClaim, ...]
    """By date of the event, at most so many."""
    claims_more: int
    events: tuple[EventRow, ...]
    events_more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilters:
    """Conditions beside the words of a search; those that are given must all hold."""

    outlet: str = ""
    language: str = ""
    year: str = ""
    """Of publication, four digits."""
    act: str = ""
    """Only quotes of statements with this act."""
    actor: str = ""
    """Only quotes of statements by or about this actor, by its name among the facets."""
    kind: str = ""
    """"document" or "statement"; empty for documents, or for statements where ``act`` or ``actor`` is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """A document, or a quote in it, that matches, with the part that shows why."""

    document_id: str
    statement_id: str
    title: str
    outlet: str
    language: str
    published: str
    act: str
    """Of the statement; empty for a document."""
    snippet: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    """Code points of the words found, within the snippet."""
    graphic: bool
    """Whether the snippet is to be folded behind a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Some results of a search, best first."""

    results: tuple[SearchResult, ...]
    total: int
    """Rows that match."""
    offset: int
    facets: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    """(kind, outlet, language, year, act or actor; (value, rows that match) most first) over all that match.

    Of kinds, acts and actors over documents and statements alike, so that they lead from one to the other."""
    behind: int = 0
    """Documents that came or changed since the index was last brought up to date, which is being done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityItem:
    """One thing that happened in the ledger."""

    sequence: int
    kind: str
    """judgement, add, code, run or forget."""
    subject: str
    """The judgement's digest, the capture's id, or the coder's name."""
    at: datetime | None
    """When a person decided or a capture was made; None for runs, whose results do not depend on the clock."""
    by: str
    words: str
    """What happened, in one line."""
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerCounts:
    """How often things happened; where a number stands still, what rests on it does so too."""

    changes: int = 0
    """The sequence of the latest change of anything but accounts."""
    veils: int = 0
    """Judgements that may hide something from somebody, or show it again."""
    accounts: int = 0
    """Times that accounts, sessions or tokens lost or changed what they may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerChange:
    """One entry of the stream of changes; sequences only grow, and nothing with a lesser one comes later."""

    sequence: int
    kind: str
    """judgement, add, code, run or forget."""
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One event as it would be after a merge or split, weighed with what is known now."""

    title: str
    mentions: int
    documents: int
    statements: int
    assessments: tuple[Assessment, ...]
    """Perpetrator, date, place, type and fatalities where told, without the speakers' records, which a run adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a merge or split would come to at the next run."""

    before: tuple[EventRow, ...]
    after: tuple[Outlook, ...]
    against: tuple[Judgement, ...]
    """Earlier judgements in force that say otherwise, and would no longer hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedProblem:
    """A problem with its id."""

    id: str
    problem: Problem
