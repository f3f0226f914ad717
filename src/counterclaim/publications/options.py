"""What a publication is asked to be, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from counterclaim.model import GENESIS, UNCALIBRATED, Calibration, Citation, Publication, RunManifest, Source

Format = Literal["html", "md"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefOptions:
    """How a brief is made. Nothing here is a clock: the same views and options give the same bytes."""

    title: str = "Who says who did it"
    since: str = ""
    """First day, month or year asked for, in ISO form; empty where the period is open."""
    until: str = ""
    format: Format = "html"
    chain_head: str = GENESIS
    """Digest of the last judgement of the ledger."""
    manifest: RunManifest | None = None
    unmasked: tuple[str, ...] = ()
    """Names whose mask a judgement lifted."""
    sources: tuple[Source, ...] = ()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A finished brief: ``text`` is one HTML page or one Markdown file, complete in itself."""

    format: Format
    text: str
    publication: Publication
