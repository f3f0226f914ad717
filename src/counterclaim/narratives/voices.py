"""Whom a passage gives its framing to: the actor that it names, else the one named last before it, else the outlet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from counterclaim.codebooks.framing_patterns import plain
from counterclaim.model.narrative import NarrativeMatch

REACH = 600
"""Characters before a passage within which a name still counts for it ("the group said ... It added ...")."""


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    name: str


class Names:
    """Where a text names which actors."""

    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        """``names`` holds by each form as the text may have it the name to show; the longest form at a place counts."""
        forms = sorted((f for f in names if len(f) > 1), key=len, reverse=True)
        self._found: list[_Named] = []
        if not forms:
            return
        pattern = regex.compile(rf"(?<!\w)(?:{'|'.join(regex.escape(plain(f)) for f in forms)})(?!\w)")
        shown = {plain(form): name for form, name in names.items()}
        self._found = [_Named(m.start(), m.end(), shown[m.group()]) for m in pattern.finditer(plain(text))]

    def within(self, start: int, end: int) -> str:
        """The first actor named within the characters ``start`` to ``end``."""
        return next((n.name for n in self._found if start <= n.start and n.end <= end), "")

    def before(self, start: int) -> str:
        """The actor named last within reach before ``start``."""
        near = [n.name for n in self._found if start - REACH <= n.start and n.end <= start]
        return near[-1] if near else ""


def with_voices(matches: Sequence[NarrativeMatch], names: Names, affiliation: str) -> list[NarrativeMatch]:
    """The matches with whom they are given to; an outlet that speaks for an actor gives its own words to that actor."""
    return [_with_voice(match, names, affiliation) for match in matches]


def _with_voice(match: NarrativeMatch, names: Names, affiliation: str) -> NarrativeMatch:
    start, end = match.passage.start, match.passage.end
    if named := names.within(start, end):
        return replace(match, voice=named, voice_basis="named in the passage")
    if affiliation:
        return replace(match, voice=affiliation, voice_basis="outlet")
    if named := names.before(start):
        return replace(match, voice=named, voice_basis="named before it")
    return match
