"""Conflict resolution on heterogeneous data (Li et al. 2014): weights that make the weighted loss least.

Categories: loss 0 or 1, truth by weighted vote. Numbers: loss is the distance over the question's spread, truth the
weighted median, which a few wild figures do not move.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np

from counterclaim.assessments.arrays import Claims, Floats, Known
from counterclaim.assessments.methods.tables import (
    Beliefs,
    Reliabilities,
    anchored,
    by_cell,
    by_group,
    by_question,
    certain,
    counted,
    shares,
    unfitted,
)

_LEAST_LOSS = 1e-9


@dataclass(frozen=True, slots=True)
class Crh:
    """``number`` gives each cell's number where values are numbers; else values are categories."""

    number: Floats | None = field(default=None, compare=False)
    rounds: int = 20
    learned: Reliabilities | None = None
    name: str = "crh"

    def fit(self, claims: Claims, known: Known | None = None) -> Self:
        """Truths and weights in turn; w = -ln(own loss / all loss)."""
        counts = counted(claims, known)
        said = by_group(claims, counts)
        weight = np.ones(claims.groups)
        for _ in range(self.rounds):
            loss = by_group(claims, counts * self._loss(claims, weight, known))
            total = max(float(loss.sum()), _LEAST_LOSS)
            found = -np.log(np.maximum(loss, _LEAST_LOSS * total) / total)
            found = np.where(said > 0, found, 0.0)
            if float(found.sum()) <= 0 or np.allclose(found, weight, rtol=1e-6):
                break
            weight = found
        return replace(self, learned=Reliabilities(weight, weight, weight, said))

    def _loss(self, claims: Claims, weight: Floats, known: Known | None) -> Floats:
        """Loss per statement under the truths that the weights give."""
        if self.number is None:
            votes = by_cell(claims, weight[claims.group])
            top = np.zeros(claims.questions)
            np.maximum.at(top, claims.cell_question, votes)
            leads = (votes == top[claims.cell_question]).astype(float)
            chosen = anchored(claims, shares(claims, leads), known)
            return np.asarray(1 - chosen[claims.cell])
        truth = self._median(claims, weight)
        if known is not None:
            resolved = known.cell >= 0
            truth = np.where(resolved, self.number[np.maximum(known.cell, 0)], truth)
        apart = np.abs(self.number[claims.cell] - truth[claims.claim_question])
        return np.asarray(apart / self._spread(claims)[claims.claim_question])

    def _median(self, claims: Claims, weight: Floats) -> Floats:
        """Weighted median per question."""
        assert self.number is not None
        order = np.lexsort((self.number, claims.cell_question))
        votes = by_cell(claims, weight[claims.group])[order]
        ends = np.cumsum(votes)
        begin = np.concatenate([[0.0], ends])[claims.cell_start[:-1]]
        half = begin + by_question(claims, votes) / 2
        reached = ends >= half[claims.cell_question] - 1e-12 * np.maximum(ends, 1)
        first = np.full(claims.questions, claims.cells, np.int64)
        np.minimum.at(first, claims.cell_question[reached], np.flatnonzero(reached))
        return np.asarray(np.append(self.number[order], np.nan)[np.minimum(first, claims.cells)])

    def _spread(self, claims: Claims) -> Floats:
        """Standard deviation of the stated numbers per question, 1 where they agree."""
        assert self.number is not None
        said = by_cell(claims, 1.0)
        many = by_question(claims, said).clip(1)
        mean = by_question(claims, said * self.number) / many
        square = by_question(claims, said * (self.number - mean[claims.cell_question]) ** 2) / many
        return np.asarray(np.where(square > 0, np.sqrt(square), 1.0))

    def predict(self, claims: Claims) -> Beliefs:
        """Shares of the weighted vote; for numbers also the weighted median."""
        weight = self.reliability(claims).mean
        votes = shares(claims, by_cell(claims, weight[claims.group] + 1e-12))
        return certain(claims, votes, estimate=None if self.number is None else self._median(claims, weight))

    def explain(self, claims: Claims) -> Floats:
        """The weight of each statement."""
        return np.asarray(self.reliability(claims).mean[claims.group] * claims.share)

    def reliability(self, claims: Claims) -> Reliabilities:  # noqa: ARG002 - the verb is common to all methods
        """Weights; the larger the better, without bound."""
        if self.learned is None:
            raise unfitted(self.name)
        return self.learned
