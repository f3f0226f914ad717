"""What a noun phrase names: an organisation, a state, a person, or people described."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterclaim.model import SpeakerKind
from counterclaim.model.values.actor_name import name_key

ARMED = SpeakerKind.ARMED_GROUP


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """One reading of a noun phrase.

    ``key`` is the same for all names that the text or a codebook holds to be one actor. ``side`` is the key of the
    actor that a person, outlet or body speaks or acts for, empty if none is told. ``vague`` people ("the rebels")
    are coded only where someone is accused; nobody can be named by ``generic`` ones ("gunmen").
    """

    name: str
    key: str
    kind: str
    speaker_kind: SpeakerKind = SpeakerKind.UNKNOWN
    aliases: tuple[str, ...] = ()
    actor_id: str = ""
    side: str = ""
    vague: bool = False
    generic: bool = False
    country: str = ""
    place: bool = False
    """Whether the words more likely name a place."""

    def speaks_for(self, other: Who) -> bool:
        """Whether a statement of this speaker about ``other`` is one about itself."""
        if self.key == other.key or (self.side and self.side == other.key):
            return True
        if self.country and self.country == other.country and other.kind == "state":
            return self.kind == "state" or self.speaker_kind in (SpeakerKind.STATE, SpeakerKind.AUTHORITY)
        return bool(self.side and self.side == other.side)

    def renamed(self, name: str) -> Who:
        """The same actor under the fuller ``name``, the former name kept as an alias."""
        aliases = tuple(dict.fromkeys((self.name, *self.aliases)))
        return replace(self, name=name, aliases=tuple(a for a in aliases if a != name))


NOBODY = Who(name="", key="", kind="", generic=True)
"""What stands where a phrase identifies nobody."""


def key_of(name: str) -> str:
    """Key under which names of one text are compared."""
    return name_key(name)
