"""Who did it: the one property on which speakers claim, deny and accuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.assessments.case import Case
from counterclaim.assessments.explanations import explain_perpetrator
from counterclaim.assessments.grades import admiralty
from counterclaim.assessments.methods import MajorityVote
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.outcomes import Outcome
from counterclaim.assessments.pivots import find_pivots
from counterclaim.assessments.position import Position
from counterclaim.assessments.records import NO_RECORDS, Records
from counterclaim.assessments.terms import candidate
from counterclaim.assessments.voices import Voice, standing
from counterclaim.model import Assessment, Candidate, Evidence, Property, Weight

_RELEVANT = frozenset({Property.PERPETRATOR, Property.UNCLAIMED, Property.INVOLVEMENT, Property.TARGET})


def weigh_perpetrator(
    event_id: str, evidence: Sequence[Evidence], numbers: Numbers, records: Records = NO_RECORDS
) -> Assessment:
    """Weigh who did it; an event on which nobody says anything is "unknown"."""

    def again(left: Sequence[Evidence]) -> tuple[str, Mapping[str, float]]:
        without = Case.of(left, numbers, records, event_id)
        chances = without.method.predict(without.question)
        return without.outcome().value, {without.names[key]: p for key, p in chances.items()}

    case = Case.of(evidence, numbers, records, event_id)
    predicted = case.method.predict(case.question)
    outcome = case.outcome()
    weights, found = _weights(case, predicted), _candidates(case, predicted)
    relevant = [e for prop in sorted(_RELEVANT) for e in standing(evidence, prop)]
    heavy = {i: abs(w.decibans) for w in sorted(weights, key=lambda w: abs(w.decibans)) for i in w.statement_ids}
    pivots = find_pivots(relevant, again, outcome.value, found[0].value, heavy) if case.voices else ()
    return Assessment(
        event_id=event_id,
        property=Property.PERPETRATOR,
        candidates=found,
        outcome=outcome.value,
        weights=weights,
        voices=len(case.voices),
        method=case.method.name,
        confidence=confidence(case, outcome),
        explanation=explain_perpetrator(case, predicted, outcome, pivots, MajorityVote().predict(case.question)),
        pivots=pivots,
    )


def _candidates(case: Case, predicted: Mapping[str, float]) -> tuple[Candidate, ...]:
    """Probabilities with 90 % intervals, and what they would be under flat priors."""
    flat = replace(case.method, flat=True).predict(case.question)
    bounds = case.method.intervals(case.question)
    names = case.names
    made = [replace(candidate(names[k], p, bounds[k]), flat=flat[k]) for k, p in predicted.items()]
    return tuple(sorted(made, key=lambda c: (-c.probability, c.value)))


def _weights(case: Case, predicted: Mapping[str, float]) -> tuple[Weight, ...]:
    voices = {v.key: v for v in case.voices}
    names = case.names
    made = [
        Weight(
            speaker=voices[p.voice].name if p.voice in voices else p.voice,
            statement_ids=p.statement_ids,
            origin_documents=p.origins,
            hypothesis=names[p.hypothesis],
            decibans=p.decibans,
            reason=p.reason,
            admiralty=_grade(case, p, voices, predicted),
        )
        for p in case.question.positions
    ]
    return tuple(sorted(made, key=lambda w: (w.hypothesis, -abs(w.decibans), w.speaker, w.reason)))


def _grade(case: Case, p: Position, voices: Mapping[str, Voice], predicted: Mapping[str, float]) -> str:
    voice = voices.get(p.voice)
    if voice is None:
        return ""
    supports = p.ratio > 1
    believed = predicted[p.hypothesis] if supports else 1 - predicted[p.hypothesis]
    confirmed = any(
        o.voice != p.voice
        and o.hypothesis == p.hypothesis
        and (o.ratio > 1) == supports
        and not set(o.origins) & set(p.origins)
        for o in case.question.positions
    )
    return admiralty(voice, stake=p.stake, act=p.act, believed=believed, confirmed=confirmed, numbers=case.numbers)


def confidence(case: Case, outcome: Outcome) -> str:
    """How good the basis is: independent voices, their stakes, and whether one of them settles it."""
    names = {name: key for key, name in case.names.items()}
    key = names.get(outcome.value)
    support = [p for p in case.question.positions if p.ratio > 1 and (key is None or p.hypothesis == key)]
    voices = {p.voice for p in support}
    origins = {origin for p in support for origin in p.origins}
    settled = any(p.basis in ("court", "admission") for p in support)
    disinterested = {p.voice for p in support if p.stake == "none"}
    if key is not None and (settled or len(disinterested) > 1) and len(voices) > 2 and len(origins) > 1:
        return "high"
    if key is not None and (settled or len(voices) > 1):
        return "moderate"
    return "low"
