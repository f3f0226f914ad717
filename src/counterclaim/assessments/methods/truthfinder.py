"""TruthFinder: sources are trusted by the confidence in what they say (Yin, Han and Yu 2008)."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from counterclaim.assessments.near import implied

_MOST_TRUST = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class TruthFinder:
    """Scores of trust add up over the sources of a value; similar values lend each other a part."""

    damping: float = 0.3
    """gamma: sources are not wholly independent."""
    influence: float = 0.5
    """rho: what similar values lend each other."""
    start: float = 0.9
    settled: float = 1e-3
    """Rounds end when trust turns by less than this (one less its cosine)."""
    most_rounds: int = 100
    learned: Reliabilities | None = None
    name: str = "truthfinder"

    def fit(self, claims: Claims, known: Known | None = None) -> Self:
        """Trust and confidence in turn until trust stands still."""
        weight = counted(claims, known)
        said = by_group(claims, weight)
        trust = np.full(claims.groups, self.start)
        for _ in range(self.most_rounds):
            sure = anchored(claims, self.confidence(claims, trust), known)
            found = np.where(said > 0, by_group(claims, weight * sure[claims.cell]) / said.clip(1e-300), self.start)
            turned = 1 - float(found @ trust) / float(np.sqrt((found @ found) * (trust @ trust)) + 1e-300)
            trust = found
            if turned < self.settled:
                break
        return replace(self, learned=Reliabilities(trust, trust, trust, said))

    def confidence(self, claims: Claims, trust: Floats) -> Floats:
        """Confidence in each cell, from trust per group."""
        score = by_cell(claims, -np.log1p(-np.minimum(trust, _MOST_TRUST))[claims.group])
        adjusted = score + self.influence * implied(claims, score)
        return np.asarray(1 / (1 + np.exp(-self.damping * adjusted)))

    def predict(self, claims: Claims) -> Beliefs:
        """Confidence as share of the question's: confidences themselves do not sum to 1."""
        sure = self.confidence(claims, self.reliability(claims).mean)
        # A lone value keeps its confidence; the rest is "none of these".
        total = by_question(claims, sure)
        none = np.clip(1 - total, 0, 1)
        return certain(claims, np.asarray(shares(claims, sure) * (1 - none)[claims.cell_question]), none)

    def explain(self, claims: Claims) -> Floats:
        """Each statement's score of trust, damped."""
        trust = np.minimum(self.reliability(claims).mean, _MOST_TRUST)
        return np.asarray(-self.damping * np.log1p(-trust)[claims.group] * claims.share)

    def reliability(self, claims: Claims) -> Reliabilities:  # noqa: ARG002 - the verb is common to all methods
        """Trust per group."""
        if self.learned is None:
            raise unfitted(self.name)
        return self.learned
