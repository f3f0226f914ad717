"""What a speaker is in the case before us: by what the reports say of it, one rule for an army and for insurgents.

Interest and access follow from the role. Who fights, speaks for a state, or is itself named as an answer is a party,
under whatever flag; who looks into the matter and is none of these has access to the inquiry; all others stand beside
it. A police force that is accused of the killing is a party there, and has access in the next case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.codebooks.answers import describes
from counterclaim.model import Evidence, Property, SpeakerKind
from counterclaim.model.values.actor_name import name_key


class Role(StrEnum):
    """Where a speaker stands; each is the last part of the keys of the lines of priors that judge it."""

    PARTY = "party"
    INQUIRY = "official"
    THIRD = "other"
    UNNAMED = "unnamed"


_FIGHTING = frozenset({SpeakerKind.ARMED_GROUP, SpeakerKind.RIVAL_GROUP, SpeakerKind.STATE})
_STATES = frozenset({SpeakerKind.STATE, SpeakerKind.AUTHORITY})
_BODIES = _FIGHTING | {SpeakerKind.AUTHORITY}


@dataclass(frozen=True, slots=True)
class Named:
    """Whom anybody names as an answer to who did it: accused, cleared or claiming."""

    keys: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @classmethod
    def by(cls, evidence: Iterable[Evidence]) -> Named:
        """Those whom the statements on the perpetrator name."""
        told = [e for e in evidence if e.statement.property is Property.PERPETRATOR and e.value_key]
        return cls(frozenset(e.value_key for e in told), frozenset(e.statement.value for e in told))

    def holds(self, key: str, names: Iterable[str]) -> bool:
        """Whether an actor or its spokesman is among them: "a leader of the Marsh Column" is of the Column's side."""
        return key in self.keys or any(one_side(name, other) for name in names for other in self.names)


NOBODY_NAMED = Named()
"""Nobody is named, or it is not known who is."""


def role_of(kind: SpeakerKind, key: str, names: Sequence[str], named: Named) -> Role:
    """The role of a speaker; ``names`` are the forms under which it speaks, none where a text speaks for itself."""
    if kind is SpeakerKind.COURT:
        return Role.INQUIRY
    forces = any(describes("armed_forces", name) for name in names)
    bodies = names if kind in _BODIES else ()
    if kind in _FIGHTING or (forces and kind is SpeakerKind.AUTHORITY) or named.holds(key, bodies):
        return Role.PARTY
    if kind is SpeakerKind.AUTHORITY:
        return Role.INQUIRY
    return Role.UNNAMED if kind is SpeakerKind.UNKNOWN else Role.THIRD


def of_one_kind(speaker: SpeakerKind, answer: str) -> bool:
    """Whether an actor of kind ``answer`` is such as the speaker speaks for: officials of states, a group's men."""
    return (speaker in _STATES and answer == "state") or (
        speaker is SpeakerKind.ARMED_GROUP and answer == "organisation"
    )


def one_side(name: str, other: str) -> bool:
    """Whether one name holds the other: "Ministry of Defence of Ruritania" and "Ruritania" speak for one side."""
    left, right = tokens(name), tokens(other)
    return bool(left) and bool(right) and (left <= right or right <= left)


def tokens(name: str) -> set[str]:
    """The words of a name that tell it from others."""
    return set(re.split(r"[\s\-.']+", name_key(name))) - {"", "of", "the", "and", "for"}
