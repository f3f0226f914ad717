"""Weighed pairs of mentions to clusters, by the kernel's joining under constraints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.events.arrays import Floats, Ints
from counterclaim.events.parameters import Parameters

Pair = tuple[int, int]

_DISTINCT_BITS = -15.0
"""Weight of two rows of one data set that declares its rows distinct: nearly, but not quite, a judgement apart."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Pairs of mentions with their weights in bits."""

    left: Ints
    right: Ints
    bits: Floats

    def listed(self) -> list[tuple[int, int, float]]:
        """The pairs one by one."""
        return list(zip(self.left.tolist(), self.right.tolist(), self.bits.tolist(), strict=True))


def joined(
    n: int,
    pairs: Weighed,
    parameters: Parameters,
    together: Sequence[Pair],
    apart: Sequence[Pair],
    source: npt.NDArray[np.int32],
) -> Ints:
    """The cluster of each of ``n`` mentions, named by its least.

    What a person joined is one unit: its weight to another is that of its likest mention. A judgement apart is final
    and beats one together.
    """
    # Loading numba takes a second, which whatever else imports this room need not wait for.
    from counterclaim.events.kernel.joining import Rules, join

    return join(
        n,
        pairs.left.astype(np.int32),
        pairs.right.astype(np.int32),
        pairs.bits,
        Rules(threshold=parameters.threshold_bits, uncompared=parameters.uncompared_bits, distinct=_DISTINCT_BITS),
        source=source,
        together=_arrays(together),
        apart=_arrays(apart),
    )


def refused_of(together: Sequence[Pair], apart: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs judged together that others, judged apart, forbid."""
    if not together or not apart:
        return ()
    from counterclaim.events.kernel.units import judged_units

    return judged_units(together, apart)[1]


def clusters(label: Ints) -> list[tuple[int, ...]]:
    """The members of each cluster, in order of their least."""
    members: dict[int, list[int]] = defaultdict(list)
    for row, cluster in enumerate(label.tolist()):
        members[cluster].append(row)
    return [tuple(members[cluster]) for cluster in sorted(members)]


def known_of(left: Ints, right: Ints, together: Sequence[Pair], apart: Sequence[Pair]) -> Floats:
    """What people decided about each pair: 1 one event, 0 two, NaN undecided."""
    known = np.full(len(left), np.nan)
    for decided, value in ((together, 1.0), (apart, 0.0)):
        if decided:
            wanted = {a << 32 | b for a, b in decided}
            keys = np.minimum(left, right) << 32 | np.maximum(left, right)
            known[np.isin(keys, np.array(sorted(wanted), dtype=np.int64))] = value
    return known


def _arrays(pairs: Sequence[Pair]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]] | None:
    if not pairs:
        return None
    table = np.array(pairs, dtype=np.int32)
    return table[:, 0], table[:, 1]
