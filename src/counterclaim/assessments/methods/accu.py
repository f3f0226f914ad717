"""ACCU and its form that knows of copying (Dong, Berti-Équille and Srivastava 2009)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from counterclaim.assessments.arrays import Claims, Floats, Known, summed
from counterclaim.assessments.copying import copying, voices
from counterclaim.assessments.methods.tables import (
    Beliefs,
    Reliabilities,
    anchored,
    by_cell,
    by_group,
    certain,
    counted,
    softmax,
    unfitted,
)


@dataclass(frozen=True, slots=True)
class Accu:
    """Each source has one accuracy; a value's score is the sum of its sources' ln(n A / (1 - A)).

    With ``copies`` (ACCUCOPY) a vote that was probably copied counts for less.
    """

    copies: bool = True
    start: float = 0.8
    rounds: int = 20
    settled: float = 1e-4
    learned: Reliabilities | None = None
    voice: Floats | None = None
    weighed: Claims | None = None
    name: str = "accu"

    def fit(self, claims: Claims, known: Known | None = None) -> Self:
        """Accuracy is the mean probability of what a source states."""
        weight = counted(claims, known)
        said = by_group(claims, weight)
        accuracy = np.full(claims.groups, self.start)
        voice = np.ones(len(claims.cell))
        for _ in range(self.rounds):
            belief = anchored(claims, probability(claims, accuracy, voice)[0], known)
            if self.copies:
                by_source = source_mean(claims, accuracy, said)
                voice = voices(claims, copying(claims, belief, by_source, voice), by_source).astype(float)
            right = by_group(claims, weight * belief[claims.cell])
            found = np.where(said > 0, right / said.clip(1e-300), self.start)
            moved = float(np.abs(found - accuracy).max(initial=0.0))
            accuracy = np.clip(found, 0.01, 0.99)
            if moved < self.settled:
                break
        learned = Reliabilities(accuracy, accuracy, accuracy, said)
        return replace(self, learned=learned, voice=voice, weighed=claims)

    def predict(self, claims: Claims) -> Beliefs:
        """Probabilities over the domain; each unstated value has the score 0."""
        accuracy = self.reliability(claims).mean
        chance, none = probability(claims, accuracy, self._voice(claims))
        return certain(claims, chance, none)

    def explain(self, claims: Claims) -> Floats:
        """Decibans of each statement for its value against an unstated one."""
        weight = scores(claims, self.reliability(claims).mean)
        return np.asarray(10 / np.log(10) * weight * self._voice(claims))

    def reliability(self, claims: Claims) -> Reliabilities:  # noqa: ARG002 - the verb is common to all methods
        """Accuracy per group."""
        if self.learned is None:
            raise unfitted(self.name)
        return self.learned

    def _voice(self, claims: Claims) -> Floats:
        if self.voice is not None and self.weighed is claims:
            return self.voice
        return np.ones(len(claims.cell))


def source_mean(claims: Claims, accuracy: Floats, said: Floats) -> Floats:
    """Accuracy per source over its groups."""
    right = summed(claims.group_source, accuracy * said, claims.sources)
    return np.asarray(right / summed(claims.group_source, said, claims.sources).clip(1e-300))


def scores(claims: Claims, accuracy: Floats) -> Floats:
    """ln(n A / (1 - A)) per statement, n wrong values."""
    bounded = np.clip(accuracy, 0.01, 0.99)[claims.group]
    wrongs = np.maximum(claims.domain - 1, 1)[claims.question_property[claims.claim_question]]
    return np.asarray(np.log(wrongs * bounded / (1 - bounded)))


def probability(claims: Claims, accuracy: Floats, voice: Floats) -> tuple[Floats, Floats]:
    """Probability per cell, and of an unstated value per question."""
    score = by_cell(claims, voice * scores(claims, accuracy))
    unstated = claims.domain[claims.question_property] - np.diff(claims.cell_start)
    with np.errstate(divide="ignore"):
        none = np.log(np.maximum(unstated, 0.0))
    return softmax(claims, score, none)
