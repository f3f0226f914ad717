"""What each voice says for and against each answer, as likelihood ratios with the reason in words.

The odds form is that of I. J. Good (1950, Probability and the Weighing of Evidence): posterior odds are prior odds
times the product of LR^(r d), r for how surely it was said and read, d for dependence between voices.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from counterclaim.assessments.hypotheses import SUPPORTS, Hypothesis
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.open_answers import NAMES
from counterclaim.assessments.position import Position
from counterclaim.assessments.ratios import Judge
from counterclaim.assessments.relays import repeated
from counterclaim.assessments.roles import one_side
from counterclaim.assessments.voices import Voice, is_text
from counterclaim.codebooks.answers import describes
from counterclaim.model import Act, Evidence

_OBJECTIONS = frozenset({Act.DENIES, Act.DOUBTS})


def positions(
    voices: Sequence[Voice],
    answers: Mapping[str, str],
    hyps: Sequence[Hypothesis],
    numbers: Numbers,
    target: str = "",
) -> tuple[Position, ...]:
    """Every voice's word on every answer, sorted by voice, answer and act; ``target`` is what was hit, if told."""
    by_key = {h.key: h for h in hyps} | {
        key: Hypothesis(key=key, name=name, kind="open") for key, name in NAMES.items()
    }
    accusations = _accusations(voices, answers)
    found: list[Position] = []
    for voice in voices:
        accused = _accused(voice, accusations)
        by_answer: dict[str, list[Evidence]] = defaultdict(list)
        for e in voice.evidence:
            if e.value_key:
                by_answer[answers[e.value_key]].append(e)
        rejected = {a for a, said in by_answer.items() if any(e.statement.act in _OBJECTIONS for e in said)}
        for answer in sorted(by_answer):
            acts = _effective(by_answer[answer])
            for act, said in acts.items():
                judge = Judge(
                    numbers=numbers,
                    voice=voice,
                    hypothesis=by_key[answer],
                    deflects=bool(accused - {answer}),
                    inquires=bool(rejected - {answer}),
                    owns_up=_owns_up(by_answer[answer]),
                    target=target,
                )
                found.append(_both(judge.position(act, said), len(acts) > 1))
    texts = {v.key for v in voices if v.text}
    parties = {v.key for v in voices if v.party and not v.text}
    return _repeated(_lean_on_each_other(found, texts, parties), voices, numbers)


def _both(p: Position, both: bool) -> Position:
    """A voice that supports and rejects one answer at once counts both ways, and it is said so."""
    return replace(p, reason=f"{p.reason}; it says both, and both count") if both else p


def _repeated(found: Iterable[Position], voices: Sequence[Voice], numbers: Numbers) -> tuple[Position, ...]:
    """Voices that only go round, or whose texts stand in part in another voice's earlier text, count less."""
    writers = {e.statement.passage.document_id: v.key for v in voices if v.text for e in v.evidence if is_text(e)}
    partial = repeated([e for v in voices for e in v.evidence if is_text(e)], writers)
    circular = {v.key for v in voices if v.circular}
    out = []
    for p in found:
        if p.voice in circular:
            words = f"{p.reason}; told by outlets only of each other"
            p = replace(p, dependence=p.dependence * numbers.value("relay.circular"), reason=words)
        elif p.voice in partial:
            words = f"{p.reason}; {partial[p.voice]:.0%} of the text stood elsewhere before"
            p = replace(p, dependence=p.dependence * (1 - partial[p.voice]), reason=words)
        out.append(p)
    return tuple(out)


def _accusations(voices: Sequence[Voice], answers: Mapping[str, str]) -> set[tuple[str, str, str, str]]:
    """(accuser, key and name of whom it names, answer) for all that is said in support of an answer."""
    return {
        (voice.key, e.value_key, e.statement.value, answers[e.value_key])
        for voice in voices
        for e in voice.evidence
        if e.statement.act in SUPPORTS and e.value_key
    }


def _accused(voice: Voice, accusations: Iterable[tuple[str, str, str, str]]) -> set[str]:
    """The answers by which others accuse that very voice, or the side that its name says it speaks for."""
    bodies = (voice.name,) if voice.party and not voice.text else ()
    return {
        answer
        for accuser, key, name, answer in accusations
        if accuser != voice.key and (key == voice.key or any(one_side(body, name) for body in bodies))
    }


def _effective(said: Sequence[Evidence]) -> dict[Act, list[Evidence]]:
    """What still stands of one voice's words on one answer: the strongest support, the strongest objection.

    A retraction takes back the objection where the voice also supports the answer, else the support. Of support and
    objection told on different days the later stands; told at once, both count.
    """
    acts: dict[Act, list[Evidence]] = defaultdict(list)
    for e in said:
        acts[e.statement.act].append(e)
    support = next((a for a in (Act.CLAIMS, Act.REPORTS_AS_FACT, Act.ATTRIBUTES, Act.SUSPECTS) if a in acts), None)
    against = next((a for a in (Act.DENIES, Act.DOUBTS) if a in acts), None)
    if Act.RETRACTS in acts:
        if against and support:
            against = None
        elif support:
            support = None
        else:
            against = None
    elif support and against:
        if _told_later(acts[against], acts[support]):
            support = None
        elif _told_later(acts[support], acts[against]):
            against = None
    return {act: acts[act] for act in (support, against) if act is not None}


def _owns_up(said: Sequence[Evidence]) -> bool:
    """Whether a voice claims against its interest: the report tells it as an admission, or it had denied it before."""
    claims = [e for e in said if e.statement.act is Act.CLAIMS]
    denials = [e for e in said if e.statement.act is Act.DENIES]
    if any(describes("admissions", e.statement.passage.quote) for e in claims):
        return True
    took_back = any(e.statement.act is Act.RETRACTS for e in said)
    return bool(claims and denials) and (took_back or _told_later(claims, denials))


def _told_later(late: Iterable[Evidence], early: Iterable[Evidence]) -> bool:
    first_late = [e.published.earliest for e in late if e.published]
    first_early = [e.published.latest for e in early if e.published]
    if not first_late or not first_early or None in first_late or None in first_early:
        return False
    return min(d for d in first_late if d) > max(d for d in first_early if d)


def _lean_on_each_other(found: Iterable[Position], texts: set[str], parties: set[str]) -> tuple[Position, ...]:
    """Voices that lean on each other count less: the i-th counts 1/i.

    Texts that say the same in their own voice share sources that nobody names; a joint claim is one claim; parties to
    the conflict that accuse alike, organs of states or armed groups, follow one line.
    """
    out, groups = [], defaultdict(list)
    for p in found:
        if p.voice in texts or (p.act is Act.CLAIMS and "+" in p.hypothesis):
            groups[p.hypothesis, p.act, "claim or text"].append(p)
        elif p.voice in parties and p.basis == "accusation":
            groups[p.hypothesis, p.act, "party"].append(p)
        else:
            out.append(p)
    for group in groups.values():
        ordered = sorted(group, key=lambda p: (-p.sureness * abs(math.log(p.ratio)), p.voice))
        out.extend(replace(p, dependence=1 / rank) for rank, p in enumerate(ordered, start=1))
    return tuple(sorted(out, key=lambda p: (p.voice, p.hypothesis, p.act)))
