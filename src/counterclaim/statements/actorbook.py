"""The codebook's actors as the grammar uses them: longest names first, one key for each actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from counterclaim.model import SpeakerKind
from counterclaim.statements.tokens import Token

_LONGEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An actor that a codebook names. ``side`` is the key of the actor that an outlet or wing belongs to."""

    key: str
    id: str
    kind: str
    speaker_kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    country: str = ""
    side: str = ""


class ActorSource(Protocol):
    """Looks one name up; None where the codebook does not know it."""

    def find(self, name: str) -> KnownActor | None:
        """The actor of exactly this name, as written."""


class NoActors:
    """A codebook without entries."""

    def find(self, name: str) -> KnownActor | None:  # noqa: ARG002 - the interface's argument
        """Nothing is known."""
        return None


class KnownActors:
    """Finds codebook names among the tokens of a sentence."""

    def __init__(self, source: ActorSource) -> None:
        self._source = source
        self._cache: dict[str, KnownActor | None] = {}

    def find(self, tokens: Sequence[Token], *, upper: bool) -> dict[int, tuple[int, KnownActor]]:
        """Token index to (index behind the name, actor), longest names first, none overlapping."""
        found: dict[int, tuple[int, KnownActor]] = {}
        i, count = 0, len(tokens)
        while i < count:
            word = tokens[i].text
            if not (word[0].isupper() or word[0].isdigit() or upper or "-" in word):
                i += 1
                continue
            for end in range(min(i + _LONGEST, count), i, -1):
                if not tokens[end - 1].is_word or (not upper and tokens[end - 1].text.islower() and end - i > 1):
                    continue
                actor = self._lookup(tokens, i, end)
                if actor is not None:
                    found[i] = (end, actor)
                    i = end - 1
                    break
            i += 1
        return found

    def _lookup(self, tokens: Sequence[Token], start: int, end: int) -> KnownActor | None:
        parts = [tokens[start].text]
        for k in range(start + 1, end):
            parts += [" " if tokens[k].start > tokens[k - 1].end else "", tokens[k].text]
        name = "".join(parts)
        if name not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[name] = self._source.find(name)
        return self._cache[name]
