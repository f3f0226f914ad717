"""Intervals of shares."""

from __future__ import annotations

import math

NINETY = 1.645
"""Standard deviations to either side of a 90 % interval."""


def wilson(share: float, count: float, reach: float = NINETY) -> tuple[float, float]:
    """Wilson's interval (1927) of a share among ``count`` cases, which may be a sum of weights; (0, 1) for none."""
    if count <= 0:
        return 0.0, 1.0
    z = reach * reach / count
    middle = (share + z / 2) / (1 + z)
    half = reach * math.sqrt(share * (1 - share) / count + z / (4 * count)) / (1 + z)
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))
