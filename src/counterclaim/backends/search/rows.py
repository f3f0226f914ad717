"""What goes into the search index and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.model import DateInterval

ACROSS, WITHIN = ("kind", "act", "actor"), ("outlet", "language", "year")
FACETS = (*ACROSS, *WITHIN)
"""By what the rows that match are counted: the first three without regard to the kind that is asked for."""


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
    act: str = ""
    """Of the statement; empty for a document."""
    actors: tuple[str, ...] = ()
    """Who speaks in the statement, and whom it names."""
    alone: bool = False
    """A quote of a document whose text is not kept: found wherever documents are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilter:
    """Conditions beside the words; those that are given must all hold."""

    kind: str = ""
    """"document" or "statement"; empty for both."""
    language: str = ""
    outlet: str = ""
    year: str = ""
    """Of publication: the first that its date may mean."""
    act: str = ""
    actor: str = ""
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
    outlet: str = ""
    language: str = ""
    published: str = ""
    """Canonical text of the interval, empty without a date."""
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Some of the rows that match, and how many there are."""

    hits: tuple[SearchHit, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    """(value, rows) by each of ``FACETS``, most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What an index was made of."""

    basis: str
    """A digest of what must be the same for its rows to hold at all."""
    sequence: int
    """The last change that is in it."""
