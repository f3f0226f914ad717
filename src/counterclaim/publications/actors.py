"""Which statements of one event are about the same actor, and which are the same voice, as weighing saw it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.model import THE_TEXT, UNNAMED, EventView, Property, Statement, StatementView
from counterclaim.model.values.actor_name import name_key


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors and voices of one event, by statement id and by the keys that assessments use."""

    actors: Mapping[str, str]
    """Statement id to the actor's name: the answer's as weighed, else the form that most statements use."""
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
    shown.update(_answers(view, groups, shown))
    labels = {key: shown[groups.root(key)] for key in groups.names() if groups.root(key) in shown}
    return Cast(
        actors={s.id: shown.get(groups.root(_forms(s)[0]), s.value) if s.value else "" for s in asked},
        labels={**_speaker_labels(view), **labels},
        voices=_voices(view),
        own=frozenset(s.id for s in asked if s.value and _speaks_of_itself(s, groups, _weighed_names(view))),
    )


def _answers(view: EventView, groups: _Groups, shown: Mapping[str, str]) -> dict[str, str]:
    """The name that weighing chose for each answer; the likeliest where a group of names holds several."""
    weighed = view.assessment(Property.PERPETRATOR)
    names: dict[str, str] = {}
    for candidate in weighed.candidates if weighed else ():
        root = groups.root(candidate.value)
        if root in shown:
            names.setdefault(root, candidate.value)
    return names


def _forms(statement: Statement) -> list[str]:
    names = (statement.value, *statement.value_aliases)
    return [*filter(None, (*map(name_key, names), statement.value_id))] or [""]


def _weighed_names(view: EventView) -> dict[str, str]:
    """Statement id to the name of its voice as weighed; an outlet in brackets after it is no part of the name."""
    weighed = view.assessment(Property.PERPETRATOR)
    return {i: w.speaker.partition(" (")[0] for w in (weighed.weights if weighed else ()) for i in w.statement_ids}


def _speaks_of_itself(statement: Statement, groups: _Groups, weighed: Mapping[str, str]) -> bool:
    speaker = statement.speaker
    names = (*speaker.forms, weighed.get(statement.id, ""))
    keys = filter(None, (speaker.actor_id, *map(name_key, names)))
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
    names = {i: w.speaker for w in (weighed.weights if weighed else ()) for i in w.statement_ids}
    speakers = {_speaker_key(v): names[v.statement.id] for v in view.statements if v.statement.id in names}
    return {
        v.statement.id: _voice(v, names.get(v.statement.id) or speakers.get(_speaker_key(v), ""))
        for v in view.statements
    }


def _speaker_key(item: StatementView) -> str:
    """One key for one speaker by name; a text's own voice and an unnamed speaker are one only within a text."""
    speaker = item.statement.speaker
    if speaker.name in (THE_TEXT, "") or name_key(speaker.name).startswith(UNNAMED):
        return f"{speaker.name} {item.origin_id}"
    return speaker.actor_id or name_key(speaker.name)


def _voice(item: StatementView, weighed_as: str) -> str:
    """Weighing's name for the voice, but two texts of one outlet and two unnamed speakers stay two."""
    key = _speaker_key(item)
    name = item.statement.speaker.name
    alone = name_key(name).startswith(UNNAMED) or (name in (THE_TEXT, "") and weighed_as.startswith(THE_TEXT))
    return f"weighed {weighed_as}" if weighed_as and not alone else f"speaker {key}"


class _Groups:
    """Union-find over names."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def names(self) -> list[str]:
        return list(self._parent)

    def root(self, key: str) -> str:
        while self._parent.setdefault(key, key) != key:
            key = self._parent[key]
        return key

    def join(self, keys: list[str]) -> None:
        first = self.root(keys[0])
        for key in keys[1:]:
            self._parent[self.root(key)] = first
