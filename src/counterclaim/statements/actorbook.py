"""The codebook's actors as the grammar uses them: longest names first, one key for each actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from counterclaim.codebooks.actors import Actor, ActorBook
from counterclaim.codebooks.folding import fold
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

    def by_key(self, key: str) -> tuple[str, KnownActor] | None:
        """Name and entry of the actor with that key."""

    def longest_from(self, word: str) -> int:
        """Words of the longest name that begins with ``word``; 0 where none does."""


class NoActors:
    """A codebook without entries."""

    def find(self, name: str) -> KnownActor | None:  # noqa: ARG002 - the interface's argument
        """Nothing is known."""
        return None

    def by_key(self, key: str) -> tuple[str, KnownActor] | None:  # noqa: ARG002 - the interface's argument
        """Nothing is known."""
        return None

    def longest_from(self, word: str) -> int:  # noqa: ARG002 - the interface's argument
        """No name begins with any word."""
        return 0


class KnownActors:
    """Finds codebook names among the tokens of a sentence."""

    def __init__(self, source: ActorSource, ordinary: frozenset[str] = frozenset()) -> None:
        """``ordinary``: plain words, lower case, that in an all-capitals text are no abbreviation ("IS", "LET")."""
        self._source = source
        self._ordinary = ordinary
        self._cache: dict[str, KnownActor | None] = {}
        self._starts: dict[str, int] = {}

    def by_key(self, key: str) -> tuple[str, KnownActor] | None:
        """Name and entry of the actor with that key."""
        return self._source.by_key(key)

    def find(self, tokens: Sequence[Token], *, upper: bool) -> dict[int, tuple[int, KnownActor]]:
        """Token index to (index behind the name, actor), longest names first, none overlapping."""
        found: dict[int, tuple[int, KnownActor]] = {}
        i, count = 0, len(tokens)
        while i < count:
            word = tokens[i].text
            if (
                not tokens[i].is_word
                or tokens[i].low in ("the", "a", "an")
                or not (word[0].isupper() or word[0].isdigit() or upper or "-" in word)
            ):
                i += 1
                continue
            for end in range(min(i + self._longest(word), count), i, -1):
                if (
                    any(t.text in "()[]" for t in tokens[i:end])
                    or not tokens[end - 1].is_word
                    or (not upper and tokens[end - 1].text.islower() and end - i > 1)
                ):
                    continue
                if upper and end == i + 1 and tokens[i].low in self._ordinary:
                    continue
                actor = self._lookup(tokens, i, end)
                if actor is not None:
                    found[i] = (end, actor)
                    i = end - 1
                    break
            i += 1
        return found

    def _longest(self, word: str) -> int:
        if word not in self._starts:
            if len(self._starts) > 50_000:
                self._starts.clear()
            self._starts[word] = min(_LONGEST, self._source.longest_from(word))
        return self._starts[word]

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


class BookSource:
    """The shipped actor book behind `ActorSource`: states are left to the grammar, which reads their demonyms."""

    def __init__(self, book: ActorBook) -> None:
        self._book = book
        self._first: dict[str, int] = {}
        for actor in book:
            for name in (actor.name, *book.aliases(actor.id)) if actor.in_text else ():
                words = fold(name).split(" ")
                for at in (0, 1) if words[0] in ("the", "al", "el") and len(words) > 1 else (0,):
                    self._first[words[at]] = max(self._first.get(words[at], 0), len(words) - at + 2)
                owner = _POSSESSIVE.match(name)
                if owner:  # the 's is a token of its own: "Lord", "'s", "Resistance", "Army"
                    first = fold(owner[1])
                    self._first[first] = max(self._first.get(first, 0), len(words) + 2)

    def longest_from(self, word: str) -> int:
        """Words of the longest name that begins with ``word``; marks inside a name count as words."""
        return self._first.get(fold(word).split(" ")[0], 0)

    def find(self, name: str) -> KnownActor | None:
        """The actor that ``name`` may mean; where that is not certain its kind alone, under a key of the name's own."""
        found = [a for a in self._book.proposals(name) if a.in_text and not a.id.startswith(("state:", "police:"))]
        if not found or (len(found) > 1 and len({a.kind for a in found}) > 1):
            return None
        certain = self._book.resolve(name)
        if certain is not None and any(a.id == certain.id for a in found):
            return self._known(certain)
        # An unverified name lends nobody else's names, which would be printed and merged by.
        return replace(self._known(found[0]), key=f"{_UNSURE}{fold(name)}", id="", aliases=(), side="")

    def by_key(self, key: str) -> tuple[str, KnownActor] | None:
        """Name and entry of the actor with that key."""
        actor = self._book.get(key.removeprefix(_PREFIX)) if key.startswith(_PREFIX) else None
        return (actor.name, self._known(actor)) if actor is not None else None

    def _known(self, actor: Actor) -> KnownActor:
        country = actor.affiliation.removeprefix("state:") if actor.affiliation.startswith("state:") else ""
        kind, speaker = _KINDS.get(actor.kind, ("organisation", SpeakerKind.UNKNOWN))
        aliases = (actor.name, *self._book.aliases(actor.id, verified=True))
        side = _PREFIX + actor.affiliation if actor.kind == "media_wing" and actor.affiliation else ""
        return KnownActor(
            key=_PREFIX + actor.id,
            id=actor.id,
            kind=kind,
            speaker_kind=speaker,
            aliases=tuple(dict.fromkeys(aliases)),
            country=country,
            side=side,
        )


_POSSESSIVE = re.compile(r"(\w+)['’]s ")
_PREFIX = "actor:"
_UNSURE = "name:"
_KINDS = {
    "armed_group": ("organisation", SpeakerKind.ARMED_GROUP),
    "media_wing": ("organisation", SpeakerKind.ARMED_GROUP),
    "state": ("state", SpeakerKind.STATE),
    "authority": ("organisation", SpeakerKind.AUTHORITY),
    "organisation": ("organisation", SpeakerKind.UNKNOWN),
    "party": ("organisation", SpeakerKind.UNKNOWN),
    "outlet": ("organisation", SpeakerKind.MEDIA),
    "community": ("organisation", SpeakerKind.UNKNOWN),
    "person": ("person", SpeakerKind.UNKNOWN),
}
