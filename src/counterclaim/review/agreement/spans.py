"""How far two people mark the same passages: F1 of spans, exact and overlapping, apart from what they say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Span = tuple[int, int]

COMMON = 0.5
"""Share of the shorter span that must be common for two spans to overlap, as for anchors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanScore:
    """How many spans two people marked in the texts that both read, and how many of them are the same."""

    documents: int
    left: int
    right: int
    exact: int
    overlapping: int
    """Pairs of spans of which half of the shorter one is common, each span in one pair; exact ones included."""

    @property
    def f1_exact(self) -> float | None:
        """2 x exact / (left + right); None where neither marked anything."""
        return _f1(self.exact, self.left + self.right)

    @property
    def f1(self) -> float | None:
        """The same of overlapping spans."""
        return _f1(self.overlapping, self.left + self.right)


def span_f1(left: Mapping[str, Sequence[Span]], right: Mapping[str, Sequence[Span]]) -> SpanScore:
    """Compare the spans of two people by document; documents that only one of them has are left out."""
    both = sorted(left.keys() & right.keys())
    exact = overlapping = 0
    for document in both:
        pairs = matched(left[document], right[document])
        overlapping += len(pairs)
        exact += sum(left[document][i] == right[document][j] for i, j in pairs)
    return SpanScore(
        documents=len(both),
        left=sum(len(left[d]) for d in both),
        right=sum(len(right[d]) for d in both),
        exact=exact,
        overlapping=overlapping,
    )


def matched(left: Sequence[Span], right: Sequence[Span]) -> list[tuple[int, int]]:
    """Places of spans that overlap, each span once, so that as much as possible is common in all."""
    if not left or not right:
        return []
    grid = np.array([[overlap(one, other) for other in right] for one in left])
    # Every overlap counts more than all extent together: as many pairs as can be, and of those the best.
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(-np.where(grid > 0, grid + len(left) + len(right), 0.0))
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if grid[i, j] > 0]


def overlap(one: Span, other: Span) -> float:
    """Common share of both spans together (Jaccard), 0 where less than half of the shorter one is common."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    lengths = one[1] - one[0], other[1] - other[0]
    if common <= 0 or common < COMMON * min(lengths):
        return 0.0
    return common / (sum(lengths) - common)


def _f1(same: int, total: int) -> float | None:
    return 2 * same / total if total else None
