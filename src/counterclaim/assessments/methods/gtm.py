"""A Bayesian model of numbers, with ranges and bounds: the Gaussian truth model (Zhao and Han 2012), extended.

Each source errs with its own variance around a question's true number. Counts are compared as log(1 + x). A statement
may be a range or a bound ("at least 12"): it is a number known only to lie there, so its expectation and variance
under the present belief stand for it (censored expectation-maximisation; Dempster, Laird and Rubin 1977).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np

from counterclaim.assessments.arrays import Claims, Floats, Known, summed
from counterclaim.assessments.methods.tables import Beliefs, Reliabilities, softmax, unfitted

_NORMAL = 1.4826
"""Standard deviations of a normal law in its median deviation."""
SHAPE, SCALE = 2.0, 1.0
"""Inverse gamma prior of the variances (a, and b in units of the table's own typical variance)."""


def expected(mean: Floats, variance: Floats, other_mean: Floats, other_variance: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of the product of two normal laws."""
    both = 1 / (1 / variance + 1 / other_variance)
    return both * (mean / variance + other_mean / other_variance), both


def cut_off(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of the standard normal law between two bounds."""
    from scipy.special import ndtr

    def density(x: Floats) -> Floats:
        return np.asarray(np.exp(-x * x / 2) / np.sqrt(2 * np.pi))

    # On the lighter side, where differences of the distribution keep their digits.
    flip = low > 0
    a, b = np.where(flip, -high, low), np.where(flip, -low, high)
    mass = np.maximum(ndtr(b) - ndtr(a), 1e-300)
    mean = (density(a) - density(b)) / mass
    variance = 1 + (a * density(a) - b * density(b)) / mass - mean**2
    return np.where(flip, -mean, mean), np.clip(variance, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Gtm:
    """``low`` and ``high`` give each cell's bounds on the scale of comparison, equal for a plain number."""

    low: Floats = field(default_factory=lambda: np.zeros(0), compare=False)
    high: Floats = field(default_factory=lambda: np.zeros(0), compare=False)
    rounds: int = 50
    settled: float = 1e-6
    variance: Floats | None = None
    """Per group, once fitted."""
    said: Floats | None = None
    prior: tuple[Floats, Floats] | None = None
    """Mean and variance per question before its statements, once fitted."""
    name: str = "gtm"

    def fit(self, claims: Claims, known: Known | None = None) -> Self:
        """Truths and variances in turn; a range stands for its expectation."""
        self._checked(claims)
        prior = self._prior(claims)
        typical = self._typical(claims)
        counts = np.ones(len(claims.cell)) if known is None else known.weight[claims.claim_question]
        counts = counts * claims.share
        said = summed(claims.group, counts, claims.groups)
        variance = np.full(claims.groups, typical)
        mean, spread = self._start(claims), prior[1]
        for _ in range(self.rounds):
            mean, spread = self._truth(claims, variance, prior, mean, known)
            number, extra = self._numbers(claims, variance, mean)
            square = (number - mean[claims.claim_question]) ** 2 + extra + spread[claims.claim_question]
            total = summed(claims.group, counts * square, claims.groups)
            found = (2 * SCALE * typical + total) / (2 * (SHAPE + 1) + said)
            moved = float(np.abs(found - variance).max(initial=0.0)) / typical
            variance = found
            if moved < self.settled:
                break
        return replace(self, variance=variance, said=said, prior=prior)

    def predict(self, claims: Claims) -> Beliefs:
        """Each stated number's share of the belief's density, and the best estimate, which need not be a stated one."""
        if self.variance is None:
            raise unfitted(self.name)
        mean, spread = self.truth(claims)
        number, _ = self._numbers(claims, self.variance, mean)
        per_cell = summed(claims.cell, number, claims.cells) / np.bincount(claims.cell, minlength=claims.cells).clip(1)
        q = claims.cell_question
        chance, none = softmax(claims, -((per_cell - mean[q]) ** 2) / (2 * spread[q]))
        return Beliefs(chance, chance, chance, none, mean)

    def truth(self, claims: Claims) -> tuple[Floats, Floats]:
        """Mean and variance per question on the scale of comparison."""
        if self.variance is None:
            raise unfitted(self.name)
        prior = self._prior(claims)
        mean, spread = self._start(claims), prior[1]
        for _ in range(self.rounds):
            before = mean
            mean, spread = self._truth(claims, self.variance, prior, mean, None)
            if np.allclose(mean, before, atol=1e-9):
                break
        return mean, spread

    def explain(self, claims: Claims) -> Floats:
        """Precision that each statement brings: one over its source's variance."""
        if self.variance is None:
            raise unfitted(self.name)
        return np.asarray(claims.share / self.variance[claims.group])

    def reliability(self, claims: Claims) -> Reliabilities:  # noqa: ARG002 - the verb is common to all methods
        """Precision per group: one over the variance of its errors."""
        if self.variance is None or self.said is None:
            raise unfitted(self.name)
        precision = 1 / self.variance
        return Reliabilities(precision, precision, precision, self.said)

    def _checked(self, claims: Claims) -> None:
        if len(self.low) != claims.cells or len(self.high) != claims.cells:
            raise ValueError(f"gtm needs a number for each of the {claims.cells} values")

    def _middle(self, claims: Claims) -> Floats:
        low, high = self.low[claims.cell], self.high[claims.cell]
        return np.where(np.isfinite(low) & np.isfinite(high), (low + high) / 2, np.where(np.isfinite(low), low, high))

    def _prior(self, claims: Claims) -> tuple[Floats, Floats]:
        """Where the statements of all questions of a property lie, ten times as wide.

        Median and median deviation, so that one toll of a billion does not move every other question.
        """
        middle = self._middle(claims)
        told = claims.question_property[claims.claim_question]
        centre, width = np.zeros(len(claims.domain)), np.zeros(len(claims.domain))
        for k in np.unique(told):
            own = middle[told == k]
            centre[k] = np.median(own)
            apart = np.abs(own - centre[k])
            # Where most agree to the digit, what deviates at all tells the scale.
            width[k] = np.median(apart) or (np.median(apart[apart > 0]) if apart.any() else 0.0)
        of = claims.question_property
        return centre[of], np.maximum(100 * (_NORMAL * width) ** 2, 1e-6)[of]

    def _start(self, claims: Claims) -> Floats:
        """Each question's own middle: a lone bound begins at its end, not where other questions lie."""
        many = np.bincount(claims.claim_question, minlength=claims.questions)
        return np.asarray(summed(claims.claim_question, self._middle(claims), claims.questions) / many.clip(1))

    def _typical(self, claims: Claims) -> float:
        middle = self._middle(claims)
        many = np.bincount(claims.claim_question, minlength=claims.questions)
        mean = summed(claims.claim_question, middle, claims.questions) / many.clip(1)
        apart = np.abs(middle - mean[claims.claim_question])[(many > 1)[claims.claim_question]]
        apart = apart[apart > 0]
        return float(np.median(apart) ** 2) if len(apart) else 1e-4

    def _numbers(self, claims: Claims, variance: Floats, mean: Floats) -> tuple[Floats, Floats]:
        """Expected number of each statement and its variance; a range's under a normal law cut off at its ends."""
        low, high = self.low[claims.cell], self.high[claims.cell]
        number, extra = self._middle(claims), np.zeros(len(claims.cell))
        open_ = low < high
        if open_.any():
            centre = mean[claims.claim_question][open_]
            width = np.sqrt(variance[claims.group][open_])
            # Beyond 8 widths the law is numerically nothing; the nearer end stands for it.
            a = np.clip((low[open_] - centre) / width, -8.0, 8.0)
            b = np.clip((high[open_] - centre) / width, a + 1e-6, 8.0 + 1e-6)
            middle, left = cut_off(a, b)
            number[open_] = np.clip(centre + width * middle, low[open_], high[open_])
            extra[open_] = left * variance[claims.group][open_]
        return number, extra

    def _truth(
        self, claims: Claims, variance: Floats, prior: tuple[Floats, Floats], mean: Floats, known: Known | None
    ) -> tuple[Floats, Floats]:
        number, _ = self._numbers(claims, variance, mean)
        precision = claims.share / variance[claims.group]
        total = 1 / prior[1] + summed(claims.claim_question, precision, claims.questions)
        pulled = summed(claims.claim_question, precision * number, claims.questions)
        found, spread = (prior[0] / prior[1] + pulled) / total, 1 / total
        if known is not None:
            resolved = known.cell >= 0
            at = np.maximum(known.cell, 0)
            found = np.where(resolved, (self.low[at] + self.high[at]) / 2, found)
            spread = np.where(resolved, 0.0, spread)
        return found, spread
