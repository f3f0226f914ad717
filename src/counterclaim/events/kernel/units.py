"""What people judged: rows held to be one event are one unit before anything is joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from counterclaim.events.kernel.rows import Floats, Ints, Longs

Pair = tuple[int, int]


def judged_units(together: Iterable[Pair], apart: Iterable[Pair]) -> tuple[dict[int, int], tuple[Pair, ...]]:
    """The unit (its least row) of each row judged with others, and the pairs that a judgement apart forbade."""
    foes: dict[int, set[int]] = defaultdict(set)
    for left, right in apart:
        foes[left].add(right)
        foes[right].add(left)
    unit: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    refused = []
    for left, right in together:
        one, other = unit.get(left, left), unit.get(right, right)
        if one == other:
            continue
        if _barred(members.get(one, [one]), members.get(other, [other]), foes):
            refused.append((left, right))
            continue
        keep, gone = min(one, other), max(one, other)
        members[keep] = members.get(keep, [keep]) + members.pop(gone, [gone])
        for row in members[keep]:
            unit[row] = keep
    return unit, tuple(refused)


def _barred(some: Iterable[int], others: Iterable[int], foes: dict[int, set[int]]) -> bool:
    there = set(others)
    return any(foes[row] & there for row in some if row in foes)


def contracted(unit: Longs, left: Ints, right: Ints, bits: Floats) -> tuple[Ints, Ints, Floats]:
    """Pairs of units; the weight of two units is that of their likest rows."""
    one, other = np.minimum(unit[left], unit[right]), np.maximum(unit[left], unit[right])
    kept = one != other
    order = np.lexsort((-bits[kept], other[kept], one[kept]))
    one, other, best = one[kept][order], other[kept][order], bits[kept][order]
    first = np.append(True, (one[1:] != one[:-1]) | (other[1:] != other[:-1])) if len(one) else np.empty(0, dtype=bool)
    return one[first].astype(np.int32), other[first].astype(np.int32), best[first]
