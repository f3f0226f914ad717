"""Why a verdict is what it is, in two or three plain sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.assessments.case import Case
from counterclaim.assessments.outcomes import Outcome
from counterclaim.assessments.position import Position
from counterclaim.model import Pivot
from counterclaim.model.vocabulary import DISPUTED, UNKNOWN

_MOST = 3
"""Voices named in one sentence; the rest is in the table of weights."""


def explain_perpetrator(
    case: Case,
    predicted: Mapping[str, float],
    outcome: Outcome,
    pivots: Sequence[Pivot],
    vote: Mapping[str, float],
) -> str:
    """The outcome with its reason, the voices that carry it, and the one statement that would change it."""
    if not case.voices:
        return "No statement names or denies a perpetrator, so the question stays open."
    if all(p.ratio < 1 for p in case.question.positions):
        verdict = "Not established: every statement on it denies or doubts, and none names anybody else."
    else:
        verdict = _verdict(outcome)
    sentences = [
        verdict,
        _members(case),
        _weightiest(case),
        _change(pivots),
        _baseline(case, predicted, vote),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _verdict(outcome: Outcome) -> str:
    if outcome.value == DISPUTED:
        return f"Disputed: {outcome.reason}."
    if outcome.value == UNKNOWN:
        return f"Not established: {outcome.reason}."
    return f"{outcome.value}: {outcome.reason}."


def _members(case: Case) -> str:
    told = [f"{person} is counted with {group}, as {voice} puts them together" for person, group, voice in case.members]
    return f"{'; '.join(told)}." if told else ""


def _weightiest(case: Case) -> str:
    names = {v.key: v.name for v in case.voices}
    answers = case.names
    ordered = sorted(case.question.positions, key=lambda p: (-abs(p.decibans), p.voice, p.hypothesis))
    parts = [_position(p, names, answers) for p in ordered[:_MOST]]
    return f"What weighs most: {'; '.join(parts)}." if parts else ""


def _position(p: Position, names: Mapping[str, str], answers: Mapping[str, str]) -> str:
    return f"{names.get(p.voice, p.voice)} on {answers[p.hypothesis]}: {p.reason} ({p.decibans:+.1f} dB)"


def _change(pivots: Sequence[Pivot]) -> str:
    if not pivots:
        return "No single statement left out would change this."
    told = dict.fromkeys(f"without {p.speaker} it would be {_told(p.outcome)}" for p in pivots)
    more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
    lead = "One statement decides" if len(pivots) == 1 else "Each of these statements alone decides"
    return f"{lead}: {'; '.join(list(told)[:_MOST])}{more}."


def _told(value: str) -> str:
    return {UNKNOWN: "not established", DISPUTED: "disputed"}.get(value, value)


def _baseline(case: Case, predicted: Mapping[str, float], vote: Mapping[str, float]) -> str:
    """A word only where a plain count of voices would say something else."""
    answers = case.names
    top = max(predicted, key=lambda k: (predicted[k], k))
    counted = max(vote, key=lambda k: (vote[k], k))
    if top == counted or vote[counted] == vote.get(top):
        return ""
    return f"A plain count of voices would name {answers[counted]} ({vote[counted]:.0%})."
