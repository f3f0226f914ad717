"""What every method of weighing takes and gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from counterclaim.assessments.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One property of one event: its answers, and every voice's word on them.

    ``hypotheses`` holds keys and leaves out "somebody else", which every question has besides.
    """

    hypotheses: tuple[str, ...]
    positions: tuple[Position, ...]

    def without(self, voice: str) -> Question:
        """The same question had one voice been silent."""
        kept = tuple(p for p in self.positions if p.voice != voice)
        return Question(hypotheses=self.hypotheses, positions=kept)


class Method(Protocol):
    """A way to turn positions into probabilities."""

    name: str

    def fit(self, questions: Sequence[Question]) -> Self:
        """A copy that has learned what it can (reliabilities, priors) from many questions."""
        ...

    def predict(self, question: Question) -> Mapping[str, float]:
        """Probability per answer; the key "" is "somebody else or not yet known". They sum to 1."""
        ...

    def explain(self, question: Question) -> Mapping[tuple[str, str], float]:
        """Decibans that each voice contributed to each answer, by (voice, answer)."""
        ...
