"""What else than events a publication can speak of: frozen model types that the pipeline hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.model import Document, Passage, PersonMention
from counterclaim.model.forecast import Forecast, ForecastScore
from counterclaim.model.narrative import FormulaFamily, Framed, OutletProfile, Share
from counterclaim.model.tally import TallyResult
from counterclaim.model.territory import Territory


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A passage that carries a sentence and is no statement on an event, as the ledger has it: nothing masked yet."""

    id: str
    passage: Passage
    document: Document
    capture_sha256: str
    origin_id: str
    speaker: str = ""
    """Who says it; empty where the document speaks for itself."""
    sparing: bool = False
    """Whether its outlet speaks for an actor: then no more of it is printed than the words that are spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """A forecast that a note can refer to: registered in the chain, or only told by a text."""

    id: str
    """Of the forecast, or of the statement of a text that nobody has registered."""
    question: str
    forecaster: str
    words: str
    """How probable it is, as it was given."""
    passage_id: str = ""
    """The sentence that foretells; empty for a forecast that was made in the ledger itself."""
    lost: bool = False
    """Whether it was taken up from a text that the ledger no longer holds."""
    registered: Forecast | None = None
    score: ForecastScore | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Results of other stages. A kind of reference that finds nothing here says so, by line."""

    shares: Mapping[str, tuple[Share, ...]] = field(default_factory=dict)
    """Prevalence of framings by the length of its periods ("week", "month", "year"), a row a framing and period."""
    framings: Mapping[str, str] = field(default_factory=dict)
    """Names of framings by id."""
    narratives: Mapping[str, Framed] = field(default_factory=dict)
    """What is found of each framing, by id."""
    formulas: tuple[FormulaFamily, ...] = ()
    outlets: Mapping[str, OutletProfile] = field(default_factory=dict)
    """Outlets by name."""
    forecasts: tuple[Foreseen, ...] = ()
    tallies: Mapping[str, TallyResult] = field(default_factory=dict)
    """What tallies come to, by id."""
    territory: Mapping[tuple[str, str, str], Territory] = field(default_factory=dict)
    """Territory beside attacks, by actor, period and what counts as inside, as the note has them."""
    carried: tuple[Carried, ...] = ()
    """Passages that footnotes can lead to beside the statements on events."""
    persons: tuple[PersonMention, ...] = ()
    """Persons named in the documents of ``carried``, for masking."""
