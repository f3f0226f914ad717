"""Type, target, weapon and involvement: a weighted vote of distinct voices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from counterclaim.assessments.ballots import Ballot, Electorate, ballots, basis, candidates_of, weights_of
from counterclaim.model import Assessment, EventType, Evidence, Involvement, Property
from counterclaim.model.vocabulary import DISPUTED

_VOCABULARY: dict[Property, Callable[[str], object]] = {Property.TYPE: EventType, Property.INVOLVEMENT: Involvement}
_VAGUE = frozenset({EventType.ATTACK.value, EventType.OTHER.value})
"""Types that every more precise type satisfies."""


def weigh_vote(event_id: str, prop: Property, evidence: Sequence[Evidence], numbers: Electorate) -> Assessment | None:
    """Weigh a property with a closed or plain vocabulary; None where nobody speaks of it."""
    cast = ballots(evidence, prop, numbers, _VOCABULARY.get(prop, str))
    if not cast:
        return None
    values = sorted({value for b in cast for value in b.values})
    supports = {value: _supports(prop)(value, values) for value in values}
    found = candidates_of(cast, supports)
    top = found[0]
    agreed = len(found) == 1 or top.probability > numbers.value("outcome.least_share")
    believed = {v: sum(c.probability for c in found if c.value in supports[v]) for v in values}
    return Assessment(
        event_id=event_id,
        property=prop,
        candidates=found,
        outcome=top.value if agreed else DISPUTED,
        weights=weights_of(cast, believed, numbers),
        voices=len(cast),
        method="weighted vote of distinct voices",
        confidence=basis(cast),
        best=top.value,
        explanation=_explain(cast, [f"{c.value} ({c.probability:.0%})" for c in found]),
    )


def _supports(prop: Property) -> Callable[[str, Sequence[str]], list[str]]:
    return _type_supports if prop is Property.TYPE else lambda value, _values: [value]


def _type_supports(value: str, values: Sequence[str]) -> list[str]:
    """A vague type supports every precise one that is told, and itself only where none is."""
    precise = [v for v in values if v not in _VAGUE]
    return precise if value in _VAGUE and precise else [value]


def _explain(cast: Sequence[Ballot], values: Sequence[str]) -> str:
    return f"{len(cast)} voice{' says' if len(cast) == 1 else 's say'}: {', '.join(values)}."
