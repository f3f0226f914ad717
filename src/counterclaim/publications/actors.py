"""Which statements of one event are about the same actor, and which are the same voice, as weighing saw it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.model import THE_TEXT, EventView, Property, Statement, StatementView
from counterclaim.model.values.actor_name import name_key


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors and voices of one event, by statement id and by the keys that assessments use."""

    actors: Mapping[str, str]
    """Statement id to the actor's name: the form that most statements use."""
    labels: Mapping[str, str]
    """Key or name, as assessments write them, to the name to show."""
    voices: Mapping[str, str]
    """Statement id to a key of its voice: statements with one key come from one speaker."""
    own: frozenset[str]
    """Ids of statements in which an actor speaks of itself."""


def cast_of(view: EventView) -> Cast:
    """Group the names in ``view``: names that share a form, or that weighing put under one hypothesis, are one."""
    groups = _Groups()
    asked = [v.statement for v in view.statements if v.statement.property is Property.PERPETRATOR]
    for statement in asked:
        groups.join(_forms(statement))
    _join_hypotheses(view, asked, groups)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in asked:
        if statement.value:
            names[groups.root(_forms(statement)[0])][statement.value] += 1
    shown = {root: min(counter, key=lambda n: (-counter[n], -len(n), n)) for root, counter in names.items()}
    labels = {key: shown[groups.root(key)] for key in groups.keys() if groups.root(key) in shown}
    return Cast(
        actors={s.id: shown.get(groups.root(_forms(s)[0]), s.value) if s.value else "" for s in asked},
        labels={**_speaker_labels(view), **labels},
        voices=_voices(view),
        own=frozenset(s.id for s in asked if s.value and _speaks_of_itself(s, groups)),
    )


def _forms(statement: Statement) -> list[str]:
    names = (statement.value, *statement.value_aliases)
    return [*filter(None, (*map(name_key, names), statement.value_id))] or [""]


def _speaks_of_itself(statement: Statement, groups: _Groups) -> bool:
    speaker = statement.speaker
    keys = filter(None, (speaker.actor_id, *map(name_key, speaker.forms)))
    return any(groups.root(key) == groups.root(_forms(statement)[0]) for key in keys)


def _join_hypotheses(view: EventView, asked: Iterable[Statement], groups: _Groups) -> None:
    weighed = view.assessment(Property.PERPETRATOR)
    if weighed is None:
        return
    hypotheses: dict[str, set[str]] = defaultdict(set)
    for weight in weighed.weights:
        for statement_id in weight.statement_ids:
            hypotheses[statement_id].add(weight.hypothesis)
    keys = {key for names in hypotheses.values() for name in names for key in (name, name_key(name))}
    for statement in asked:
        forms = _forms(statement)
        found = hypotheses.get(statement.id, set())
        if len(found) == 1 and not keys.intersection(forms):
            groups.join([*forms, *found])
    for key in keys:
        groups.join([key, name_key(key)])


def _speaker_labels(view: EventView) -> dict[str, str]:
    labels: dict[str, str] = {}
    for item in view.statements:
        speaker = item.statement.speaker
        for form in filter(None, (speaker.actor_id, *map(name_key, speaker.forms))):
            labels.setdefault(form, speaker.name)
    return labels


def _voices(view: EventView) -> dict[str, str]:
    weighed = view.assessment(Property.PERPETRATOR)
    voices = {i: f"weighed {w.speaker}" for w in (weighed.weights if weighed else ()) for i in w.statement_ids}
    for item in view.statements:
        voices.setdefault(item.statement.id, _own_voice(item))
    return voices


def _own_voice(item: StatementView) -> str:
    speaker = item.statement.speaker
    if speaker.name in (THE_TEXT, ""):
        return f"text {item.origin_id}"
    return f"speaker {speaker.actor_id or name_key(speaker.name)}"


class _Groups:
    """Union-find over names."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def keys(self) -> list[str]:
        return list(self._parent)

    def root(self, key: str) -> str:
        while self._parent.setdefault(key, key) != key:
            key = self._parent[key]
        return key

    def join(self, keys: list[str]) -> None:
        first = self.root(keys[0])
        for key in keys[1:]:
            self._parent[self.root(key)] = first
