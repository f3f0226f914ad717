"""What goes into the index tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from counterclaim.model.desk import EventRow
from counterclaim.model.identity import sha256_hex

LONGEST = 200
"""Code points of the longest key: databases take no long texts into their indexes."""

UNDATED = "9999"
_NEVER = "9999-99-99"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedStatement:
    """That an actor says something of an event, or is named as having done it."""

    actor: str
    statement_id: str
    own: bool
    """Whether the actor speaks; else it is the perpetrator that is spoken of."""
    document_id: str
    act: str
    value: str
    speaker: str
    target: str
    """Key of the perpetrator that is spoken of, empty where the statement is about something else."""
    name: str
    """How the text calls the actor."""
    year: int
    """Of the event, 0 where it is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedEvent:
    """An event with what it can be found by."""

    row: EventRow
    terms: tuple[tuple[str, str], ...]
    """(word, place, country, actor, name, type, outcome or contested; key)."""
    said: tuple[IndexedStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEntry:
    """Something that needs a person."""

    kind: str
    kind_order: int
    subject_id: str
    document_id: str
    event_id: str
    why: str
    urgency: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedName:
    """A name that is no actor's of the codebook."""

    name_key: str
    name: str
    why: str
    urgency: float
    candidates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexContent:
    """All that the index tables hold; the iterables are gone through once, in this order."""

    events: Iterable[IndexedEvent]
    queue: Iterable[QueueEntry]
    names: Iterable[IndexedName]
    human: Iterable[tuple[str, str, str]]
    """(id of a statement or mention that stands in judgements alone, document, the coder's statement or "")."""
    retired: Iterable[tuple[str, str]]
    """(row of a data set that no longer stands, what stands in its place or "")."""
    actor: Callable[[str], tuple[str, str] | None]
    """(name, kind) of an actor of the codebook by its key."""
    judgement: int
    """Number of the last judgement that went in."""
    releases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """How far the index tables follow the ledger."""

    run: int | None
    """The run that they were filled for; None where they never were."""
    last_run: int
    judgement: int
    last_judgement: int
    recoded: bool
    """Whether documents came or were coded after the last run."""

    @property
    def built(self) -> bool:
        """Whether they stand for the last run."""
        return self.run == self.last_run

    @property
    def current(self) -> bool:
        """Whether they stand for the last run with all judgements since in them."""
        return self.built and not self.waiting

    @property
    def waiting(self) -> int:
        """How many judgements are not in them yet."""
        return self.last_judgement - self.judgement


def short(key: str) -> str:
    """A key that fits into an index; two long ones that differ stay different."""
    return key if len(key) <= LONGEST else f"{key[:160]}~{sha256_hex(key.encode('utf-8', 'surrogatepass'))[:24]}"


def event_key(earliest: date | None, latest: date | None) -> str:
    """The place of a date in the order of events: by the first day told, then the last; what has none comes last."""
    first = earliest or latest
    return f"{first} {latest}" if first else UNDATED


def bounds(earliest: date | None, latest: date | None) -> tuple[str, str]:
    """First and last day for comparing with a period; no period holds an event without a date."""
    if earliest is None and latest is None:
        return _NEVER, ""
    return (str(earliest) if earliest else "", str(latest) if latest else _NEVER)
