"""Who copies whom: pairs of sources that agree more, above all in error, than independent sources would.

Between two sources, a question on which both speak is evidence of one of three kinds: the same true value, the same
false one, or different ones (Dong, Berti-Équille and Srivastava 2009). Truth is not known, so each kind counts with its
probability. How often two independent errors agree is taken from the table itself, so that rumours and rounded numbers
do not pass for copying; the rate of copying is averaged over three values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.arrays import Claims, Floats, Ints, Longs, summed
from counterclaim.assessments.compiled import compiled

RATES = np.array([0.3, 0.6, 0.9])
"""Shares of its statements that a copier copies; equally likely beforehand."""
MOST_COPIED = 0.2
"""Prior probability that two sources depend on each other, where there are few; 1 / sources where there are many."""
WIDEST = 200
"""Cells with more statements are passed over: what so many say tells of no pair."""
LEAST_AGREEMENTS = 5
"""Pairs that agree less often are not suspected."""
_REMAINDERS = 1_048_573


@dataclass(frozen=True, slots=True)
class Copying:
    """Pairs of sources that probably depend on each other, sorted by (one, other); ``one`` is the lesser code."""

    one: Ints
    other: Ints
    probability: Floats
    """That either copies the other, or both a third."""
    rate: Floats
    """Expected share of statements copied, where they depend."""
    sources: int

    @property
    def key(self) -> Longs:
        """Code of the pair, one * sources + other; sorted."""
        return np.asarray(self.one.astype(np.int64) * self.sources + self.other)


def independence(same_true: float, same_false: float, different: float, *, accuracy: float = 0.8,
                 wrong_values: float = 10, rate: float = 0.8, prior: float = 0.2) -> float:  # fmt: skip
    """P(two sources of one accuracy are independent | counts), as Dong et al. 2009 have it."""
    p_true, p_false = accuracy**2, (1 - accuracy) ** 2 / wrong_values
    p_apart = 1 - p_true - p_false
    copied = (
        same_true * np.log((accuracy * rate + p_true * (1 - rate)) / p_true)
        + same_false * np.log(((1 - accuracy) * rate + p_false * (1 - rate)) / p_false)
        + different * np.log(p_apart * (1 - rate) / p_apart)
    )
    return float(1 / (1 + prior / (1 - prior) * np.exp(copied)))


@compiled
def _agreeing_errors(
    claim_start: npt.NDArray[np.int64],
    cell_start: npt.NDArray[np.int64],
    cell: npt.NDArray[np.int32],
    voice: npt.NDArray[np.float32],
    of_question: npt.NDArray[np.int32],
    belief: npt.NDArray[np.float64],
    properties: int,
) -> Floats:
    """Per property: expected pairs of errors on one question that agree, and all pairs of errors."""
    found = np.zeros((properties, 2))
    for q in range(len(claim_start) - 1):
        first, last = cell_start[q], cell_start[q + 1]
        if claim_start[q + 1] - claim_start[q] < 2:
            continue
        count = np.zeros(last - first)
        square = np.zeros(last - first)
        for i in range(claim_start[q], claim_start[q + 1]):
            count[cell[i] - first] += voice[i]
            square[cell[i] - first] += voice[i] * voice[i]
        total, falsely = count.sum(), 0.0
        for c in range(last - first):
            falsely += count[c] * belief[first + c]
        p = of_question[q]
        for c in range(last - first):
            agreeing = (count[c] * count[c] - square[c]) / 2
            found[p, 0] += agreeing * (1 - belief[first + c])
            # Pairs with any other value: both wrong with probability 1 less both beliefs.
            others = total - count[c]
            apart = others * (1 - belief[first + c]) - (falsely - count[c] * belief[first + c])
            found[p, 1] += agreeing * (1 - belief[first + c]) + count[c] * max(apart, 0.0) / 2
    return found


@compiled
def _agreements(
    cell_claims: npt.NDArray[np.int64], source: npt.NDArray[np.int32], sources: int, widest: int
) -> tuple[Any, Any]:
    """Pairs of sources that state one cell, and the cell."""
    size = 0
    for c in range(len(cell_claims) - 1):
        many = cell_claims[c + 1] - cell_claims[c]
        if 2 <= many <= widest:
            size += many * (many - 1) // 2
    key = np.empty(size, np.int64)
    cell = np.empty(size, np.int32)
    at = 0
    for c in range(len(cell_claims) - 1):
        begin, end = cell_claims[c], cell_claims[c + 1]
        if end - begin < 2 or end - begin > widest:
            continue
        for i in range(begin, end):
            for j in range(i + 1, end):
                key[at] = np.int64(min(source[i], source[j])) * sources + max(source[i], source[j])
                cell[at] = c
                at += 1
    return key, cell


@dataclass(frozen=True, slots=True)
class Agreements:
    """Where pairs of sources state the same; it depends on the statements only."""

    pairs: Longs
    """Codes of pairs, one * sources + other, sorted; those with ``LEAST_AGREEMENTS``, for fewer are no pattern."""
    pair: Longs
    """Per agreement: its pair."""
    cell: Ints
    """Per agreement: what both state."""


def agreements(claims: Claims) -> Agreements:
    """Find all agreements in cells that are not too wide."""
    many = np.concatenate([[0], np.cumsum(np.bincount(claims.cell, minlength=claims.cells))]).astype(np.int64)
    key, cell = _agreements(many, claims.source, claims.sources, WIDEST)
    order = np.argsort(key, kind="stable")
    key, cell = key[order], cell[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else np.zeros(0, np.int64)
    count = np.diff(np.append(first, len(key)))
    often = count >= LEAST_AGREEMENTS
    kept = np.repeat(often, count)
    pair = np.repeat(np.arange(int(often.sum())), count[often])
    return Agreements(key[first[often]], pair, cell[kept])


@compiled
def _disagreements(
    claim_start: npt.NDArray[np.int64],
    cell: npt.NDArray[np.int32],
    source: npt.NDArray[np.int32],
    suspected: npt.NDArray[np.bool_],
    pairs: npt.NDArray[np.int64],
    sources: int,
    widest: int,
) -> Floats:
    """How often each pair gives different values to one question."""
    found = np.zeros(len(pairs))
    # Most pairs are none of those sought: a small table of remainders says so without a search.
    sought = np.zeros(_REMAINDERS, np.bool_)
    for at in range(len(pairs)):
        sought[pairs[at] % _REMAINDERS] = True
    for q in range(len(claim_start) - 1):
        begin, end = claim_start[q], claim_start[q + 1]
        if end - begin > 8 * widest:
            continue
        for i in range(begin, end):
            if not suspected[source[i]]:
                continue
            for j in range(i + 1, end):
                if cell[i] == cell[j] or not suspected[source[j]]:
                    continue
                key = np.int64(min(source[i], source[j])) * sources + max(source[i], source[j])
                if not sought[key % _REMAINDERS]:
                    continue
                at = np.searchsorted(pairs, key)
                if at < len(pairs) and pairs[at] == key:
                    found[at] += 1
    return found


def copying(
    claims: Claims, belief: Floats, accuracy: Floats, voice: npt.NDArray[np.floating], found: Agreements | None = None
) -> Copying:
    """Find the pairs that probably depend on each other.

    ``belief`` is per cell, ``accuracy`` per source (between 0 and 1), ``voice`` per statement how far it counts as yet;
    ``found`` spares finding the agreements anew.
    """
    agreed = found or agreements(claims)
    errors = _agreeing_errors(
        claims.claim_start, claims.cell_start, claims.cell, voice, claims.question_property, belief, len(claims.domain)
    )
    even = 1 / np.maximum(claims.domain - 1, 1)
    chance = ((errors[:, 0] + 2 * even) / (errors[:, 1] + 2))[claims.question_property]
    bounded = np.clip(accuracy, 0.05, 0.95)
    pairs, many = agreed.pairs, max(claims.sources, 1)
    mean = ((bounded[pairs // many] + bounded[pairs % many]) / 2)[agreed.pair]
    p = belief[agreed.cell]
    ratio = p / mean + (1 - p) / ((1 - mean) * chance[claims.cell_question[agreed.cell]])
    prior = min(MOST_COPIED, 1 / many)
    logs = [summed(agreed.pair, np.log(1 - c + c * ratio), len(pairs)) for c in RATES]
    total = np.stack(logs, axis=1)
    kept = total.max(axis=1, initial=-np.inf) > -np.log(prior) - 3
    return _probable(pairs[kept], total[kept], claims, claims.source, prior)


def _probable(pairs: Longs, agreed: Floats, claims: Claims, source: Ints, prior: float) -> Copying:
    one, other = (pairs // max(claims.sources, 1)).astype(np.int32), (pairs % max(claims.sources, 1)).astype(np.int32)
    suspected = np.zeros(claims.sources, np.bool_)
    suspected[one] = suspected[other] = True
    apart = _disagreements(claims.claim_start, claims.cell, source, suspected, pairs, claims.sources, WIDEST)
    log = agreed + apart[:, None] * np.log(1 - RATES)
    top = log.max(axis=1, initial=0.0)
    given = np.exp(log - top[:, None])
    evidence = np.log(np.maximum(given.mean(axis=1), 1e-300)) + top + np.log(prior / (1 - prior))
    probability = 1 / (1 + np.exp(-np.clip(evidence, -500, 500)))
    rate = given @ RATES / np.maximum(given.sum(axis=1), 1e-300)
    kept = probability > 0.01
    return Copying(one[kept], other[kept], probability[kept], rate[kept], claims.sources)


@compiled
def _discounts(
    cell_claims: npt.NDArray[np.int64],
    source: npt.NDArray[np.int32],
    rank: npt.NDArray[np.float64],
    suspected: npt.NDArray[np.bool_],
    pairs: npt.NDArray[np.int64],
    copied: npt.NDArray[np.float64],
    sources: int,
) -> npt.NDArray[np.float32]:
    """What is left of each statement once those before it that say the same are taken as heard."""
    voice = np.ones(len(source), np.float32)
    for c in range(len(cell_claims) - 1):
        begin, end = cell_claims[c], cell_claims[c + 1]
        for i in range(begin, end):
            if not suspected[source[i]]:
                continue
            left = 1.0
            for j in range(begin, end):
                if j == i or not suspected[source[j]]:
                    continue
                if rank[j] < rank[i] or (rank[j] == rank[i] and source[j] < source[i]):
                    key = np.int64(min(source[i], source[j])) * sources + max(source[i], source[j])
                    at = np.searchsorted(pairs, key)
                    if at < len(pairs) and pairs[at] == key:
                        left *= 1 - copied[at]
            voice[i] = left
    return voice


def voices(claims: Claims, found: Copying, accuracy: Floats) -> npt.NDArray[np.float32]:
    """Per statement: how far it counts; of those that agree, the earliest (else the best source's) counts whole."""
    if not len(found.one):
        return np.ones(len(claims.cell), np.float32)
    suspected = np.zeros(claims.sources, np.bool_)
    suspected[found.one] = suspected[found.other] = True
    many = np.concatenate([[0], np.cumsum(np.bincount(claims.cell, minlength=claims.cells))]).astype(np.int64)
    source = claims.source
    rank = claims.order if claims.order is not None else np.round(-accuracy[source], 6)
    left = _discounts(many, source, rank, suspected, found.key, found.probability * found.rate, claims.sources)
    return np.asarray(left, np.float32)
