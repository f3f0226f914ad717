"""Tempered odds with priors in the open: the default method.

Posterior odds of an answer against "somebody else" are prior odds times the product of LR^(r d) over voices (Good
1950; tempering as in power priors, Ibrahim and Chen 2000). Reliabilities are the shipped ones: ``fit`` learns nothing
yet, and says so by returning the same method.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.methods.base import Question

_LARGEST = 300.0
"""Log odds beyond this only say "certain", and exp would overflow."""


def posterior(prior_odds: float, ratios: Sequence[float], exponents: Sequence[float] | None = None) -> float:
    """Probability of one answer against its opposite, from prior odds and likelihood ratios, each to its exponent."""
    powers = np.ones(len(ratios)) if exponents is None else np.asarray(exponents, dtype=float)
    odds = float(np.exp(np.log(prior_odds) + np.log(np.asarray(ratios, dtype=float)) @ powers))
    return odds / (1 + odds)


@dataclass(frozen=True, slots=True)
class TemperedOdds:
    """Prior odds times tempered likelihood ratios, normalised over all answers and "somebody else".

    ``flat`` weighs all answers equally beforehand and all speakers alike, without regard to interest and access.
    """

    prior_odds: float
    """Odds, before any statement is heard, of an answer that somebody names against "somebody else"."""
    flat: bool = False
    name: str = "tempered odds"

    def fit(self, questions: Sequence[Question]) -> Self:  # noqa: ARG002 - the verb is common to all methods
        """The method itself: its numbers are the shipped priors."""
        return self

    def predict(self, question: Question) -> Mapping[str, float]:
        """Probability per answer, "" being "somebody else or not yet known"; they sum to 1."""
        odds = np.exp(np.clip(self._log_odds(question), -_LARGEST, _LARGEST))
        return dict(zip(("", *question.hypotheses), (odds / odds.sum()).tolist(), strict=True))

    def odds(self, question: Question) -> Mapping[str, float]:
        """Odds of each answer against "somebody else"."""
        return dict(
            zip(
                question.hypotheses,
                np.exp(np.clip(self._log_odds(question), -_LARGEST, _LARGEST)[1:]).tolist(),
                strict=True,
            )
        )

    def explain(self, question: Question) -> Mapping[tuple[str, str], float]:
        """Decibans by (voice, answer)."""
        given: dict[tuple[str, str], float] = defaultdict(float)
        for p in question.positions:
            given[p.voice, p.hypothesis] += 10 * (p.flat_log_ratio if self.flat else p.log_ratio) / float(np.log(10))
        return dict(given)

    def without_each(self, question: Question, voices: Sequence[str]) -> npt.NDArray[np.float64]:
        """Probabilities had one voice been silent: one row a voice, one column an answer, "somebody else" first."""
        row = {voice: i for i, voice in enumerate(voices)}
        column = {key: i for i, key in enumerate(question.hypotheses, start=1)}
        silent = np.tile(self._log_odds(question), (len(voices), 1))
        for p in question.positions:
            if p.voice in row:
                silent[row[p.voice], column[p.hypothesis]] -= p.flat_log_ratio if self.flat else p.log_ratio
        odds = np.exp(np.clip(silent, -_LARGEST, _LARGEST))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)

    def _log_odds(self, question: Question) -> npt.NDArray[np.float64]:
        index = {key: i for i, key in enumerate(question.hypotheses, start=1)}
        log_odds = np.full(len(question.hypotheses) + 1, 0.0 if self.flat else np.log(self.prior_odds))
        log_odds[0] = 0.0
        for p in question.positions:
            log_odds[index[p.hypothesis]] += p.flat_log_ratio if self.flat else p.log_ratio
        return log_odds
