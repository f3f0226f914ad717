"""Persons who stand for a group: whoever convicts a man and holds his group responsible gives one answer, not two.

A person is counted with a group where a voice names both for the event, or a text tells him as one of its own, and
nobody without a stake sets the two against each other. A claim alone does not do it: a group may claim what it only
applauds, so a person whom police name stays a rival answer to the group that claims him.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.assessments.voices import Voice
from counterclaim.model import Act, Evidence
from counterclaim.model.values.actor_name import name_key

_NAMES = frozenset({Act.CLAIMS, Act.ATTRIBUTES, Act.SUSPECTS, Act.REPORTS_AS_FACT})
_OBJECTS = frozenset({Act.DENIES, Act.DOUBTS, Act.RETRACTS})
_GROUPS = frozenset({"organisation", "state"})
_MEMBER = (
    r"(?:member|fighter|militant|commander|leader|operative|soldier|activist|gunman|spokesman|head|membre|combattant"
    r"|chef|miembro|combatiente|militante|jefe|comandante)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A person who is counted with a group, and who says that they go together."""

    person: str
    group: str
    voice: str
    """The name of the voice."""


def memberships(voices: Sequence[Voice]) -> tuple[Membership, ...]:
    """Each person key with the one group key that it is counted with, sorted by person."""
    kinds = _kinds(voices)
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for voice in voices:
        for person, group in sorted(_together(voice, kinds)):
            groups[person].setdefault(group, voice.name)
    return tuple(
        Membership(person=person, group=group, voice=name)
        for person, found in sorted(groups.items())
        if len(found) == 1
        for group, name in found.items()
        if not any(_parts(voice, person, group) for voice in voices)
    )


def _kinds(voices: Sequence[Voice]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for voice in voices:
        for e in voice.evidence:
            kinds[e.value_key].add(e.statement.value_kind)
    return kinds


def _together(voice: Voice, kinds: Mapping[str, set[str]]) -> set[tuple[str, str]]:
    """(person, group) that one voice puts together: it names both and no second group, or tells him as its member.

    The group itself may name its man too, but that is for the claimant's own rule; a party that accuses others gains
    nothing by naming two.
    """
    named = {e.value_key for e in voice.evidence if e.statement.act in _NAMES}
    named -= {e.value_key for e in voice.evidence if e.statement.act in _OBJECTS}
    persons = {key for key in named if kinds[key] == {"person"}}
    groups = {key for key in named if kinds[key] & _GROUPS and "person" not in kinds[key]}
    if not persons:
        return set()
    if len(groups) == 1:
        return {(person, group) for person in persons for group in groups}
    return _told_as_members(voice, persons, kinds)


def _told_as_members(voice: Voice, persons: set[str], kinds: Mapping[str, set[str]]) -> set[tuple[str, str]]:
    known = sorted(key for key in kinds if kinds[key] & _GROUPS and "person" not in kinds[key])
    quotes = [(e.value_key, e.statement.passage.quote) for e in voice.evidence if e.value_key in persons]
    return {(person, group) for person, quote in quotes for group in known if _says_member(quote, group)}


def _says_member(quote: str, group: str) -> bool:
    """Whether the passage has words such as "a member of the Marsh Column"."""
    of = rf"\b{_MEMBER}s?\b[\w ]{{0,20}}?\b(?:of|in|du|de|des|del)\b (?:the |la |le |los |las )?{re.escape(group)}\b"
    return re.search(of, name_key(quote)) is not None


def _parts(voice: Voice, person: str, group: str) -> bool:
    """Whether a voice sets the two against each other, or takes exception to the person; their own word apart."""
    if voice.key in (person, group):
        return False
    named, objected = _acts(voice.evidence, _NAMES), _acts(voice.evidence, _OBJECTS)
    if person in objected:
        return True
    return person in named and group in objected and not voice.party


def _acts(evidence: Sequence[Evidence], acts: frozenset[Act]) -> set[str]:
    return {e.value_key for e in evidence if e.statement.act in acts}
