"""Who could have done it: the answers that speakers name, folded where two names are one answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.assessments.members import Membership
from counterclaim.assessments.open_answers import NAMES as OPEN_NAMES
from counterclaim.assessments.roles import tokens
from counterclaim.assessments.voices import Voice
from counterclaim.model import Act
from counterclaim.model.values.actor_name import name_key

SUPPORTS = frozenset({Act.CLAIMS, Act.ATTRIBUTES, Act.SUSPECTS, Act.REPORTS_AS_FACT})
_COLLECTIVE = frozenset({"description", "organisation", "state", ""})
_JOINTLY = re.compile(r"\b(?:joint|together|conjoint|ensemble|conjunt|gemeinsam)", re.IGNORECASE)
_RIVALS = re.compile(
    r"\b(?:two|three|both|each|also|too|but|while|however|another|rival|separate|compet|deux|aussi|mais|dos|tambi|pero)",
    re.IGNORECASE,
)
_LED = re.compile(r"\b([\w.]+)[ -](?:led|backed)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One answer: its key, the name to show, and what kind of actor it is (``Statement.value_kind``)."""

    key: str
    name: str
    kind: str = ""
    parts: frozenset[str] = frozenset()
    """Keys of the actors that this answer covers."""


def answer_keys(voices: Sequence[Voice], members: Sequence[Membership] = ()) -> dict[str, str]:
    """Actor key to answer key: joint claims are one answer, and so are a claimant or a group and its own member."""
    folded = _joint(voices)
    for found in members:
        folded.setdefault(found.person, folded.get(found.group, found.group))
    named_by: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    claimed_by: dict[str, set[str]] = defaultdict(set)
    for voice in voices:
        for e in voice.evidence:
            named_by[e.value_key].add(voice.key)
            kinds[e.value_key].add(e.statement.value_kind)
            if e.statement.act is Act.CLAIMS:
                claimed_by[voice.key].add(e.value_key)
    for key, speakers in sorted(named_by.items()):
        if key in folded:
            continue
        speaker = next(iter(speakers))
        own = claimed_by[speaker] - {key}
        member = len(speakers) == 1 and len(own) == 1 and kinds[key] <= {"person", "description", ""}
        folded[key] = folded.get(min(own), min(own)) if member and key not in claimed_by[speaker] else key
    return folded


def _joint(voices: Sequence[Voice]) -> dict[str, str]:
    """Actors for whom one passage speaks at once, to the joint answer: "a" and "b" to "a+b"."""
    passages: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for voice in voices:
        for e in voice.evidence:
            if e.statement.act in (Act.CLAIMS, Act.REPORTS_AS_FACT):
                speaker = "" if _speak_as_one(e.statement.passage.quote) else voice.key
                passages[speaker, e.statement.passage.id, e.statement.act].add(e.value_key)
    folded: dict[str, str] = {}
    for together in (passages[key] for key in sorted(passages)):
        if len(together) > 1:
            parts = {part for key in together for part in folded.get(key, key).split("+")}
            folded.update(dict.fromkeys(parts, "+".join(sorted(parts))))
    return folded


def _speak_as_one(quote: str) -> bool:
    """Whether two claimants in one passage claim together, as "X and Y claimed it" says and "two groups" does not."""
    return _JOINTLY.search(quote) is not None or _RIVALS.search(quote) is None


def hypotheses(voices: Sequence[Voice], answers: Mapping[str, str]) -> tuple[Hypothesis, ...]:
    """The answers that anybody names by any act, sorted by key; the denied and doubted ones included."""
    forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    kinds: dict[str, set[str]] = defaultdict(set)
    for voice in voices:
        for e in voice.evidence:
            if e.value_key:
                forms[e.value_key][e.statement.value].add(voice.key)
                kinds[answers[e.value_key]].add(e.statement.value_kind)
    names = {key: _fullest(found) for key, found in forms.items()}
    made = []
    for answer in sorted({answers[key] for key in forms} - OPEN_NAMES.keys()):
        parts = [names[part] for part in answer.split("+") if part in names] if "+" in answer else [names[answer]]
        kind = next((k for k in ("state", "organisation", "person", "description") if k in kinds[answer]), "")
        covered = frozenset({answer, *(key for key in forms if answers[key] == answer)})
        made.append(Hypothesis(key=answer, name=" and ".join(parts), kind=kind, parts=covered))
    return _distinct(made)


def _fullest(forms: Mapping[str, set[str]]) -> str:
    """The name that most voices use; the longer, then the first in the alphabet, where they are equal."""
    return min(forms, key=lambda form: (-len(forms[form]), -len(form), form))


def _distinct(made: Iterable[Hypothesis]) -> tuple[Hypothesis, ...]:
    seen: set[str] = set(OPEN_NAMES.values())
    out = []
    for h in made:
        name = h.name if h.name not in seen else f"{h.name} [{h.key}]"
        seen.add(name)
        out.append(replace(h, name=name))
    return tuple(out)


def compatible(one: Hypothesis, other: Hypothesis) -> bool:
    """Whether both answers can be true: a vaguer name of the same, a part of the whole, a person and a group."""
    if one.key == other.key or _part_of(one, other) or _part_of(other, one):
        return True
    kinds = {one.kind, other.kind}
    return ("person" in kinds and kinds & {"organisation", "state", "description"} != set()) or "description" in kinds


def _part_of(part: Hypothesis, whole: Hypothesis) -> bool:
    left, right = tokens(part.name), tokens(whole.name)
    if left and left < right:
        return True
    led = _LED.search(name_key(whole.name))
    return bool(led) and any(token.startswith(led[1][:4]) for token in left) if led else False
