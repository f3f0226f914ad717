"""What else than events a publication can speak of: frozen model types that the pipeline hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.model.narrative import Share
from counterclaim.model.tally import TallyResult
from counterclaim.model.territory import Territory


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Results of other stages. A kind of reference that finds nothing here says so, by line."""

    shares: tuple[Share, ...] = ()
    """Prevalence of framings, one row for each framing and period."""
    framings: Mapping[str, str] = field(default_factory=dict)
    """Names of framings by id."""
    tallies: Mapping[str, TallyResult] = field(default_factory=dict)
    """What tallies come to, by id."""
    territory: Mapping[str, Territory] = field(default_factory=dict)
    """Territory beside attacks, by the actor's name as the note has it."""
    period: str = "month"
    """How long the periods of ``shares`` are: "week", "month" or "year"."""
