"""What goes into the search index and what comes out."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """A document, or one statement's quote, to be found. Whatever is fenced must have been taken out of ``text``.

    ``text`` begins at code point ``start`` of the document's text; hits count from there.
    """

    document_id: str
    text: str
    statement_id: str = ""
    """Empty for the document itself."""
    title: str = ""
    language: str = "und"
    outlet: str = ""
    published: DateInterval | None = None
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilter:
    """Conditions beside the words; those that are given must all hold."""

    kind: str = ""
    """"document" or "statement"; empty for both."""
    language: str = ""
    outlet: str = ""
    period: DateInterval | None = None
    """Publication must touch it; what has no date of publication does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One row that matches, with the part of its text that shows why."""

    document_id: str
    statement_id: str
    """Empty where the document itself was found."""
    score: float
    title: str
    snippet: str
    """The document's own words, code points ``start`` to ``end``."""
    start: int
    end: int
    marks: tuple[tuple[int, int], ...] = ()
    """Code points of the words found, within the snippet; empty where only the title matched."""
