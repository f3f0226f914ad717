"""What every method of weighing takes and gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

from counterclaim.assessments.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One property of one event: its answers, and every voice's word on them.

    ``hypotheses`` holds the keys of answers that somebody names.
    """

    hypotheses: tuple[str, ...]
    positions: tuple[Position, ...]
    open: tuple[tuple[str, float], ...] = (("", 1.0),)
    """Answers that name nobody, with their prior odds; the first, "", is "somebody else".

    The odds sum to 1 until a voice speaks for one of them.
    """

    @property
    def answers(self) -> tuple[str, ...]:
        """Keys of all answers, the open ones first."""
        return (*(key for key, _ in self.open), *self.hypotheses)

    def without(self, voice: str) -> Question:
        """The same question had one voice been silent."""
        return replace(self, positions=tuple(p for p in self.positions if p.voice != voice))


class Method(Protocol):
    """A way to turn positions into probabilities."""

    name: str

    def fit(self, questions: Sequence[Question]) -> Self:
        """A copy that has learned what it can (reliabilities, priors) from many questions."""
        ...

    def predict(self, question: Question) -> Mapping[str, float]:
        """Probability per answer; the key "" is "somebody else". They sum to 1."""
        ...

    def explain(self, question: Question) -> Mapping[tuple[str, str], float]:
        """Decibans that each voice contributed to each answer, by (voice, answer)."""
        ...
