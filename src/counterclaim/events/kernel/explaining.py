"""Why two records are, or are not, held to be one event: the weight of each field in bits."""

from __future__ import annotations

import numpy as np

from counterclaim.events.kernel.calibration import RULES, Calibration
from counterclaim.events.kernel.levels import CROWD, FIELDS, NAMES, REACH_DAYS, levels
from counterclaim.events.kernel.rows import Rows

Weights = tuple[tuple[str, float, str], ...]


def explained(t: Rows, left: int, right: int, calibration: Calibration) -> Weights:
    """(field, bits, level) of a pair of rows, the prior of their surroundings first; what is untold is left out.

    The sum of the bits is the pair's weight as joining takes it.
    """
    own = t.source[left] >= 0 and t.source[left] == t.source[right]
    apart = (("data set", RULES.distinct, "it declares its rows events of their own"),) if own else ()
    if max(int(t.first[left]) - int(t.last[right]), int(t.first[right]) - int(t.last[left])) > REACH_DAYS:
        return (("date", RULES.uncompared, f"more than {REACH_DAYS} days apart: not compared"), *apart)
    told, where = calibration.prepared(t.take(np.array([left, right])))
    pair = np.array([0], dtype=np.int32), np.array([1], dtype=np.int32)
    codes, bits = levels(told, where, *pair, REACH_DAYS)[0], calibration.measure().bits
    fields = [CROWD, *(field for field in range(len(FIELDS)) if field != CROWD)]
    shown = [field for field in fields if codes[field] < len(NAMES[field])]
    weights = ((FIELDS[field], float(bits[field, codes[field]]), NAMES[field][codes[field]]) for field in shown)
    return (*weights, *apart)
