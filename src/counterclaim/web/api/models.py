"""What the API answers with. Dates and tolls that are not known exactly are texts, as the ledger writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _text(value: object) -> str:
    return "" if value is None else str(value)


Text = Annotated[str, BeforeValidator(_text)]
Item = TypeVar("Item")


class Shown(BaseModel):
    """Base of all answers: made from the ledger's types, field by field."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class ProblemDetails(BaseModel):
    """What is wrong and what to do about it (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["no event has the id 'evt_0'"])
    remedy: str = Field(default="", examples=["`counterclaim events` lists them"])
    where: str = ""


class Listing(Shown, Generic[Item]):
    """Some of many items; ``next`` is the cursor of the next page, empty at the end. The Link header has both."""

    items: list[Item]
    next: str = ""
    total: int | None = Field(default=None, description="How many there are; null where counting would take long.")


class Passage(Shown):
    """An exact place in a document, in Unicode code points; the end is exclusive."""

    document_id: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


class Place(Shown):
    """A place as reported, with the gazetteer's reading. Countries decide no border."""

    name: str
    words: str
    countries: list[str]
    latitude: float | None
    longitude: float | None
    radius_m: float | None
    gazetteer_id: str
    region: str
    probability: float


class Speaker(Shown):
    """Who speaks."""

    name: str
    actor_id: str = ""


class Statement(Shown):
    """One value of one property of one reported event, as one passage gives it."""

    id: str
    mention_id: str
    property: Text
    act: Text
    value: str
    value_id: str
    words: str
    speaker: Speaker
    speaker_kind: Text
    certainty: float
    probability: float
    channel: str
    evidence: str
    place: Place | None
    passage: Passage
    also: list[Passage]
    coder: str


class DocumentHead(Shown):
    """A document without its text."""

    id: str
    title: str
    outlet: str
    author: str
    agency: str
    published: Text
    language: str
    uri: str
    member: str
    media_type: str
    item_sha256: str
    invented: bool


class StatementWithDocument(Shown):
    """A statement as it now stands, with where it stands and what people decided about it."""

    statement: Statement
    document: DocumentHead
    capture_sha256: str
    origin_id: str = Field(description="The document that its document repeats, or its own.")
    verdict: Text = Field(default="", description="accept, correct or reject; empty where nobody decided.")
    fenced: bool = False


class Anchor(Shown):
    """What a judgement is about, in terms that survive a re-run."""

    item_sha256: str
    start: int
    end: int
    property: str
    act: str
    value: str
    speaker: str


class Judgement(Shown):
    """One decision, as it stands in the chain."""

    digest: str
    verdict: Text
    by: str
    at: datetime
    reason: str
    anchors: list[Anchor]
    changes: list[tuple[str, str, str]] = Field(description="(field, old value, new value)")
    previous: str


class HumanReading(Shown):
    """What one judgement said of a statement."""

    judgement: Judgement
    statement: Statement | None
    in_force: bool
    state: str = Field(description="stands, contested, superseded, overruled or taken back")


class StatementHistory(Shown):
    """The machine's reading and each person's, side by side."""

    machine: Statement = Field(description="As it was first read.")
    by_machine: bool = Field(description="Whether a machine read it so; else a person added it.")
    present: StatementWithDocument
    event_id: str
    readings: list[HumanReading]
    differing: list[str] = Field(description="Where people differ and nobody has adjudicated.")


class EventRow(Shown):
    """One event in a list."""

    id: str
    title: str
    earliest: date | None
    latest: date | None
    when: str
    precision: str
    place: str
    countries: list[str]
    latitude: float | None
    longitude: float | None
    radius_m: float | None
    type: str
    outcome: str
    probability: float | None
    estimative: str
    contested: bool
    unclaimed: bool
    statements: int
    voices: int
    documents: int
    toll_low: str
    toll_best: str
    toll_high: str


class Spread(Shown):
    """Rows for a drawing, how many more match, and how many cannot be drawn."""

    rows: list[EventRow]
    more: int
    unplaced: int


class Candidate(Shown):
    """One hypothesis with its probability and a 90 % interval."""

    value: str
    probability: float
    low: float
    high: float
    estimative: str
    flat: float | None


class Weight(Shown):
    """What one distinct speaker contributed to one hypothesis."""

    speaker: str
    statement_ids: list[str]
    origin_documents: list[str]
    hypothesis: str
    decibans: float
    reason: str
    admiralty: str


class Assessment(Shown):
    """The weighed values of one property of one event."""

    property: Text
    outcome: str
    candidates: list[Candidate]
    weights: list[Weight]
    voices: int
    method: str
    confidence: str
    low: str
    best: str
    high: str
    explanation: str
    resolved: str


class Mention(Shown):
    """An event as one document tells it."""

    id: str
    document_id: str
    number: int
    role: Text


class Event(Shown):
    """An event with its statements and what was weighed of them."""

    id: str
    title: str
    contested: bool
    documents_total: int
    statements_total: int
    mentions: list[Mention]
    """Of an event that very many documents tell of, those that weigh most, with their statements."""
    statements: list[StatementWithDocument]
    assessments: list[Assessment]


class Movement(Shown):
    """How the assessment of one property moved between the last two runs."""

    property: Text
    was: str
    now: str
    probabilities: list[tuple[str, float | None, float | None]]
    reasons: list[str]


