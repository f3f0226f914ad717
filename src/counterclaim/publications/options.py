"""What a publication is asked to be, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from counterclaim.model import (
    GENESIS,
    UNCALIBRATED,
    Calibration,
    Citation,
    Problem,
    Publication,
    RunManifest,
)
from counterclaim.model import Source as Outlet
from counterclaim.publications.given import Given
from counterclaim.publications.notefile.lines import Source
from counterclaim.publications.printed import Printed

Format = Literal["html", "md", "pdf", "docx"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefOptions:
    """How a brief is made. Nothing here is a clock: the same views and options give the same bytes."""

    title: str = ""
    """Its title; the note's own, or a general one, where empty."""
    since: str = ""
    """First day, month or year asked for, in ISO form; empty where the period is open."""
    until: str = ""
    format: Format = "html"
    chain_head: str = GENESIS
    """Digest of the last judgement of the ledger."""
    manifest: RunManifest | None = None
    unmasked: tuple[str, ...] = ()
    """Names whose mask a judgement lifted."""
    sources: tuple[Outlet, ...] = ()
    """The outlets, for what kind each is and how its items are kept; an outlet not listed gets no live links."""
    citations: tuple[Citation, ...] = ()
    """Sources that the documents themselves cite."""
    invented: bool = False
    """Whether the whole ledger is an invented example; a single document labelled so is found without it."""
    problems: int = 0
    """How many items the ledger could not read or code."""
    withheld: int = 0
    """How many documents of the ledger are left out because of their handling marks."""
    outline: Path | None = None
    """GeoJSON of the user's own coastlines and borders for the map, beside Natural Earth's."""
    calibration: Calibration = UNCALIBRATED
    """How well such probabilities did on what has since been resolved."""
    note: str = ""
    """A paragraph by the analyst, printed under the masthead."""
    source: Source | None = None
    """The note that it is made from, as read; the automatic brief where there is none."""
    draft: bool = False
    """Whether sentences without support stay, marked, and the whole is marked as a draft."""
    given: Given = field(default_factory=Given)
    """Results of other stages that references can lead to."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """By id of an event that merged away: the id under which it goes on."""
    folder: str = ""
    """Name of the folder beside a Markdown brief in which its figures lie."""
    style: Path | None = None
    """A CSL style for the bibliography, in place of the shipped one."""
    fonts: tuple[Path, ...] = ()
    """Folders with fonts for the PDF, beside those of the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A finished brief: one file, and for Markdown the figures that it refers to."""

    format: Format
    data: bytes
    publication: Publication
    content: str = ""
    """The canonical JSON that the publication's digest is of."""
    printed: tuple[Printed, ...] = ()
    """What its references printed."""
    problems: tuple[Problem, ...] = ()
    """Sentences and parts that were not published, by file and line."""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    """Further files by name, to lie in a folder beside it."""

    @property
    def text(self) -> str:
        """The file as text; only for HTML and Markdown."""
        return self.data.decode("utf-8")
