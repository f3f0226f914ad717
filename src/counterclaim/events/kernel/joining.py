"""Pairs to clusters: joining under constraints, so that chains do not merge neighbours.

Clusters are joined in order of their mean pair weight (average link: Sokal and Michener 1958). A pair that was compared
and fell short, or was never compared, counts as a clear disagreement. Two rows of a source that declares its rows
distinct weigh against a join as a whole, so that agreement with the rows of others, however many, does not drown it.
What a person judged apart is never joined.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

from counterclaim.events.kernel.compiled import compiled, plain
from counterclaim.events.kernel.rows import Floats, Ints, Longs
from counterclaim.events.kernel.units import contracted, judged_units

_SMALL = 3_000
"""Up to so many pairs the loop runs uncompiled: that is sooner done than loading the compiled one."""


class Rules(NamedTuple):
    """What joining keeps to, in bits."""

    threshold: float
    """Least mean weight of two clusters that are joined."""
    uncompared: float
    """Weight of a pair without a weight of its own."""
    distinct: float
    """What each pair of one source that declares its rows distinct takes from the mean of the other pairs."""


@compiled
def components(left: Ints, right: Ints, bits: Floats, threshold: float, root: Longs) -> None:
    """The least row of each row's component over pairs of at least ``threshold`` bits, into ``root``.

    No cluster reaches beyond its component, so each is joined by itself.
    """
    for row in range(len(root)):
        root[row] = row
    for pair in range(len(left)):
        if bits[pair] < threshold:
            continue
        one, other = left[pair], right[pair]
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        while root[other] != other:
            root[other] = root[root[other]]
            other = root[other]
        if one < other:
            root[other] = one
        else:
            root[one] = other
    for row in range(len(root)):
        root[row] = root[root[row]]


@compiled
def average_link(
    edge_at: Longs,
    edges: Longs,
    left: Ints,
    right: Ints,
    bits: Floats,
    start: Longs,
    beside: Ints,
    weight: Floats,
    source: Ints,
    foes_at: Longs,
    foes: Ints,
    label: Longs,
    threshold: float,
    uncompared: float,
    distinct: float,
) -> None:
    """Join in place: ``label`` holds the cluster (least row) of each row.

    ``edge_at`` and ``edges`` list the pairs of at least ``threshold`` bits of each component, ``start``, ``beside`` and
    ``weight`` each row's neighbours, ``foes_at`` and ``foes`` the rows that it is kept apart from. A cluster's name is
    its least row, so that ties do not depend on history.
    """
    n = len(label)
    follow = np.full(n, -1, np.int64)
    last = np.arange(n)
    size = np.ones(n, np.int64)
    turn = np.zeros(n, np.int64)
    total = np.zeros(n)
    seen = np.zeros(n, np.int64)
    touched = np.empty(n, np.int64)
    for row in range(n):
        label[row] = row
    heap = [(0.0, 0, 0, 0, 0)]
    heap.pop()
    for component in range(len(edge_at) - 1):
        for place in range(edge_at[component], edge_at[component + 1]):
            pair = edges[place]
            mine, theirs = min(left[pair], right[pair]), max(left[pair], right[pair])
            heap.append((-bits[pair], int(mine), int(theirs), 0, 0))
        heapify(heap)
        while len(heap) > 0:
            _, one, other, turn_one, turn_other = heappop(heap)
            if label[one] != one or label[other] != other or turn[one] != turn_one or turn[other] != turn_other:
                continue
            barred = False
            row = other if size[other] < size[one] else one
            against = one if size[other] < size[one] else other
            while row >= 0 and not barred:
                for place in range(foes_at[row], foes_at[row + 1]):
                    if label[foes[place]] == against:
                        barred = True
                        break
                row = follow[row]
            if barred:
                continue
            row = other
            while row >= 0:
                label[row] = one
                row = follow[row]
            follow[last[one]] = other
            last[one] = last[other]
            size[one] += size[other]
            turn[one] += 1
            turn[other] += 1
            many = 0
            row = one
            while row >= 0:
                for place in range(start[row], start[row + 1]):
                    near = label[beside[place]]
                    if near != one:
                        if seen[near] == 0:
                            touched[many] = near
                            many += 1
                        seen[near] += 1
                        total[near] += weight[place]
                row = follow[row]
            for step in range(many):
                near = touched[step]
                pairs = size[one] * size[near]
                sum_bits = total[near] + (pairs - seen[near]) * uncompared
                seen[near] = 0
                total[near] = 0.0
                if sum_bits < threshold * pairs:
                    continue
                clashes = 0
                mine = one
                while mine >= 0:
                    if source[mine] >= 0:
                        theirs = near
                        while theirs >= 0:
                            if source[theirs] == source[mine]:
                                clashes += 1
                            theirs = follow[theirs]
                    mine = follow[mine]
                if clashes == pairs:
                    continue
                mean = (sum_bits - clashes * uncompared) / (pairs - clashes) + clashes * distinct
                if mean >= threshold:
                    if one < near:
                        heappush(heap, (-mean, one, int(near), turn[one], turn[near]))
                    else:
                        heappush(heap, (-mean, int(near), one, turn[near], turn[one]))


@compiled
def _spread(left: Ints, right: Ints, bits: Floats, start: Longs, beside: Ints, weight: Floats) -> None:
    """Fill each row's neighbours (a counting sort); ``start`` holds their numbers, shifted by two places."""
    for row in range(2, len(start)):
        start[row] += start[row - 1]
    for pair in range(len(left)):
        for one, other in ((left[pair], right[pair]), (right[pair], left[pair])):
            place = start[one + 1]
            start[one + 1] += 1
            beside[place] = other
            weight[place] = bits[pair]


