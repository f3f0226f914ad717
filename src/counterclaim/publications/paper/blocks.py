"""What stands below one another: headings, paragraphs, lists, tables, figures, and the parts that the program makes.

A *part* (``SummaryPart`` and its kin) is laid out by the HTML form in its own way; for the other forms
``counterclaim.publications.paper.lowering`` turns it into plain blocks.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.publications.figures import Figure
from counterclaim.publications.material import PublishedDocument
from counterclaim.publications.matrix import Matrix
from counterclaim.publications.methods import Paragraph as Method
from counterclaim.publications.paper.inlines import Inline
from counterclaim.publications.sections import Chance, EventSection
from counterclaim.publications.summary import Finding, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 2 to 4; the title of the brief is level 1. ``anchor`` is an id that links can name."""

    level: int
    children: tuple[Inline, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; ``role`` names how the HTML form sets it ("verdict", "basis", "why", "withheld")."""

    children: tuple[Inline, ...]
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; ``start`` is the first number of an ordered one, None for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of lines; every row has as many cells as the header."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preformatted:
    """Lines as they are."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line across."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A figure with its caption and legend."""

    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPart:
    """The summary in sentences, and what is contested."""

    summary: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPart:
    """The table of findings."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPart:
    """All that is said of one event."""

    section: EventSection
    waterfall: Figure | None
    calibration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChancesPart:
    """The answers to who did it with their probabilities."""

    chances: tuple[Chance, ...]
    calibration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPart:
    """The evidence matrix of one event."""

    number: int
    matrix: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodsPart:
    """How the brief was made, and what it does not know."""

    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """One outlet of the sources list with its documents."""

    outlet: str
    kind: str
    affiliation: str
    documents: tuple[PublishedDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPart:
    """The outlets with the documents that were read."""

    outlets: tuple[OutletRow, ...]


Part = SummaryPart | FindingsPart | EventPart | ChancesPart | MatrixPart | MethodsPart | SourcesPart
Block = Heading | Paragraph | Bullets | Quote | Table | Preformatted | Rule | Picture | Part
