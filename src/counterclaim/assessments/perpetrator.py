"""Who did it: the one property on which speakers claim, deny and accuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.assessments.explanations import explain_perpetrator
from counterclaim.assessments.grades import admiralty
from counterclaim.assessments.hypotheses import SOMEBODY_ELSE, Hypothesis, answer_keys, hypotheses
from counterclaim.assessments.members import memberships
from counterclaim.assessments.methods import MajorityVote, Question, TemperedOdds
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.outcomes import Outcome, decide, standings
from counterclaim.assessments.position import Position
from counterclaim.assessments.positions import positions
from counterclaim.assessments.silence import silences
from counterclaim.assessments.terms import candidate
from counterclaim.assessments.voices import Voice, perpetrator_voices, standing
from counterclaim.model import Assessment, Candidate, Evidence, Property, SpeakerKind, Weight

_ACCESS = frozenset({SpeakerKind.AUTHORITY, SpeakerKind.COURT, SpeakerKind.EXPERT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The question of one event with its voices and answers, ready to be weighed."""

    voices: tuple[Voice, ...]
    hypotheses: tuple[Hypothesis, ...]
    question: Question
    members: tuple[tuple[str, str, str], ...]
    """(person, group, voice): who is counted with which group because that voice puts them together."""
    numbers: Numbers

    @classmethod
    def of(cls, evidence: Sequence[Evidence], numbers: Numbers) -> Case:
        """Build the case from all evidence on the event."""
        said = [e for e in standing(evidence, Property.PERPETRATOR) if e.value_key]
        voices = perpetrator_voices(said)
        members = memberships(voices)
        answers = answer_keys(voices, members)
        hyps = hypotheses(voices, answers)
        found = positions(voices, answers, hyps, numbers)
        found += silences(evidence, hyps, found, numbers)
        question = Question(hypotheses=tuple(h.key for h in hyps), positions=found)
        names = {e.value_key: e.statement.value for e in said}
        together = tuple((names[m.person], names[m.group], m.voice) for m in members)
        return cls(voices=voices, hypotheses=hyps, question=question, members=together, numbers=numbers)

    @property
    def method(self) -> TemperedOdds:
        """The default method under the shipped priors."""
        return TemperedOdds(self.numbers.value("prior_odds.named"))

    @property
    def access(self) -> frozenset[str]:
        """Voices that look into the matter and have no stake in it."""
        return frozenset(v.key for v in self.voices if (v.kind in _ACCESS or v.text) and not v.affiliated)

    def outcome(self, question: Question) -> Outcome:
        """What stands, for the whole question or for one without some voice."""
        method = self.method
        found = standings(
            self.hypotheses, question.positions, method.odds(question), method.predict(question), self.access
        )
        return decide(found, self.numbers)


def weigh_perpetrator(event_id: str, evidence: Sequence[Evidence], numbers: Numbers) -> Assessment:
    """Weigh who did it; an event on which nobody says anything is "unknown"."""
    case = Case.of(evidence, numbers)
    predicted = case.method.predict(case.question)
    outcome = case.outcome(case.question)
    flipping = _flipping(case, outcome)
    return Assessment(
        event_id=event_id,
        property=Property.PERPETRATOR,
        candidates=_candidates(case, predicted),
        outcome=outcome.value,
        weights=_weights(case, predicted),
        voices=len(case.voices),
        method=case.method.name,
        confidence=confidence(case, outcome),
        explanation=explain_perpetrator(case, predicted, outcome, flipping, MajorityVote().predict(case.question)),
    )


def _candidates(case: Case, predicted: Mapping[str, float]) -> tuple[Candidate, ...]:
    """Probabilities with bounds: flat priors, and each voice left out in turn."""
    flat = TemperedOdds(case.method.prior_odds, flat=True).predict(case.question)
    names = {"": SOMEBODY_ELSE, **{h.key: h.name for h in case.hypotheses}}
    seen = {k: [p, flat[k]] for k, p in predicted.items()}
    if len(case.voices) > 1:
        silenced = case.method.without_each(case.question, [v.key for v in case.voices])
        for column, key in enumerate(("", *case.question.hypotheses)):
            seen[key] += [float(silenced[:, column].min()), float(silenced[:, column].max())]
    made = [candidate(names[k], p, seen[k]) for k, p in predicted.items()]
    return tuple(sorted(made, key=lambda c: (-c.probability, c.value)))


def _weights(case: Case, predicted: Mapping[str, float]) -> tuple[Weight, ...]:
    voices = {v.key: v for v in case.voices}
    names = {h.key: h.name for h in case.hypotheses}
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


def _flipping(case: Case, outcome: Outcome) -> tuple[tuple[str, str], ...]:
    """(voice's name, outcome without it) for each voice without which the outcome would be another."""
    if len(case.voices) < 2:
        return ()
    access = case.access
    said: dict[str, list[tuple[object, ...]]] = {v.key: [] for v in case.voices}
    for p in case.question.positions:
        if p.voice in said:
            said[p.voice].append((p.hypothesis, p.act, p.stake, p.ratio, p.log_ratio, p.voice in access))
    # Voices that say the same with the same weight are exchangeable, so one of them stands for all.
    outcomes: dict[tuple[tuple[object, ...], ...], str] = {}
    found = []
    for v in case.voices:
        alike = tuple(said[v.key])
        if alike not in outcomes:
            outcomes[alike] = case.outcome(case.question.without(v.key)).value
        found.append((v.name, outcomes[alike]))
    return tuple((name, value) for name, value in found if value != outcome.value)


def confidence(case: Case, outcome: Outcome) -> str:
    """How good the basis is: independent voices, their stakes, and whether one of them settles it."""
    names = {h.name: h.key for h in case.hypotheses}
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
