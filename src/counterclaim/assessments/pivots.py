"""What single statement would change the verdict: each is left out in turn and the rest weighed again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from counterclaim.model import Evidence, Pivot

MOST = 150
"""Statements left out in turn; where an event has more, those that carry the heaviest weights."""

Again = Callable[[Sequence[Evidence]], tuple[str, Mapping[str, float]]]
"""Outcome and probability per value, from evidence."""


def find_pivots(
    evidence: Sequence[Evidence], again: Again, outcome: str, leading: str, heavy: Mapping[str, float]
) -> tuple[Pivot, ...]:
    """Statements without which the outcome would be another, sorted by id.

    Args:
        evidence: all that the verdict rests on.
        again: weighs what is left.
        outcome: what stands with all of it.
        leading: the answer whose probability without the statement is told.
        heavy: greatest weight per statement id, for the choice where there are too many.
    """
    alike = Counter(map(_signature, evidence))
    # What is said twice in the same words by the same voice on the same day still stands when one of them is dropped.
    single = [e for e in evidence if alike[_signature(e)] == 1]
    single.sort(key=lambda e: (-heavy.get(e.statement.id, 0.0), e.statement.id))
    found = []
    for dropped in single[:MOST]:
        value, chances = again([e for e in evidence if e is not dropped])
        if value != outcome:
            found.append(
                Pivot(
                    statement_id=dropped.statement.id,
                    speaker=dropped.statement.speaker.name,
                    outcome=value,
                    probability=chances.get(leading, 0.0),
                )
            )
    return tuple(sorted(found, key=lambda p: (p.statement_id, p.outcome)))


def _signature(e: Evidence) -> tuple[object, ...]:
    s = e.statement
    return (
        s.property, e.value_key, s.value, s.act, e.speaker_key, s.speaker_kind, s.value_kind, s.certainty,
        s.probability, s.passage.quote, e.published, e.verdict, e.affiliation, e.outlet, e.agency, e.leans_on,
    )  # fmt: skip
