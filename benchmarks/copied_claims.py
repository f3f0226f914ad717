"""Invented claims with sources that copy: what a vote and Dawid and Skene's method take for agreement.

Independent sources of middling skill answer on part of the questions. Besides, there are circles: one poor source each,
and others that copy most of what it says. A few questions are resolved. All is drawn with a fixed seed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.assessments.arrays import Claims, Known, claims_of


@dataclass(frozen=True)
class Copied:
    """Arrays of codes, one entry a statement; ``truth`` is per question."""

    question: np.ndarray
    source: np.ndarray
    value: np.ndarray
    truth: np.ndarray
    resolved: np.ndarray
    values: int

    def claims(self) -> tuple[Claims, Known]:
        """As arrays, with the resolved questions."""
        claims = claims_of(self.question, self.source, self.value, questions=len(self.truth), domain=self.values)
        known = claims.nothing_known()
        for q in self.resolved:
            first, last = claims.cell_start[q], claims.cell_start[q + 1]
            at = np.flatnonzero(claims.value[first:last] == self.truth[q])
            known.cell[q] = first + at[0] if len(at) else -2
        return claims, known


def copied_claims(
    questions: int = 1000,
    values: int = 8,
    independent: int = 9,
    circles: int = 2,
    copiers: int = 5,
    copied: float = 0.85,
    spoken: float = 0.7,
    resolved: int = 20,
    seed: int = 7,
) -> Copied:
    """Draw the claims: independent skill Beta(7, 3), leaders of circles .35, copiers' own words .5."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, values, questions)

    def stated(skill: float) -> np.ndarray:
        wrong = (truth + rng.integers(1, values, questions)) % values
        return np.where(rng.random(questions) < skill, truth, wrong)

    said = [stated(skill) for skill in rng.beta(7, 3, independent)]
    for _ in range(circles):
        leader = stated(0.35)
        said.append(leader)
        said += [np.where(rng.random(questions) < copied, leader, stated(0.5)) for _ in range(copiers)]
    heard = rng.random((len(said), questions)) < spoken
    source, question = np.nonzero(heard)
    order = rng.permutation(len(source))
    source, question = source[order].astype(np.int32), question[order].astype(np.int32)
    value = np.stack(said)[source, question].astype(np.int32)
    return Copied(question, source, value, truth, rng.choice(questions, resolved, replace=False), values)


def accuracy(claims: Claims, probability: np.ndarray, made: Copied) -> float:
    """Share of the open questions of which the most probable value is true."""
    order = np.lexsort((-probability, claims.cell_question))
    asked = np.diff(claims.cell_start) > 0
    best = np.full(claims.questions, -1)
    best[asked] = claims.value[order[claims.cell_start[:-1][asked]]]
    open_ = np.setdiff1d(np.arange(claims.questions), made.resolved)
    return float((best[open_] == made.truth[open_]).mean())
