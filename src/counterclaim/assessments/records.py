"""How each speaker did on resolved questions: a record per speaker, property and kind of word, decayed with age.

A record is a Beta over being right. Its prior is the starting ratio of the line of priors that judges the speaker,
moved by the record of all speakers whom that line judges, so that small speakers borrow strength. What a speaker says
of an event never counts for weighing that same event. Only resolved questions count, so nobody's own word raises it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from counterclaim.assessments.leaning import NO_LEANING, Leaning
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.position import Position
from counterclaim.model import Property

TrialKey = tuple[str, Property, bool]
"""Whose record: voice, property, and whether it is about support (else about objections)."""


class Trial(NamedTuple):
    """One voice's word on one resolved question."""

    event_id: str
    right: bool
    power: float
    """How surely it was said and read, 0 to 1."""
    day: date | None
    rule: str


class Score(NamedTuple):
    """Weighted counts of right and wrong."""

    right: float = 0.0
    wrong: float = 0.0

    @property
    def tried(self) -> float:
        """Both together."""
        return self.right + self.wrong


NOTHING_TRIED = Score()
"""No resolved question yet."""


@dataclass(frozen=True, slots=True)
class Records:
    """The trials of all voices, by voice and by the line of priors that judges them."""

    own: Mapping[TrialKey, tuple[Trial, ...]] = field(default_factory=dict)
    pooled: Mapping[tuple[str, str], Score] = field(default_factory=dict)
    """By (rule, event), and by (rule, "") over all events."""
    claims: Mapping[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict)
    """Per actor key: (event, whether it claimed it) for each resolved event of which it is the perpetrator."""
    leaning: Leaning = NO_LEANING
    """Which voices copy each other, by the errors that they share."""

    @classmethod
    def of(cls, trials: Iterable[tuple[TrialKey, Trial]], claims: Mapping[str, Sequence[tuple[str, bool]]]) -> Records:
        """Gather trials; their order does not matter."""
        own: dict[TrialKey, list[Trial]] = defaultdict(list)
        pooled: dict[tuple[str, str], Score] = defaultdict(Score)
        for key, trial in sorted(trials, key=lambda t: (t[0], t[1].event_id, t[1].rule, str(t[1].day), t[1].right)):
            own[key].append(trial)
            for event in (trial.event_id, ""):
                pooled[trial.rule, event] = _added(pooled[trial.rule, event], trial.right, trial.power)
        return cls(
            own={key: tuple(found) for key, found in own.items()},
            pooled=dict(pooled),
            claims={key: tuple(sorted(found)) for key, found in sorted(claims.items())},
        )

    def score(self, key: TrialKey, day: date | None, event_id: str, numbers: Numbers) -> Score:
        """A voice's record as seen from a day, other events only; never more than ``reliability.most``."""
        half = numbers.value("reliability.half_life_days")
        found = Score()
        for trial in self.own.get(key, ()):
            if trial.event_id != event_id:
                found = _added(found, trial.right, trial.power * _decay(trial.day, day, half))
        most = numbers.value("reliability.most")
        scale = min(1.0, most / found.tried) if found.tried else 1.0
        return Score(found.right * scale, found.wrong * scale)

    def pool(self, rule: str, event_id: str) -> Score:
        """The record of all whom one line of priors judges, other events only."""
        whole, here = self.pooled.get((rule, ""), Score()), self.pooled.get((rule, event_id), Score())
        return Score(max(whole.right - here.right, 0.0), max(whole.wrong - here.wrong, 0.0))

    def claim_share(self, actors: Iterable[str], event_id: str, share: float, strength: float) -> float:
        """How often an actor claims its own attacks: its record, other events only, on a starting share."""
        told = {event: did for key in sorted(actors) for event, did in self.claims.get(key, ()) if event != event_id}
        return (share * strength + sum(told.values())) / (strength + len(told))


NO_RECORDS = Records()
"""Nothing is resolved."""


def experienced(
    found: Iterable[Position],
    records: Records,
    days: Mapping[str, date | None],
    event_id: str,
    numbers: Numbers,
) -> tuple[Position, ...]:
    """Positions with their ratios moved by each voice's record; ``days`` says when each voice spoke."""
    spread = numbers.value("lr.spread")
    return tuple(_moved(p, records, days.get(p.voice), event_id, numbers, spread) for p in found)


def _moved(p: Position, records: Records, day: date | None, event_id: str, numbers: Numbers, spread: float) -> Position:
    if p.basis == "silence" or p.ratio == 1 or not records.own:
        return replace(p, spread=spread)
    supports = p.ratio > 1
    own = records.score((p.voice, Property.PERPETRATOR, supports), day, event_id, numbers)
    chance = p.ratio / (1 + p.ratio) if supports else 1 / (1 + p.ratio)
    reliable = max(reliability(chance, own, records.pool(p.rule, event_id), numbers), 0.5)
    odds = reliable / (1 - reliable)
    strength = numbers.value("reliability.strength")
    words = f"; right in {own.right:.1f} of {own.tried:.1f} resolved cases" if own.tried else ""
    return replace(
        p,
        ratio=odds if supports else 1 / odds,
        tried=own.tried,
        spread=spread * (strength / (strength + own.tried)) ** 0.5,
        reason=p.reason + words,
    )


def reliability(start: float, own: Score, pool: Score, numbers: Numbers) -> float:
    """Mean of the Beta over being right: the starting chance, moved by the pool, moved by the voice's own record."""
    weight, strength = numbers.value("reliability.pool_strength"), numbers.value("reliability.strength")
    shared = (start * weight + pool.right) / (weight + pool.tried)
    return (shared * strength + own.right) / (strength + own.tried)


def _decay(then: date | None, now: date | None, half_life: float) -> float:
    """2^(-age / half-life); an unknown day counts like one half-life ago, and the later may be judged by too."""
    age = abs((now - then).days) if then and now else half_life
    return float(2 ** (-age / half_life))


def _added(score: Score, right: bool, power: float) -> Score:
    return Score(score.right + power * right, score.wrong + power * (not right))
