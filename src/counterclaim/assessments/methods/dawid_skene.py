"""Dawid and Skene (1979): each source confuses each true value with others in its own way.

Only the pairs of true and stated value that meet in some question are kept, so that thousands of values cost no more
than the statements. Rows are smoothed by 1 / K, as the methods for crowds do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from counterclaim.assessments.arrays import Claims, Floats, Known, Longs, summed
from counterclaim.assessments.methods.tables import (
    Beliefs,
    Reliabilities,
    anchored,
    by_cell,
    certain,
    counted,
    shares,
    softmax,
    unfitted,
)


@dataclass(frozen=True, slots=True)
class Meetings:
    """Each statement with each stated value of its question that may be the true one."""

    claim: Longs
    true: Longs
    """Cell that may be true."""
    entry: Longs
    """Index of (group, true value, stated value)."""
    row: Longs
    """Index of (group, true value)."""
    entries: int
    rows: int

    @classmethod
    def of(cls, claims: Claims) -> Meetings:
        """Every pair of a statement and a cell of its question."""
        many = np.diff(claims.cell_start)[claims.claim_question]
        claim = np.repeat(np.arange(len(claims.cell)), many)
        first = np.concatenate([[0], np.cumsum(many)[:-1]]) if len(many) else many
        true = claims.cell_start[claims.claim_question[claim]] + np.arange(len(claim)) - np.repeat(first, many)
        values = int(claims.value.max(initial=0)) + 1
        row_key = claims.group[claim].astype(np.int64) * values + claims.value[true]
        rows, row = np.unique(row_key, return_inverse=True)
        entries, entry = np.unique(row * values + claims.value[claims.cell[claim]], return_inverse=True)
        return cls(claim, true, entry, row, len(entries), len(rows))


@dataclass(frozen=True, slots=True)
class DawidSkene:
    """Expectation-maximisation from shares of the vote."""

    rounds: int = 100
    settled: float = 1e-5
    log_entry: Floats | None = None
    learned: Reliabilities | None = None
    belief: Floats | None = None
    weighed: Claims | None = None
    name: str = "dawid-skene"

    def fit(self, claims: Claims, known: Known | None = None) -> Self:
        """Find the confusions of each source and how common each value is."""
        meet, weight = Meetings.of(claims), counted(claims, known)
        belief = anchored(claims, shares(claims, by_cell(claims, 1.0)), known)
        log_entry = np.zeros(0)
        for _ in range(self.rounds):
            log_entry = self._confusions(claims, meet, belief, weight)
            found = anchored(claims, self._beliefs(claims, meet, log_entry, belief), known)
            moved = float(np.abs(found - belief).sum()) / max(claims.questions, 1)
            belief = found
            if moved < self.settled:
                break
        share = claims.share * weight
        said = summed(claims.group, share, claims.groups)
        mean = summed(claims.group, share * belief[claims.cell], claims.groups)
        mean = mean / said.clip(1e-300)
        learned = Reliabilities(mean, mean, mean, said)
        return replace(self, log_entry=log_entry, learned=learned, belief=belief, weighed=claims)

    def _confusions(self, claims: Claims, meet: Meetings, belief: Floats, weight: Floats) -> Floats:
        """Log probability of each (group, true, stated) entry."""
        values = claims.domain[claims.question_property[claims.claim_question]][meet.claim]
        mass = belief[meet.true] * (claims.share * weight)[meet.claim]
        entry = summed(meet.entry, mass, meet.entries)
        row = summed(meet.row, mass, meet.rows)
        smooth, of_row = np.zeros(meet.entries), np.zeros(meet.entries)
        smooth[meet.entry], of_row[meet.entry] = 1 / values, row[meet.row]
        return np.asarray(np.log((entry + smooth) / (of_row + 1)))

    def _beliefs(self, claims: Claims, meet: Meetings, log_entry: Floats, belief: Floats) -> Floats:
        told = claims.question_property[claims.cell_question].astype(np.int64)
        kind = told * (int(claims.value.max(initial=0)) + 1) + claims.value
        common, index = np.unique(kind, return_inverse=True)
        prior = summed(index, belief, len(common)) + 1
        score = np.log(prior)[index] + summed(meet.true, log_entry[meet.entry] * claims.share[meet.claim], claims.cells)
        return softmax(claims, score)[0]

    def predict(self, claims: Claims) -> Beliefs:
        """Probabilities among the stated values of the statements that were learned from."""
        if self.belief is None or self.weighed is None:
            raise unfitted(self.name)
        if self.weighed is not claims:
            raise ValueError("dawid-skene weighs the statements that it learned from: call fit with these")
        return certain(claims, self.belief)

    def explain(self, claims: Claims) -> Floats:
        """Decibans of each statement for its value against the question's other stated values, on average."""
        if self.log_entry is None:
            raise unfitted(self.name)
        meet = Meetings.of(claims)
        log, own = self.log_entry[meet.entry], meet.true == claims.cell[meet.claim]
        mine = summed(meet.claim, np.where(own, log, 0), len(claims.cell))
        rest = summed(meet.claim, np.where(own, 0, log), len(claims.cell))
        rivals = summed(meet.claim, ~own, len(claims.cell))
        return np.asarray(np.where(rivals > 0, 10 / np.log(10) * (mine - rest / rivals.clip(1)), 0.0) * claims.share)

    def reliability(self, claims: Claims) -> Reliabilities:  # noqa: ARG002 - the verb is common to all methods
        """Share of right statements per group."""
        if self.learned is None:
            raise unfitted(self.name)
        return self.learned
