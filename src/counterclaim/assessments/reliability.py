"""How reliable each source is: counts of right and wrong with priors that sources and properties share.

Each group (source, property, period) has a Beta prior. Its mean is its source's own shrunken record, moved by how
hard the property is (on the log-odds scale); the source's prior is the record of all. How strongly each level leans on
the one above is estimated from how much sources differ (method of moments of the beta-binomial; Kleinman 1973), so
that sources with few statements borrow strength and those with many speak for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.assessments.arrays import Claims, Floats, summed

START = 0.75
"""Expected reliability before anything is heard: speakers are more often right than wrong."""
START_WORTH = 20.0
"""How many statements that expectation is worth, for all sources together."""
START_STRENGTH = 4.0
"""How many statements a prior is worth to one source, where there is too little to tell."""
LEAST_STRENGTH, MOST_STRENGTH = 2.0, 200.0
"""Bounds of how many statements a prior is worth to one source or group."""


@dataclass(frozen=True, slots=True)
class Record:
    """Pseudo-counts per group, prior included."""

    right: Floats
    wrong: Floats
    said: Floats
    """Statements of each group that count, without the prior."""

    @property
    def mean(self) -> Floats:
        """Expected reliability per group."""
        return self.right / (self.right + self.wrong)

    @property
    def weight(self) -> Floats:
        """Log odds of being right per group."""
        return np.log(self.right / self.wrong)


def record_of(right: Floats, said: Floats, claims: Claims) -> Record:
    """Shrunken records from expected right statements (``right``) of all (``said``), per group."""
    overall = (right.sum() + START * START_WORTH) / (said.sum() + START_WORTH)
    by_source = summed(claims.group_source, right, claims.sources)
    said_by_source = summed(claims.group_source, said, claims.sources)
    worth = strength(by_source, said_by_source, overall)
    mean = (by_source + overall * worth) / (said_by_source + worth)
    if claims.groups == claims.sources:
        return _record(right, said, np.full(claims.groups, overall), worth)
    prior = _moved(mean, right, said, overall, claims)
    return _record(right, said, prior, strength(right, said, prior))


def _moved(mean: Floats, right: Floats, said: Floats, overall: float, claims: Claims) -> Floats:
    """Each group's prior mean: its source's, moved by its property's difficulty."""
    properties = len(claims.domain)
    hit = summed(claims.group_property, right, properties)
    told = summed(claims.group_property, said, properties)
    ease = _logit((hit + overall * START_STRENGTH) / (told + START_STRENGTH)) - _logit(np.asarray(overall))
    moved = _logit(mean[claims.group_source]) + ease[claims.group_property]
    return np.asarray(1 / (1 + np.exp(-moved)))


def _logit(chance: Floats) -> Floats:
    bounded = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(bounded / (1 - bounded)))


def _record(right: Floats, said: Floats, prior: Floats, worth: float) -> Record:
    return Record(right=right + prior * worth, wrong=np.maximum(said - right, 0) + (1 - prior) * worth, said=said)


def strength(right: Floats, said: Floats, mean: Floats | float) -> float:
    """How many statements the prior is worth: few where sources differ much, many where they are alike.

    That sources are alike is known only from those who speak more than once: the worth exceeds ``START_STRENGTH`` by no
    more than the number of such further statements, so that few statements leave reliabilities uncertain.
    """
    heard = said > 0
    groups, total = int(heard.sum()), float(said.sum())
    if total <= groups or groups < 2:
        return START_STRENGTH
    expected = np.broadcast_to(np.asarray(mean), said.shape)[heard]
    apart = said[heard] * (right[heard] / said[heard] - expected) ** 2 / (expected * (1 - expected))
    # One more group that is as unlike as START_STRENGTH says keeps the estimate finite where there are few.
    lean = (apart.sum() - groups + groups / 10 / (START_STRENGTH + 1)) / (total - groups + groups / 10)
    lean = float(np.clip(lean, 1 / (MOST_STRENGTH + 1), 1 / (LEAST_STRENGTH + 1)))
    return min(1 / lean - 1, START_STRENGTH + total - groups)
