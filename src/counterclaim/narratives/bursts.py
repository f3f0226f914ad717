"""Bursts of a framing by the two-state automaton of Kleinberg (2002), batch form."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SCALE = 2.0
"""How many times as frequent a framing is in a burst as outside."""
COST = 1.0
"""What it costs to go into a burst, in natural logarithms of the number of periods."""


@dataclass(frozen=True, slots=True)
class Run:
    """Batches ``first`` to ``last``, both inclusive, that are one burst, and its weight."""

    first: int
    last: int
    weight: float


def states(relevant: Sequence[int], total: Sequence[int], scale: float = SCALE, cost: float = COST) -> list[int]:
    """The likeliest state of each batch: 1 in a burst, else 0.

    Args:
        relevant: how many documents of each batch carry the framing, N counts.
        total: how many documents each batch has, N counts; batches without documents say nothing and change nothing.
        scale: the ratio of the two states' shares.
        cost: the price of a step up in units of ln N.
    """
    costs = _costs(relevant, total, scale)
    if costs is None:
        return [0] * len(total)
    up = cost * math.log(max(2, len(total)))
    best = np.array([0.0, up]) + costs[0]
    came = []
    for row in costs[1:]:
        # Down is free; up is paid for, and so is a burst that begins with the first batch.
        step = np.array([[best[0], best[1]], [best[0] + up, best[1]]])
        came.append(step.argmin(axis=1))
        best = step.min(axis=1) + row
    state = int(best.argmin())
    path = [state]
    for previous in reversed(came):
        state = int(previous[state])
        path.append(state)
    return path[::-1]


def bursts(relevant: Sequence[int], total: Sequence[int], scale: float = SCALE, cost: float = COST) -> list[Run]:
    """Runs of batches in the burst state with their weights, in order; arguments as in `states`."""
    costs = _costs(relevant, total, scale)
    if costs is None:
        return []
    found: list[Run] = []
    for number, state in enumerate(states(relevant, total, scale, cost)):
        if not state:
            continue
        gain = float(costs[number, 0] - costs[number, 1])
        if found and found[-1].last == number - 1:
            found[-1] = Run(found[-1].first, number, found[-1].weight + gain)
        else:
            found.append(Run(number, number, gain))
    return found


def _costs(relevant: Sequence[int], total: Sequence[int], scale: float) -> NDArray[np.float64] | None:
    """(N, 2): minus the log-likelihood of each batch in each state; None where nothing or everything is relevant."""
    r, d = np.asarray(relevant, float), np.asarray(total, float)
    if r.shape != d.shape or (r > d).any() or (r < 0).any():
        raise ValueError("each batch needs 0 <= relevant <= total")
    if r.sum() == 0 or r.sum() == d.sum():
        return None
    low = float(r.sum() / d.sum())
    high = min(scale * low, (1 + low) / 2)
    from scipy.special import gammaln

    ways = gammaln(d + 1) - gammaln(r + 1) - gammaln(d - r + 1)
    return np.stack([-(ways + r * math.log(p) + (d - r) * math.log1p(-p)) for p in (low, high)], axis=1)