class EventHistory(Shown):
    """What was decided about an event, and how its verdict moved."""

    former_ids: list[str]
    movements: list[Movement]
    judgements: list[Judgement]


class Segment(Shown):
    """A part of a text, and whether it is shown, or shown behind a warning."""

    start: int
    end: int
    paragraph: int
    kind: str
    fenced: bool
    graphic: bool


class Relation(Shown):
    """One document repeats another."""

    document_id: str
    origin_id: str
    kind: str
    similarity: float


class Document(Shown):
    """A document with its text and all that was read in it. For readers names are masked, so offsets do not hold."""

    document: DocumentHead
    text: str
    capture_sha256: str
    retrieved: datetime | None
    segments: list[Segment]
    statements: list[StatementWithDocument]
    events: list[tuple[str, str]] = Field(description="(mention id, event id)")
    repeats: list[Relation]
    repeated_by: list[Relation]
    judgements: list[Judgement]
    coder: str
    abstained: str
    counts: bool


class QueueItem(Shown):
    """One thing that needs a person."""

    kind: str
    subject_id: str
    document_id: str
    event_id: str
    why: str
    urgency: float


class Waiting(Shown):
    """How many items of a kind wait."""

    kind: str
    items: int


class Counts(Shown):
    """How many items wait, by kind in the order of the queue."""

    kinds: list[Waiting]


class Outline(Shown):
    """Outlines of the ledger's own codebook, for maps: GeoJSON features."""

    type: str = "FeatureCollection"
    features: list[dict[str, Any]]


class ActorRow(Shown):
    """An actor in a list."""

    key: str
    name: str
    kind: str
    said: int
    named: int
    events: int


class Alias(Shown):
    """A name of an actor, and on whose word it is one."""

    name: str
    basis: str
    statements: int


class Claim(Shown):
    """A statement by an actor, or about it."""

    statement_id: str
    event_id: str
    title: str
    when: str
    act: str
    value: str
    speaker: str
    own: bool


class SpeakerRecord(Shown):
    """What became of an actor's answers to the question of the perpetrator."""

    acts: list[tuple[str, int]]
    right: int
    wrong: int
    open: int


class Actor(Shown):
    """An actor with its names, record, claims over time and events."""

    row: ActorRow
    aliases: list[Alias]
    record: SpeakerRecord
    claims: list[Claim]
    claims_more: int
    events: list[EventRow]
    events_more: int


class SearchResult(Shown):
    """A document, or a quote in it, that matches."""

    document_id: str
    statement_id: str
    title: str
    outlet: str
    language: str
    published: str
    act: str
    snippet: str
    start: int
    end: int
    marks: list[tuple[int, int]]
    graphic: bool


class Facet(Shown):
    """How many results have which value."""

    name: str
    values: list[tuple[str, int]]


class SearchPage(Shown):
    """Some results, best first."""

    results: list[SearchResult]
    total: int
    offset: int
    facets: list[Facet]
    behind: int


class SearchId(Shown):
    """What matches, by its ids."""

    document_id: str
    statement_id: str
    """Empty for the document itself."""


class SearchIds(Shown):
    """Ids of some results, best first."""

    items: list[SearchId]
    offset: int


class Problem(Shown):
    """What was refused or needs a look."""

    id: str
    stage: str
    subject: str
    place: str
    message: str
    remedy: str
    code: str
    refused: bool


class ActivityItem(Shown):
    """One thing that happened in the ledger."""

    sequence: int
    kind: str
    subject: str
    at: datetime | None
    by: str
    words: str
    judgement: Judgement | None


class Change(Shown):
    """One entry of the stream of changes."""

    sequence: int
    kind: str
    subject: str


class Changes(Shown):
    """What happened after a sequence, and the sequence to ask with next time."""

    items: list[Change]
    last: int


class Outlook(Shown):
    """An event as it would be after a merge or split."""

    title: str
    mentions: int
    documents: int
    statements: int
    assessments: list[Assessment]


class Preview(Shown):
    """What a merge or split would come to at the next run."""

    before: list[EventRow]
    after: list[Outlook]
    against: list[Judgement]


class Run(Shown):
    """How far the last run of this server is."""

    started: bool
    running: bool
    well: bool
    by: str
    stage: str
    done: int
    total: int | None
    code: int | None = Field(description="The exit code once it has ended.")
    log: str


class Me(Shown):
    """Who asks, and what that person may do."""

    name: str
    role: str
    masked: bool = Field(description="Whether private persons are masked for this person.")
    via: str = Field(description="machine, session or token")
    may: list[str]
    csrf_token: str = Field(description="For X-CSRF-Token; empty for a token, which needs none.")
    pending: int = Field(description="Judgements that wait for the next run.")


class Health(Shown):
    """Whether the server and its database answer."""

    status: str
    version: str


class AccountShown(Shown):
    """An account."""

    name: str
    role: Text
    created: datetime
    disabled: datetime | None


class TokenShown(Shown):
    """A token without its secret."""

    id: str
    name: str
    role: Text
    created: datetime
    expires: datetime
    revoked: datetime | None
    used: datetime | None


class NewToken(Shown):
    """A token as it is told once."""

    token: str
    shown: TokenShown


class AccountEvent(Shown):
    """One line of the log of accounts."""

    number: int
    at: datetime
    kind: str
    by: str
    about: str
    address: str
    note: str
