"""From the head's logits to probabilities that hold: a logistic curve with an offset for each act, and a ceiling.

Fitted on hand-coded texts that the head was not trained on (Platt 1999); the recipe's ``calibrate`` writes the numbers.
The ceiling is there because a statement can be wrong in what the head does not judge, such as a name's fullest form.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Act

_FARTHEST = 30.0
"""Log-odds that count for certainty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """P(the statement is read right) = top / (1 + exp(-(slope * logit + bias + acts[act] + told + voice * heard))).

    ``heard`` is the logarithm of the speaker's probability among all that may have spoken. ``told`` counts only where
    the grammar found the same act of the same actor there: two readers agree. ``unjudged`` is the log-odds of a finding
    of the grammar that the head could not judge, since it names an actor that is no unit of its sentence. ``threshold``
    is the least probability at which a statement is kept.
    """

    slope: float = 1.0
    bias: float = 0.0
    acts: Mapping[str, float] = field(default_factory=dict)
    told: float = 0.0
    told_slope: float = 0.0
    """Added to the slope where the grammar found it too: below nought, the head's doubts count for less there."""
    voice: float = 0.0
    top: float = 1.0
    unjudged: float = 0.0
    threshold: float = 0.5
    doubted: float = 0.5
    """The same for a statement that the grammar found too: below it the head overrules the grammar."""

    def probabilities(
        self,
        logits: NDArray[np.floating],
        acts: Sequence[Act],
        told: NDArray[np.bool_],
        heard: NDArray[np.floating] | float = 0.0,
    ) -> NDArray[np.float64]:
        """Of statements that the head judged; ``acts`` go along the last axis; ``told``: the grammar found it.

        Without ``heard`` they are what they would be with the speaker beyond doubt: no statement is likelier.
        """
        offsets = np.array([self.acts.get(act, 0.0) for act in acts])
        slope = self.slope + self.told_slope * told
        z = slope * logits.astype(np.float64) + self.bias + offsets + self.told * told
        z = z + self.voice * np.asarray(heard)
        return np.asarray(self.top / (1.0 + np.exp(-np.clip(z, -_FARTHEST, _FARTHEST))), np.float64)

    def of_grammar(self) -> float:
        """Of a finding of the grammar about an actor that the head could not judge."""
        return 1.0 / (1.0 + math.exp(-max(-_FARTHEST, min(_FARTHEST, self.unjudged))))
