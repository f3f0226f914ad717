"""A dated report and the footnotes that carry it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counterclaim.model.values.date_interval import DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """The walk back from a sentence: statement, passage, document, capture."""

    number: int
    statement_id: str
    quote: str
    document_id: str
    outlet: str
    title: str
    published: DateInterval | None
    uri: str
    capture_sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A brief: what it covers, and what it rests on."""

    title: str
    since: str
    until: str
    event_ids: tuple[str, ...]
    footnotes: tuple[Footnote, ...]
    chain_head: str
    digest: str
    """SHA-256 over assessments and footnotes, so that a reader can verify what it was made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedBrief:
    """A brief as the ledger remembers it: one file, and what it rested on when it was written."""

    sha256: str
    """Of the file's bytes, 64 hex digits."""
    name: str
    """The file's name, without its folder."""
    form: str
    title: str
    published: datetime
    """When it was written, in UTC."""
    chain_head: str
    digest: str
    content: str
    """The canonical JSON that ``digest`` is of: assessments, footnotes with digests of their quotes, references."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing that a published brief said and that the ledger no longer says."""

    event_id: str
    """The event's present id; empty where the event is gone."""
    title: str
    what: str
    """"who did it", "killed", "injured", "date", "place", "kind of event", or "support"."""
    was: str
    now: str
    because: tuple[str, ...]
    """Statements that came since, by id."""
    gone: tuple[str, ...]
    """Statements that stood then and do not now, by id."""
    reasons: tuple[str, ...]
    """Why, in words: first one for each statement in ``because``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedBrief:
    """A published brief with what is no longer so; all its forms are one."""

    brief: PublishedBrief
    names: tuple[str, ...]
    """The files in which it was published."""
    corrections: tuple[Correction, ...]
