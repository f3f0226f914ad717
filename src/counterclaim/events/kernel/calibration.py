"""All that linking learns from a body of records, kept so that later records are judged by the same measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.events.kernel.estimation import Weights, estimate
from counterclaim.events.kernel.joining import Rules
from counterclaim.events.kernel.levels import COUNTS, CROWD, FIELDS, REACH_DAYS, levels
from counterclaim.events.kernel.names import learned_actors, recoded
from counterclaim.events.kernel.rows import Floats, Ints, Pairs, Rows
from counterclaim.events.kernel.surroundings import (
    Bearers,
    Located,
    Surroundings,
    bearers,
    locate,
    survey,
    with_rarity,
)
from counterclaim.events.kernel.sweep import Layout, Measure, layout, pairs

KEEP_BITS = -6.0
"""A pair below this is not kept: joining counts it as a clear disagreement."""
RULES = Rules(threshold=0.0, uncompared=-10.0, distinct=-15.0)
"""Clusters are joined from even chances on."""
_SAMPLE = 300_000
_NAMES_SAMPLE = 1_000_000
_SHIFT_DAYS = 20


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights, counts of the surroundings and learned names."""

    weights: Weights
    surroundings: Surroundings
    bearers: Bearers
    learned: Ints
    """The learned actor of each name's code."""
    rows: int
    """Number of records that it was estimated on."""

    def prepared(self, t: Rows) -> tuple[Rows, Located]:
        """Rows with learned actors, and what the surroundings say of each."""
        told = t._replace(actor=recoded(t.actor, self.learned))
        return told, with_rarity(told, locate(told, self.surroundings), self.bearers)

    def measure(self) -> Measure:
        """By what pairs are weighed."""
        table = self.weights.bits()
        told = [table[field, : COUNTS[field]].max() for field in range(len(FIELDS))]
        best = np.array([most if field == CROWD else max(most, 0.0) for field, most in enumerate(told)])
        return Measure(reach=REACH_DAYS, bits=table, best=best, keep=KEEP_BITS)


def calibrate(
    t: Rows,
    names: Sequence[str] = (),
    *,
    plan: Layout | None = None,
    together: Pairs | None = None,
    apart: Pairs | None = None,
) -> Calibration:
    """Estimate from unlabelled rows.

    Args:
        t: the rows; where ``plan`` is given they are in its order.
        names: what the actors' codes stand for; without them names are likened by use alone.
        plan: the sweep's order, if it is known already.
        together: pairs of rows that people judged to be one event.
        apart: pairs of rows that people judged to be two.
    """
    if plan is None:
        plan = layout(t)
        together, apart = plan.moved(together), plan.moved(apart)
        t = t.take(plan.order)
    return calibrated(t, plan, names, together, apart)[0]


def calibrated(
    t: Rows, plan: Layout, names: Sequence[str], together: Pairs | None, apart: Pairs | None
) -> tuple[Calibration, Rows, Located]:
    """Estimate from rows in the order of the sweep; also the rows with learned actors, and what surrounds them."""
    near, shifted = _sample(t, plan, 0, REACH_DAYS), _sample(t, plan, _SHIFT_DAYS, _SHIFT_DAYS + 2 * REACH_DAYS)
    near, judged = _judged(near, together, apart)
    counted = survey(t)
    where = locate(t, counted)
    borne = bearers(t, where)
    where = with_rarity(t, where, borne)
    weights = estimate(levels(t, where, *near), levels(t, where, *shifted), None, judged)
    wide = near if len(near[0]) < _SAMPLE else _sample(t, plan, 0, REACH_DAYS, _NAMES_SAMPLE)
    learned = learned_actors(t.actor, names, *wide, levels(t, where, *wide), weights)
    if not np.array_equal(learned, np.arange(len(learned))):
        t = t._replace(actor=recoded(t.actor, learned))
        borne = bearers(t, where)
        where = with_rarity(t, where, borne)
        weights = estimate(levels(t, where, *near), levels(t, where, *shifted), weights, judged)
    found = Calibration(weights=weights, surroundings=counted, bearers=borne, learned=learned, rows=t.size)
    return found, t, where


def _sample(t: Rows, plan: Layout, nearest: int, reach: int, size: int = _SAMPLE) -> Pairs:
    """About ``size`` of the pairs, or all where there are fewer; the same ones at each call."""
    rough = max(1, t.size // 20_000)
    counted = len(pairs(t, plan, nearest=nearest, reach=reach, every=rough)[0]) * rough
    return pairs(t, plan, nearest=nearest, reach=reach, every=max(1, counted // size))


def _judged(near: Pairs, together: Pairs | None, apart: Pairs | None) -> tuple[Pairs, Floats]:
    """Near pairs and after them the judged ones, with what was decided: 1, 0, or NaN where nobody decided."""
    left, right, known = [near[0]], [near[1]], [np.full(len(near[0]), np.nan)]
    for decided, value in ((together, 1.0), (apart, 0.0)):
        if decided is not None:
            left.append(decided[0])
            right.append(decided[1])
            known.append(np.full(len(decided[0]), value))
    return (np.concatenate(left), np.concatenate(right)), np.concatenate(known)
