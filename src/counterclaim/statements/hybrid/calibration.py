"""From the head's logits to probabilities that hold: a logistic curve over few signs of a candidate, and a ceiling.

Fitted on hand-coded texts that the head was not trained on (Platt 1999, with the signs of `Candidate` beside the
logit); the recipe's ``calibrate`` writes the weights. The ceiling is there because a statement can be wrong in what the
head does not judge, such as a name's fullest form. No sign tells an actor's name, side or kind.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Act
from counterclaim.statements.hybrid.units import CARRIED, DESCRIBED, LOOSE, NAME, PART, PRONOUN

FORMS: Mapping[int, str] = {
    NAME: "name",
    DESCRIBED: "described",
    PRONOUN: "pronoun",
    PART: "part",
    CARRIED: "carried",
    LOOSE: "loose",
}
RELATIONS = ("own", "side", "other", "text", "hidden")
"""How the speaker stands to the actor: himself, one who speaks for him, another, the text, and nobody told."""
_FARTHEST = 30.0
"""Log-odds that count for certainty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A statement that the head judged: act, actor and speaker."""

    logit: float
    act: Act
    told: bool = False
    """Whether the grammar found the same act of the same actor there: two readers agree."""
    beside: bool = False
    """Whether the grammar found only other acts of that actor there."""
    form: int = NAME
    """Form of the actor's mention, as in ``Unit``."""
    relation: str = "other"
    heard: float = 0.0
    """Logarithm of the speaker's probability among all that may have spoken."""
    elsewhere: bool = False
    """Whether the speaker stands in the sentence before."""
    capitals: bool = False
    """Whether the whole text is in capitals."""

    def signs(self) -> dict[str, float]:
        """The signs by name, those that are nought left out."""
        found = {
            "one": 1.0,
            "logit": self.logit,
            "heard": self.heard,
            str(self.act): 1.0,
            self.relation: 1.0,
            f"{self.act} {self.relation}": 1.0,
            FORMS[self.form]: 1.0,
        }
        if self.told:
            more = {f"told {self.act}": 1.0, f"told {FORMS[self.form]}": 1.0}
            found |= {"told": 1.0, "told logit": self.logit, **more}
        marks = (("beside", self.beside), ("elsewhere", self.elsewhere), ("capitals", self.capitals))
        return found | {name: 1.0 for name, holds in marks if holds}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """P(the statement is read right) = top / (1 + exp(-(the sum of a candidate's signs, each times its weight))).

    ``unjudged`` is the log-odds of a finding of the grammar that the head could not judge, since it names an actor that
    is no unit of its sentence. ``threshold`` is the least probability at which a statement is kept.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: {"logit": 1.0})
    """By the names of `Candidate.signs`; one without a weight counts for nothing. That of "heard" is never negative."""
    top: float = 1.0
    unjudged: float = 0.0
    threshold: float = 0.5
    doubted: float = 0.5
    """The same for a statement that the grammar found too: below it the head overrules the grammar."""

    def probability(self, candidate: Candidate) -> float:
        """Of a statement that the head judged."""
        return float(self._under(sum(v * self.weights.get(n, 0.0) for n, v in candidate.signs().items())))

    def bounds(
        self,
        logits: NDArray[np.floating],
        acts: Sequence[Act],
        told: NDArray[np.bool_],
        forms: Sequence[int],
        *,
        capitals: bool,
    ) -> NDArray[np.float64]:
        """(units, acts): what no statement exceeds, whoever the speaker turns out to be."""
        w = self.weights.get
        by_act = [w(act, 0.0) + max(w(r, 0.0) + w(f"{act} {r}", 0.0) for r in RELATIONS) for act in acts]
        by_unit = np.array([w(FORMS[form], 0.0) for form in forms])
        by_told = np.array([w(f"told {FORMS[form]}", 0.0) for form in forms])[:, None]
        more = w("told", 0.0) + np.array([w(f"told {act}", 0.0) for act in acts]) + by_told
        beside = w("beside", 0.0) * (told.any(axis=1, keepdims=True) & ~told)
        slope = w("logit", 0.0) + w("told logit", 0.0) * told
        same = w("one", 0.0) + w("capitals", 0.0) * capitals + max(w("elsewhere", 0.0), 0.0)
        z = slope * logits.astype(np.float64) + more * told + np.array(by_act) + by_unit[:, None] + beside + same
        return self._under(z)

    def _under(self, z: NDArray[np.float64] | float) -> NDArray[np.float64]:
        return np.asarray(self.top / (1.0 + np.exp(-np.clip(z, -_FARTHEST, _FARTHEST))), np.float64)

    def of_grammar(self) -> float:
        """Of a finding of the grammar about an actor that the head could not judge."""
        return 1.0 / (1.0 + math.exp(-max(-_FARTHEST, min(_FARTHEST, self.unjudged))))
