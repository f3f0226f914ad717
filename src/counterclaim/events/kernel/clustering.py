"""Records to events: the whole way over typed arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.events.kernel.calibration import RULES, Calibration, calibrated
from counterclaim.events.kernel.joining import Rules, join
from counterclaim.events.kernel.rows import Longs, Pairs, Rows
from counterclaim.events.kernel.sweep import Links, layout, links


@dataclass(frozen=True, slots=True)
class Clusters:
    """Which rows are one event, and why."""

    label: Longs
    """Cluster of each row, named by its least row."""
    links: Links
    """Kept pairs as row numbers, left < right, with their weights."""
    calibration: Calibration


def cluster(
    t: Rows,
    names: Sequence[str] = (),
    *,
    calibration: Calibration | None = None,
    together: Pairs | None = None,
    apart: Pairs | None = None,
    rules: Rules = RULES,
) -> Clusters:
    """Link rows into events.

    Args:
        t: the rows.
        names: what the actors' codes stand for.
        calibration: as estimated before; it is estimated from these rows where it is not given.
        together: pairs of rows that people judged to be one event.
        apart: pairs that they judged to be two; they win over ``together``.
        rules: thresholds of joining.
    """
    plan = layout(t)
    arranged = t.take(plan.order)
    judged_one, judged_two = plan.moved(together), plan.moved(apart)
    if calibration is None:
        calibration, told, where = calibrated(arranged, plan, names, judged_one, judged_two)
    else:
        told, where = calibration.prepared(arranged)
    found = links(told, where, plan, calibration.measure())
    label = join(
        t.size, found.left, found.right, found.bits, rules, source=told.source, together=judged_one, apart=judged_two
    )
    return Clusters(label=_named(label, plan.order), links=_rows(found, plan.order), calibration=calibration)


def weigh(
    t: Rows, names: Sequence[str] = (), *, together: Pairs | None = None, apart: Pairs | None = None
) -> tuple[Links, Calibration]:
    """The kept pairs of rows with their weights, not yet joined, and what they were weighed by."""
    plan = layout(t)
    judged = plan.moved(together), plan.moved(apart)
    calibration, told, where = calibrated(t.take(plan.order), plan, names, *judged)
    return _rows(links(told, where, plan, calibration.measure()), plan.order), calibration


def weigh_by(t: Rows, calibration: Calibration) -> Links:
    """The kept pairs of rows with their weights, by what was estimated before."""
    plan = layout(t)
    told, where = calibration.prepared(t.take(plan.order))
    return _rows(links(told, where, plan, calibration.measure()), plan.order)


def _rows(found: Links, order: Longs) -> Links:
    """Links of places in the order as links of rows."""
    one, other = order[found.left].astype(np.int32), order[found.right].astype(np.int32)
    return found._replace(left=np.minimum(one, other), right=np.maximum(one, other))


def _named(label: Longs, order: Longs) -> Longs:
    """Clusters of places in the order as clusters of rows, named by their least row."""
    named = np.empty(len(order), dtype=np.int64)
    named[order] = least_rows(label, order)
    return named


def least_rows(label: Longs, order: Longs) -> Longs:
    """The least row of the cluster at each place."""
    least = np.full(len(order), np.iinfo(np.int64).max, dtype=np.int64)
    np.minimum.at(least, label, order)
    return least[label]
