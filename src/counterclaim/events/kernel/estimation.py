"""What each level of agreement weighs, estimated from unlabelled records.

Two kinds of pairs are drawn: near ones (candidates, of which an unknown share is one event) and shifted ones, of the
same places but weeks apart, which are two events each and show how often values agree by chance *there*. From the
shifted pairs come the u of all fields but the date; expectation-maximisation over the near pairs (Dempster, Laird and
Rubin 1977; Winkler 1988) gives the m, the spread of dates, and the share of one event by how busy the surroundings are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.events.kernel.compiled import compiled
from counterclaim.events.kernel.levels import ACTOR, COUNTS, CROWD, DATE, FIELDS, PLACE, REACH_DAYS, TOLL, TYPE, WIDTH
from counterclaim.events.kernel.rows import Bytes, Floats
from counterclaim.events.kernel.surroundings import CROWDS

SEEN = 10.0
"""As how many pairs the starting values of m and u count beside those at hand."""
_SEEN_SHARE = 200.0
_QUIET = 4.0
"""Log odds of one event where hardly anything happens, to begin with."""
_ROUNDS = 40
_STILL = 1e-4
_SAME_TOWN = 0.1
"""Events are where people are: however near two points lie, it is not as rare by chance as the area is small."""
_FINE = 2.0**16
_SHIFTED = (PLACE, TYPE, ACTOR, TOLL)


@dataclass(frozen=True, slots=True)
class Weights:
    """m and u by field and level code, and the log odds (base 2) of one event by crowd."""

    m: Floats
    u: Floats
    prior: Floats

    def bits(self) -> Floats:
        """Weight of each level (fields by codes), 0 where untold; in the last row the prior of each crowd.

        Rounded to 2^-16 bits, so that sums are exact and do not depend on their order.
        """
        table = np.zeros_like(self.m)
        for field in range(len(FIELDS) - 1):
            known = slice(0, COUNTS[field])
            table[field, known] = np.log2(self.m[field, known] / self.u[field, known])
        table[CROWD, :CROWDS] = self.prior
        return np.asarray(np.rint(table * _FINE) / _FINE, dtype=np.float64)


def starting() -> Weights:
    """Where estimation starts, and what stands where the data say nothing: reasoned, not fitted to any data set.

    Agreement of one event falls off by half with each step of a field's scale; by chance days are even, and distances
    grow with area.
    """
    m, u = np.zeros((len(FIELDS), WIDTH)), np.zeros((len(FIELDS), WIDTH))
    days = REACH_DAYS + 1
    m[DATE, :days], u[DATE, :days] = 2.0 ** -np.arange(days), [1.0, *[2.0] * REACH_DAYS]
    m[DATE, days : days + 4], u[DATE, days : days + 4] = (0.5, 0.5, 0.5, 0.1), (1.0, 2.0, 4.0, 4.0)
    steps = np.arange(10)
    for kind in range(3):
        m[PLACE, kind * 10 : kind * 10 + 10] = 2.0**-steps
        u[PLACE, kind * 10 : kind * 10 + 10] = np.clip(4.0 ** (steps - 6), _SAME_TOWN, 4.0)
    m[TYPE, :3], u[TYPE, :3] = (0.8, 0.17, 0.03), (0.15, 0.2, 0.65)
    rarer = 2.0 ** -np.arange(COUNTS[ACTOR] - 1)
    m[ACTOR, : COUNTS[ACTOR] - 1], u[ACTOR, : COUNTS[ACTOR] - 1] = rarer, rarer**2
    m[ACTOR, COUNTS[ACTOR] - 1], u[ACTOR, COUNTS[ACTOR] - 1] = 0.7, 2.0
    for size in range(5):
        m[TOLL, size * 6 : size * 6 + 6] = (0.5, 0.15, 0.13, 0.12, 0.06, 0.04)
        u[TOLL, size * 6 : size * 6 + 6] = (0.5 / 2**size, 0.1, 0.15, 0.2, 0.25, 0.3)
    m[:-1] /= m[:-1].sum(axis=1, keepdims=True)
    u[:-1] /= u[:-1].sum(axis=1, keepdims=True)
    return Weights(m=m, u=u, prior=_QUIET - np.arange(CROWDS, dtype=np.float64))


def estimate(near: Bytes, shifted: Bytes, start: Weights | None = None, judged: Floats | None = None) -> Weights:
    """Weights from levels of near and of shifted pairs.

    Args:
        near: levels of candidate pairs, pairs by fields.
        shifted: the same of pairs that are two events each; their dates and crowds are not looked at.
        start: weights to start from.
        judged: per near pair what people decided: 1 one event, 0 two, NaN undecided. Judged pairs stay as judged.
    """
    prior = starting()
    weights = start or prior
    u = prior.u.copy()
    for field in _SHIFTED:
        u[field] = _spread(_tally(shifted[:, field], np.ones(len(shifted))), prior.u[field], COUNTS[field])
    weights = Weights(m=weights.m, u=u, prior=weights.prior)
    if not len(near):
        return weights
    known = np.full(len(near), np.nan) if judged is None else judged
    before = np.inf
    for _ in range(_ROUNDS):
        weights, change = _round(near, known, weights, prior)
        if abs(change - before) <= _STILL * abs(change):
            break
        before = change
    return weights


def _round(near: Bytes, judged: Floats, weights: Weights, prior: Weights) -> tuple[Weights, float]:
    """One round; the second value is the expected number of pairs that are one event."""
    counts = np.zeros((2, len(FIELDS), 256))
    expected(near, judged, weights.bits(), counts)
    matched, other = counts
    m, u = weights.m.copy(), weights.u.copy()
    for field in range(len(FIELDS) - 1):
        m[field] = _spread(matched[field], prior.m[field], COUNTS[field])
    u[DATE] = _spread(other[DATE], prior.u[DATE], COUNTS[DATE])
    share = _share_by_crowd(matched[CROWD, :CROWDS], other[CROWD, :CROWDS])
    return Weights(m=m, u=u, prior=share), float(matched[CROWD].sum())


@compiled
def expected(near: Bytes, judged: Floats, bits: Floats, counts: Floats) -> None:
    """Add up expected numbers of pairs that are one event, and two, by field and level."""
    fields = near.shape[1]
    for pair in range(near.shape[0]):
        matched = judged[pair]
        if np.isnan(matched):
            total = 0.0
            for field in range(fields):
                total += bits[field, near[pair, field]]
            matched = 1.0 / (1.0 + 2.0 ** -max(min(total, 60.0), -60.0))
        for field in range(fields):
            counts[0, field, near[pair, field]] += matched
            counts[1, field, near[pair, field]] += 1.0 - matched


def _tally(codes: Bytes, weights: Floats) -> Floats:
    return np.bincount(codes, weights=weights, minlength=256).astype(np.float64)


def _spread(counted: Floats, start: Floats, levels: int) -> Floats:
    """Shares of a field's levels: the starting ones as so many pairs, and the pairs at hand."""
    told = np.zeros(WIDTH)
    told[:levels] = counted[:levels] + SEEN * start[:levels]
    return np.asarray(told / told.sum(), dtype=np.float64)


def _share_by_crowd(matched: Floats, other: Floats) -> Floats:
    """Log odds (base 2) of one event by crowd.

    Twice the records a day make twice the pairs by chance, so the odds halve; crowds with many pairs may differ.
    """
    total, crowd = matched + other, np.arange(CROWDS)
    low, high = -40.0, 60.0
    for _ in range(60):
        middle = (low + high) / 2
        below = float((total / (1 + 2.0 ** (crowd - middle))).sum()) < float(matched.sum())
        low, high = (middle, high) if below else (low, middle)
    # A few pairs say little: the line stays near the starting one until there are many.
    middle = (middle * float(total.sum()) + _QUIET * _SEEN_SHARE) / (float(total.sum()) + _SEEN_SHARE)
    line = 1 / (1 + 2.0 ** (crowd - middle))
    share = (matched + _SEEN_SHARE * line) / (total + _SEEN_SHARE)
    return np.asarray(np.log2(share / (1 - share)), dtype=np.float64)
