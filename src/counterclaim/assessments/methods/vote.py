"""Majority vote over a table: the baseline beside every other method."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from counterclaim.assessments.arrays import Claims, Floats, Known
from counterclaim.assessments.methods.tables import (
    Beliefs,
    Reliabilities,
    anchored,
    by_cell,
    by_group,
    certain,
    counted,
    shares,
    unfitted,
)


@dataclass(frozen=True, slots=True)
class Vote:
    """Each source has one vote a question; a source's reliability is how often it goes with the shares of the vote."""

    learned: Reliabilities | None = None
    name: str = "vote"

    def fit(self, claims: Claims, known: Known | None = None) -> Self:
        """Note how often each source sides with the others; the vote itself learns nothing."""
        votes = anchored(claims, shares(claims, by_cell(claims, 1.0)), known)
        weight = counted(claims, known)
        said = by_group(claims, weight)
        mean = by_group(claims, weight * votes[claims.cell]) / said.clip(1e-300)
        return replace(self, learned=Reliabilities(mean, mean, mean, said))

    def predict(self, claims: Claims) -> Beliefs:
        """Shares of the vote."""
        return certain(claims, shares(claims, by_cell(claims, 1.0)))

    def explain(self, claims: Claims) -> Floats:
        """Each statement's vote."""
        return claims.share.astype(float)

    def reliability(self, claims: Claims) -> Reliabilities:  # noqa: ARG002 - the verb is common to all methods
        """Mean share of the votes for what each group says."""
        if self.learned is None:
            raise unfitted(self.name)
        return self.learned
