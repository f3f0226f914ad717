"""Cells of the earth's surface, and which lie side by side.

Rows of cells are bands of latitude; each band has as many cells as keep them about as wide as they are high, so that a
neighbourhood of three by three cells reaches equally far everywhere, across the date line and at the poles too.
"""

from __future__ import annotations

import numpy as np

from counterclaim.events.kernel.rows import Floats, Longs

DEGREES = 0.5
_BANDS = int(180 / DEGREES)
_MOST = int(360 / DEGREES)


def _counts() -> Longs:
    """Number of cells in each band, by the width of its edge that is nearer to the equator."""
    south = np.arange(_BANDS) * DEGREES - 90
    widest = np.where((south < 0) & (south + DEGREES > 0), 0.0, np.minimum(np.abs(south), np.abs(south + DEGREES)))
    return np.asarray(np.maximum(1, np.floor(_MOST * np.cos(np.radians(widest)))), dtype=np.int64)


COUNTS = _counts()


def cells(latitude: Floats, longitude: Floats) -> Longs:
    """The cell of each point; -1 where there is none."""
    known = ~(np.isnan(latitude) | np.isnan(longitude))
    band = np.floor((np.where(known, latitude, 0.0) + 90) / DEGREES).astype(np.int64)
    band = np.clip(band, 0, _BANDS - 1)
    count = COUNTS[band]
    share = np.mod(np.where(known, longitude, 0.0) + 180, 360) / 360
    column = np.minimum(np.floor(share * count).astype(np.int64), count - 1)
    return np.where(known, band * _MOST + column, -1)


def neighbours(known: Longs) -> tuple[Longs, Longs]:
    """Pairs of places in ``known`` (sorted, distinct cells) of cells that touch; left <= right, sorted.

    Every cell is paired with itself.
    """
    band, column = known // _MOST, known % _MOST
    places = np.arange(len(known))
    lefts, rights = [places], [places]
    for step in (-1, 0, 1):
        beside = band + step
        exists = (beside >= 0) & (beside < _BANDS)
        count, own = COUNTS[np.clip(beside, 0, _BANDS - 1)], COUNTS[band]
        low = np.floor((column - 1) / own * count).astype(np.int64)
        high = np.ceil((column + 2) / own * count).astype(np.int64)
        for across in range(int((high - low).max(initial=0))):
            wanted = beside * _MOST + np.mod(low + across, count)
            found = np.searchsorted(known, wanted)
            inside = np.minimum(found, len(known) - 1)
            touches = exists & (low + across < high) & (known[inside] == wanted)
            lefts.append(places[touches])
            rights.append(found[touches])
    left, right = np.concatenate(lefts), np.concatenate(rights)
    pairs = np.unique(np.minimum(left, right) * max(len(known), 1) + np.maximum(left, right))
    return pairs // max(len(known), 1), pairs % max(len(known), 1)
