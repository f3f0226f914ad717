"""Under which name a finding goes.

A name that stands beside a description ("the Marsh Column, a small far-right group", "separatists of the Marsh Column")
is whom it describes; a spokesman who claims speaks for his side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.hybrid.units import DESCRIBED, LOOSE, NAME, PART, Unit
from counterclaim.statements.who import Who

_DESCRIPTIONS = (DESCRIBED, LOOSE)
_OF = re.compile(r"\s*(of|from|belonging to|known as|called|,? such as)\s+(the\s+)?", re.IGNORECASE)
_BESIDE = re.compile(r"\s*,\s*((a|an|the)\s+)?", re.IGNORECASE)


def perpetrator_of(unit: Unit, act: Act, units: Sequence[Unit], text: str) -> Who:
    """Whom a finding about ``unit`` names, given all units of its sentence and the whole text."""
    who = _named_beside(unit, units, text) if unit.form in _DESCRIPTIONS else unit.who
    return _side_of(who, units) if act is Act.CLAIMS else who


def _named_beside(unit: Unit, units: Sequence[Unit], text: str) -> Who:
    """The actor whose name stands beside a description, else the description itself."""
    near = (u for u in units if u.form in (NAME, PART) and _is_group(u.who))
    return next((u.who for u in near if _beside(unit, u, text)), unit.who)


def _side_of(who: Who, units: Sequence[Unit]) -> Who:
    """For a person who speaks for an armed group that the sentence names, that group."""
    if not who.side or who.kind != "person" or who.speaker_kind is not SpeakerKind.ARMED_GROUP:
        return who
    return next((u.who for u in units if u.who.key == who.side), who)


def _is_group(who: Who) -> bool:
    return bool(who.name) and who.kind not in ("person", "description") and not who.place


def _beside(described: Unit, named: Unit, text: str) -> bool:
    for a, b in described.spans:
        for c, d in named.spans:
            if b <= c and _OF.fullmatch(text, b, c):
                return True
            if d <= a and _BESIDE.fullmatch(text, d, a):
                return True
    return False
