"""Why two records are, or are not, held to be one event: the weight of each field in bits."""

from __future__ import annotations

import numpy as np

from counterclaim.events.kernel.calibration import Calibration
from counterclaim.events.kernel.levels import CROWD, FIELDS, NAMES, REACH_DAYS, levels
from counterclaim.events.kernel.rows import Rows

Weights = tuple[tuple[str, float, str], ...]


def explained(t: Rows, left: int, right: int, calibration: Calibration) -> Weights:
    """(field, bits, level) of a pair of rows, the prior of their surroundings first; what is untold is left out.

    The sum of the bits is the pair's weight as the sweep computes it.
    """
    told, where = calibration.prepared(t.take(np.array([left, right])))
    pair = np.array([0], dtype=np.int32), np.array([1], dtype=np.int32)
    codes, bits = levels(told, where, *pair, REACH_DAYS)[0], calibration.measure().bits
    fields = [CROWD, *(field for field in range(len(FIELDS)) if field != CROWD)]
    shown = [field for field in fields if codes[field] < len(NAMES[field])]
    return tuple((FIELDS[field], float(bits[field, codes[field]]), NAMES[field][codes[field]]) for field in shown)