def adjacency(n: int, left: Ints, right: Ints, bits: Floats) -> tuple[Longs, Ints, Floats]:
    """Each row's neighbours with the weights of the pairs: places where a row's begin, the neighbours, the weights."""
    start = np.zeros(n + 2, dtype=np.int64)
    start[2:] = np.bincount(left, minlength=n) + np.bincount(right, minlength=n)
    beside, weight = np.empty(2 * len(left), dtype=np.int32), np.empty(2 * len(left))
    loop = plain(_spread) if len(left) <= _SMALL and n <= _SMALL else _spread
    loop(left, right, bits, start, beside, weight)
    return start[:-1], beside, weight


def join(
    n: int,
    left: Ints,
    right: Ints,
    bits: Floats,
    rules: Rules,
    *,
    source: Ints | None = None,
    together: tuple[Ints, Ints] | None = None,
    apart: tuple[Ints, Ints] | None = None,
) -> Longs:
    """The cluster of each of ``n`` rows, named by its least row.

    Args:
        n: number of rows.
        left: one row of each pair.
        right: the other; each pair once.
        bits: the pairs' weights.
        rules: thresholds.
        source: per row its source where that declares its rows distinct, else -1.
        together: pairs that people judged to be one event; what they joined is one unit.
        apart: pairs that they judged to be two, which beat those together.
    """
    sources = np.full(n, -1, dtype=np.int32) if source is None else source
    foes = (np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32)) if apart is None else apart
    unit = np.arange(n, dtype=np.int64)
    if together is not None and len(together[0]):
        known, _ = judged_units(_pairs(*together), _pairs(*foes))
        unit[list(known)] = list(known.values())
        left, right, bits = contracted(unit, left, right, bits)
        foes = unit[foes[0]].astype(np.int32), unit[foes[1]].astype(np.int32)
    start, beside, weight = adjacency(n, left, right, bits)
    foes_at, against, _ = adjacency(n, *foes, np.zeros(len(foes[0])))
    label = np.arange(n, dtype=np.int64)
    edges = by_component(n, left, right, bits, rules.threshold)
    loop = plain(average_link) if len(bits) <= _SMALL and n <= _SMALL else average_link
    loop(*edges, left, right, bits, start, beside, weight, sources, foes_at, against, label, *rules)
    return label[unit]


def by_component(n: int, left: Ints, right: Ints, bits: Floats, threshold: float) -> tuple[Longs, Longs]:
    """Pairs of at least ``threshold`` bits by component: where each component's begin, and the pairs."""
    root = rooted(n, left, right, bits, threshold)
    strong = np.flatnonzero(bits >= threshold)
    owner = root[left[strong]]
    order = np.argsort(owner, kind="stable")
    ends = np.flatnonzero(np.diff(owner[order], append=-1))
    return np.append(0, ends + 1).astype(np.int64), strong[order]


def rooted(n: int, left: Ints, right: Ints, bits: Floats | None = None, threshold: float = 0.0) -> Longs:
    """The least row of each row's component over pairs of at least ``threshold`` bits, or over all pairs."""
    root = np.empty(n, dtype=np.int64)
    loop = plain(components) if len(left) <= _SMALL and n <= _SMALL else components
    loop(left, right, np.full(len(left), threshold) if bits is None else bits, threshold, root)
    return root


def _pairs(left: Ints, right: Ints) -> list[tuple[int, int]]:
    return list(zip(left.tolist(), right.tolist(), strict=True))
