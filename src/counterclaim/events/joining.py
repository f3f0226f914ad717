"""Pairs to clusters: joining under constraints, by average link, so that chains do not merge neighbours.

Clusters are joined in order of their mean pair weight (UPGMA, Sokal and Michener 1958), where a pair that was not
even compared counts as a clear disagreement. A judgement apart is final and beats one together.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

Pair = tuple[int, int]


class Joining:
    """Clusters of rows 0 to n-1. A cluster's name is its smallest row, so that ties do not depend on history."""

    def __init__(self, n: int, apart: Iterable[Pair], uncompared_bits: float) -> None:
        self._uncompared = uncompared_bits
        self.members: dict[int, tuple[int, ...]] = {row: (row,) for row in range(n)}
        self._cluster = list(range(n))
        self._units = dict.fromkeys(range(n), 1)
        self._sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self._apart: dict[int, set[int]] = defaultdict(set)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def join_by_judgement(self, together: Sequence[Pair]) -> tuple[Pair, ...]:
        """Join what a person holds to be one; returns the pairs that a judgement apart forbade."""
        refused = []
        for left, right in together:
            one, other = self._cluster[left], self._cluster[right]
            if one == other:
                continue
            if other in self._apart[one]:
                refused.append((left, right))
            else:
                self._merge(one, other)
        return tuple(refused)

    def join(self, pairs: Iterable[tuple[int, int, float]], threshold: float) -> None:
        """Join clusters while some two have a mean pair weight of at least ``threshold`` bits.

        What a person joined is one unit: its weight to another is that of its likest mention.
        """
        self._units = dict.fromkeys(self.members, 1)
        strongest: dict[Pair, float] = {}
        for left, right, bits in pairs:
            one, other = sorted((self._cluster[left], self._cluster[right]))
            if one != other:
                strongest[one, other] = max(bits, strongest.get((one, other), bits))
        for (one, other), bits in sorted(strongest.items()):
            self._add(one, other, bits, 1)
        heap = [
            (-self._mean(one, other), one, other)
            for one in sorted(self._sums)
            for other in sorted(self._sums[one])
            if one < other
        ]
        heap = [entry for entry in heap if -entry[0] >= threshold]
        heapq.heapify(heap)
        while heap:
            mean, one, other = heapq.heappop(heap)
            current = one in self.members and other in self.members and other in self._sums[one]
            # A cluster that has grown keeps its name; its older entries no longer tell its mean.
            if not current or -self._mean(one, other) != mean or other in self._apart[one]:
                continue
            self._merge(one, other)
            name = min(one, other)
            for neighbour in sorted(self._sums[name]):
                value = self._mean(name, neighbour)
                if value >= threshold:
                    heapq.heappush(heap, (-value, min(name, neighbour), max(name, neighbour)))

    def _mean(self, one: int, other: int) -> float:
        total, count = self._sums[one][other]
        size = self._units[one] * self._units[other]
        return (total + (size - count) * self._uncompared) / size

    def _add(self, one: int, other: int, bits: float, count: int) -> None:
        for left, right in ((one, other), (other, one)):
            total, seen = self._sums[left].get(right, (0.0, 0))
            self._sums[left][right] = (total + bits, seen + count)

    def _merge(self, one: int, other: int) -> None:
        keep, gone = min(one, other), max(one, other)
        moved = self.members.pop(gone)
        self.members[keep] = tuple(sorted(self.members[keep] + moved))
        self._units[keep] += self._units.pop(gone)
        for row in moved:
            self._cluster[row] = keep
        self._sums[keep].pop(gone, None)
        for neighbour, (total, count) in sorted(self._sums.pop(gone, {}).items()):
            self._sums[neighbour].pop(gone, None)
            if neighbour != keep:
                self._add(keep, neighbour, total, count)
        for neighbour in self._apart.pop(gone, set()):
            self._apart[neighbour].discard(gone)
            self._apart[neighbour].add(keep)
            self._apart[keep].add(neighbour)
