"""Whether two mentions may be at one place though their likeliest readings differ: a name has its other readings."""

from __future__ import annotations

import math

import numpy as np

from counterclaim.events.arrays import Columns, Flags, Ints
from counterclaim.events.place_readings import Reading

_LEAST = 0.05
"""Two readings that are both meant with less than this probability say nothing (ours)."""
_EARTH_KM = 6371.0


def perhaps_same(t: Columns, a: Ints, b: Ints) -> Flags:
    """Whether a reading of the one lies within the combined radius of a reading of the other."""
    several = np.array([bool(r) for r in t.readings], dtype=bool)
    found = np.zeros(len(a), dtype=bool)
    for i in np.flatnonzero(several[a] | several[b]):
        found[i] = any(_meet(one, other) for one in _all(t, int(a[i])) for other in _all(t, int(b[i])))
    return found


def _all(t: Columns, row: int) -> tuple[Reading, ...]:
    own = t.readings[row]
    if own or not t.located[row]:
        return own
    return ((float(t.latitude[row]), float(t.longitude[row]), float(t.radius[row]), 1.0),)


def _meet(one: Reading, other: Reading) -> bool:
    if one[3] * other[3] < _LEAST:
        return False
    p, q, r, s = map(math.radians, (one[0], one[1], other[0], other[1]))
    half = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half))) <= one[2] + other[2]
