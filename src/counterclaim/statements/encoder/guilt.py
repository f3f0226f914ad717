"""Whether an organisation is said to have done an incident, and how surely: the attribution head beside the statements.

A statement counts for an organisation that it names, in incidents that something near its quote belongs to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from counterclaim.statements.encoder.dense import Array
from counterclaim.statements.encoder.mentions import words
from counterclaim.statements.encoder.roles import CERTAINTIES

NEAR = 200
"""Characters around a quote within which an incident's victims, targets or places are what it is about."""
_SAYS_NOTHING = frozenset(
    ["the", "of", "a", "an", "and", "for", "s", "army", "front", "national", "liberation", "force", "forces", "armed"]
) | {"group", "movement", "people", "peoples", "popular", "revolutionary"}
_SURE = 1e-4
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a text that names who did something: names of the actor, degree of certainty, where it stands."""

    names: tuple[str, ...]
    label: str
    probability: float
    start: int
    end: int


@dataclass(frozen=True)
class Blame:
    """Weights on the log-odds that an organisation is said to have done an incident; chosen on development texts."""

    bias: float = 0.0
    attributed: float = 1.0
    """Of the attribution head's log-odds."""
    named: float = 1.0
    """Of the log-odds that it fills the role at all."""
    said: float = 0.0
    """Of the probability that at least one statement was read right."""
    label: float = 0.0
    """How much a sure statement adds to its degree of certainty, where the head's degrees sum to one."""
    signs: float = 0.0
    """Of the log-odds that the signs in the words around it give (`blaming`)."""
    certainty: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(CERTAINTIES, 0.0))
    """Added to the logarithm of each degree."""

    def guilty(self, degrees: Array, score: float, said: Sequence[Said], signs: float = 0.0) -> bool:
        """Whether it is said to have done it; ``degrees``: (1 + CERTAINTIES,), that of nothing first; ``signs``: log-odds."""
        found = 1 - math.prod(1 - s.probability for s in said)
        odds = self.attributed * _log_odds(1 - float(degrees[0])) + self.named * _log_odds(score)
        return self.bias + odds + self.said * found + self.signs * signs > 0

    def sureness(self, degrees: Array, said: Sequence[Said]) -> tuple[str, dict[str, float]]:
        """The likeliest degree of certainty and all of them."""
        sure = degrees[1:].astype(np.float64) / max(float(degrees[1:].sum()), 1e-9)
        for s in said:
            sure[CERTAINTIES.index(s.label)] += self.label * s.probability
        sure /= sure.sum()
        lean = np.log(sure + 1e-9) + [self.certainty.get(c, 0.0) for c in CERTAINTIES]
        return CERTAINTIES[int(lean.argmax())], {c: float(p) for c, p in zip(CERTAINTIES, sure, strict=True)}


def about(said: Sequence[Said], names: Sequence[str], spans: Sequence[Span]) -> list[Said]:
    """The statements that name the organisation and stand near one of an incident's spans (characters)."""
    return [
        s
        for s in said
        if any(s.start - NEAR <= start <= s.end + NEAR for start, _ in spans)
        and any(same(one, other) for one in names for other in s.names)
    ]


def same(one: str, other: str) -> bool:
    """Whether two names are one organisation's: the same words, or telling words of which one has all that the other has."""
    a, b = set(words(one)), set(words(other))
    telling = a & b - _SAYS_NOTHING
    return bool(a) and (a == b or (bool(telling) and (a <= b or b <= a or len(telling) > 1)))


def _log_odds(p: float) -> float:
    p = min(max(p, _SURE), 1 - _SURE)
    return math.log(p / (1 - p))
