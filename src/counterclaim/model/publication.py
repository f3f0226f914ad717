"""A dated report and the footnotes that carry it."""

from __future__ import annotations

from dataclasses import dataclass

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
