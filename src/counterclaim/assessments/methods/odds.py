"""Tempered odds with priors in the open: the default method.

Posterior odds of an answer against the open answers are prior odds times the product of LR^(r d) over voices (Good
1950; tempering as in power priors, Ibrahim and Chen 2000). A speaker's record on resolved questions has moved its
ratios before they come here (``records``).
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
_LEAST_SHARE = 1e-9
_REACH = 1.645
"""Standard deviations to either side of a 90 % interval."""


def posterior(prior_odds: float, ratios: Sequence[float], exponents: Sequence[float] | None = None) -> float:
    """Probability of one answer against its opposite, from prior odds and likelihood ratios, each to its exponent."""
    powers = np.ones(len(ratios)) if exponents is None else np.asarray(exponents, dtype=float)
    odds = float(np.exp(np.log(prior_odds) + np.log(np.asarray(ratios, dtype=float)) @ powers))
    return odds / (1 + odds)


@dataclass(frozen=True, slots=True)
class TemperedOdds:
    """Prior odds times tempered likelihood ratios, normalised over all answers, the open ones among them.

    ``flat`` weighs all answers equally beforehand and all speakers alike, without regard to interest and access.
    """

    prior_odds: float
    """Odds, before any statement is heard, of an answer that somebody names against all open answers together."""
    flat: bool = False
    spread: float = 0.0
    """Standard deviation of the logarithm of prior odds."""
    dependence: float = 0.0
    """Standard deviation of the share of what several voices add to the strongest that may be one voice unseen."""
    name: str = "tempered odds"

    def fit(self, questions: Sequence[Question]) -> Self:  # noqa: ARG002 - the verb is common to all methods
        """The method itself: what speakers' records teach is in the positions already."""
        return self

    def predict(self, question: Question) -> Mapping[str, float]:
        """Probability per answer, "" being "somebody else"; they sum to 1."""
        odds = np.exp(np.clip(self._log_odds(question), -_LARGEST, _LARGEST))
        return dict(zip(question.answers, (odds / odds.sum()).tolist(), strict=True))

    def odds(self, question: Question) -> Mapping[str, float]:
        """Odds of each named answer against the open ones as they were before anything was heard."""
        found = np.exp(np.clip(self._log_odds(question), -_LARGEST, _LARGEST)).tolist()
        return dict(zip(question.hypotheses, found[len(question.open) :], strict=True))

    def explain(self, question: Question) -> Mapping[tuple[str, str], float]:
        """Decibans by (voice, answer)."""
        given: dict[tuple[str, str], float] = defaultdict(float)
        for p in question.positions:
            given[p.voice, p.hypothesis] += 10 * (p.flat_log_ratio if self.flat else p.log_ratio) / float(np.log(10))
        return dict(given)

    def intervals(self, question: Question) -> Mapping[str, tuple[float, float]]:
        """90 % interval per answer: how far its log odds move with what is not known of speakers and priors.

        By the delta method: a voice moves all its answers at once, so its uncertainty is added up over them first.
        Voices that seem independent may share a source that nobody tells: what they add to the strongest of them is
        uncertain.
        """
        chances = np.array(list(self.predict(question).values()))
        column = {key: i for i, key in enumerate(question.answers)}
        spreads: dict[str, npt.NDArray[np.float64]] = defaultdict(lambda: np.zeros(len(chances)))
        for p in question.positions:
            spreads[p.voice][column[p.hypothesis]] += p.deviation
        for key in question.answers:
            spreads[f"prior of {key}"][column[key]] += self.spread
        for (key, supports), added in _beyond_the_strongest(question).items():
            spreads[f"dependence {'for' if supports else 'against'} {key}"][column[key]] += self.dependence * added
        moved = np.array(list(spreads.values())).reshape(len(spreads), len(chances))
        # Log odds of i against the rest: d/dx_i is 1, d/dx_j is minus j's share of the rest.
        rest = np.maximum(1 - chances, 1e-12)
        gradient = -np.tile(chances, (len(chances), 1)) / rest[:, None]
        np.fill_diagonal(gradient, 1.0)
        reach = _REACH * np.sqrt(((moved @ gradient.T) ** 2).sum(axis=0))
        middle = np.log(np.clip(chances, 1e-12, None) / rest)
        low, high = _chance(middle - reach), _chance(middle + reach)
        bounds = zip(np.minimum(low, chances).tolist(), np.maximum(high, chances).tolist(), strict=True)
        return dict(zip(question.answers, bounds, strict=True))

    def _log_odds(self, question: Question) -> npt.NDArray[np.float64]:
        index = {key: i for i, key in enumerate(question.answers)}
        share = np.log(np.array([max(share, _LEAST_SHARE) for _, share in question.open]))
        named = np.full(len(question.hypotheses), 0.0 if self.flat else np.log(self.prior_odds))
        log_odds = np.concatenate([share, named])
        for p in question.positions:
            log_odds[index[p.hypothesis]] += p.flat_log_ratio if self.flat else p.log_ratio
        return log_odds


def _beyond_the_strongest(question: Question) -> dict[tuple[str, bool], float]:
    """Per answer and side: the log ratios of all voices there less the largest, sign included."""
    sides: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for p in question.positions:
        if p.basis != "silence":
            sides[p.hypothesis, p.ratio > 1].append(p.log_ratio)
    return {side: sum(found) - max(found, key=abs) for side, found in sorted(sides.items())}


def _chance(log_odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -_LARGEST, _LARGEST))), dtype=np.float64)
