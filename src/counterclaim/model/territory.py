"""Territory: who held which place when, changes of it, and the attacks beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.model.values.control import ControlChange
from counterclaim.model.values.date_interval import DateInterval
from counterclaim.model.vocabulary import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSpan:
    """A row of a territory file: an actor holds a place from one day to another."""

    place: str
    actor: str
    since: date
    until: date | None
    """The last day; None where it goes on."""
    source: str
    """What the row rests on, in its own words."""
    row: int
    """Its line in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlMove:
    """One dated change of an actor's hold on a place."""

    place: str
    countries: tuple[str, ...]
    actor: str
    change: ControlChange
    when: DateInterval | None
    """None where nothing tells."""
    act: Act
    speaker: str
    statement_ids: tuple[str, ...] = ()
    """The statements that carry it; none for a row of a territory file."""
    row: int = 0
    """The line of the territory file; 0 for a statement."""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryPeriod:
    """One period of the series. ``held`` counts places of a territory file, None without one."""

    start: date
    end: date
    gained: int
    lost: int
    held: int | None
    inside: int
    """Attacks in the countries, or at the places, of the territory."""
    outside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryAttack:
    """An attack of the actor: when, and whether inside of its territory; ``inside`` None where no place is told."""

    event_id: str
    when: DateInterval | None
    inside: bool | None
    statement_ids: tuple[str, ...] = ()
    """The statements by which it counts as the actor's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LagEffect:
    """By what factor the expected count changes for one place lost, ``lag`` periods later."""

    lag: int
    ratio: float
    low: float
    high: float
    """95 % interval of ``ratio``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountModel:
    """A quasi-Poisson regression of the attacks outside on places lost before, with its checks."""

    periods: int
    attacks: int
    losses: int
    lags: tuple[LagEffect, ...]
    total: LagEffect
    """The effect summed over all lags; its ``lag`` is the largest."""
    dispersion: float
    """Variance over mean; 1 for a Poisson count."""
    leads: LagEffect
    """Placebo: the same with losses that come after the attacks; should be near 1."""
    shifted: float
    """Placebo: share of circular shifts of the losses whose summed effect is at least as far from 1."""
    shifts: int
    without_one: tuple[float, float]
    """Least and largest summed ratio with one period of losses left out."""
    assumptions: tuple[str, ...]
    sentence: str
    """What it says, and what it does not show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """Changes of one actor's territory beside attacks, period by period."""

    actor: str
    unit: str
    """"week", "month" or "year"."""
    moves: tuple[ControlMove, ...]
    periods: tuple[TerritoryPeriod, ...]
    undated: int
    """Changes and attacks that are dated less exactly than a period, or not at all: in no period."""
    model: CountModel | None
    no_model: str
    """Why there is no model; empty where there is one."""
    attacks: tuple[TerritoryAttack, ...] = ()
    """The attacks that are counted, in the order of the events."""
