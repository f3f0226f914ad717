"""Places that no gazetteer knows, under two spellings: whether their names are one place's."""

from __future__ import annotations

import re

import numpy as np

from counterclaim.codebooks.names import PlaceMatcher
from counterclaim.events.arrays import UNTOLD, Columns, Flags, Ints

_TELLS_APART = re.compile(
    r"[0-9]+|north\w*|south\w*|east\w*|west\w*|upper|lower|old|new|great\w*|little|[ivx]+", re.ASCII
)
"""Words that part places of otherwise one name: "checkpoint 300" and "checkpoint 301"."""


def spelled_alike(t: Columns, a: Ints, b: Ints, wanted: Flags) -> Flags:
    """Which of the ``wanted`` pairs name one place in two ways, neither of them with a point on the map.

    A place that is known to the gazetteer is compared by its point instead. The matcher must say so whichever of the
    two comes first, and numbers, points of the compass and the like must be the same in both.
    """
    free = wanted & ~t.located[a] & ~t.located[b] & (t.place[a] != t.place[b])
    free &= (t.place[a] != UNTOLD) & (t.place[b] != UNTOLD)
    alike = np.zeros(len(a), dtype=bool)
    at = np.flatnonzero(free)
    if not len(at):
        return alike
    codes = np.stack([np.minimum(t.place[a[at]], t.place[b[at]]), np.maximum(t.place[a[at]], t.place[b[at]])], axis=1)
    pairs, where = np.unique(codes, axis=0, return_inverse=True)
    alike[at] = _same([(t.names[one], t.names[other]) for one, other in pairs.tolist()])[where.ravel()]
    return alike


def _same(pairs: list[tuple[str, str]]) -> Flags:
    matcher = PlaceMatcher.load()
    there = np.array(matcher.probabilities(pairs))
    back = np.array(matcher.probabilities([(other, one) for one, other in pairs]))
    together = np.array([_apart(one) == _apart(other) for one, other in pairs], dtype=bool)
    return np.asarray(together & (np.minimum(there, back) >= matcher.threshold), dtype=bool)


def _apart(name: str) -> list[str]:
    return sorted(word for word in name.split() if _TELLS_APART.fullmatch(word))
