"""How much hangs on a statement: whether the verdict would be another without it, or how much it weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from counterclaim.model import Assessment, Property

LEAST = 0.1
"""What hangs on a statement that nothing was weighed by."""

_DECIDING = (Property.PERPETRATOR, Property.INVOLVEMENT)


@dataclass(frozen=True, slots=True)
class Consequences:
    """What hangs on the statements of some events, from `LEAST` to 1."""

    shares: Mapping[str, float] = field(default_factory=dict)
    """By statement, its share of all that was weighed, greatest over properties; of the perpetrator's, whole."""
    deciding: Mapping[str, str] = field(default_factory=dict)
    """By statement without which the verdict on the perpetrator would be another: what it would be."""

    def of(self, statement_id: str) -> float:
        """1 for a statement that decides the verdict, else by its share of the weights."""
        if statement_id in self.deciding:
            return 1.0
        return LEAST + (1 - LEAST) * self.shares.get(statement_id, 0.0) / 2


def consequences(assessments: Iterable[Assessment]) -> Consequences:
    """Take what hangs on each statement from weights and pivots.

    Of an event of which one voice alone speaks, everything hangs on it, and nothing contradicts it: that is no pivot.
    """
    shares: dict[str, float] = {}
    deciding: dict[str, str] = {}
    for assessment in assessments:
        total = sum(abs(weight.decibans) for weight in assessment.weights)
        part = 1.0 if assessment.property in _DECIDING else 0.5
        for weight in assessment.weights if total else ():
            share = part * abs(weight.decibans) / total / max(len(weight.statement_ids), 1)
            for statement_id in weight.statement_ids:
                shares[statement_id] = min(1.0, shares.get(statement_id, 0.0) + share)
        if assessment.property is Property.PERPETRATOR and assessment.voices > 1:
            deciding.update({pivot.statement_id: pivot.outcome for pivot in assessment.pivots})
    return Consequences(shares, deciding)
