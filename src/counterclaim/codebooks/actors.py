"""Actors by the names that texts and data sets give them: armed groups, states, authorities, parties, outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

from counterclaim.codebooks.actor_entries import extended, read_entries
from counterclaim.codebooks.actor_file import shipped
from counterclaim.codebooks.actor_types import BASES, KINDS, Actor, Alias, Relation
from counterclaim.codebooks.folding import fold
from counterclaim.codebooks.names.scripts import LEAST_PLAIN, latin, plain, unvowelled
from counterclaim.model.values.actor_name import name_key

__all__ = ["BASES", "KINDS", "LONGEST", "Actor", "ActorBook", "Alias", "Relation"]

LONGEST = 9
"""Words of the longest name a scanner tries."""
_SHORT = 5
"""Abbreviations of up to this many letters count only in exactly their own capitals: IS, RAF, LeT."""


class ActorBook:
    """Finds actors by name; the same rules for every kind of actor."""

    def __init__(self, actors: Iterable[Actor], relations: Iterable[Relation] = ()) -> None:
        self._actors: dict[str, Actor] = {actor.id: actor for actor in actors}
        self._relations = tuple(relations)
        self._index: dict[str, list[tuple[str, Actor, Alias]]] = defaultdict(list)
        self._first_words: set[str] = set()
        self._codes = {code: actor.id for actor in self._actors.values() for code in actor.codes}
        for actor in self._actors.values():
            self._add(actor)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Self:
        """The shipped actors and states with a ledger's own actors.yaml files, whose entries replace those of one id.

        Raises ConfigError naming file and entry where one is wrong.
        """
        actors, relations = shipped()
        own = [read_entries(path, own=True) for path in extra]
        replaced = {actor.id: actor for entries in own for actor in entries.actors}
        merged = [*(a for a in actors if a.id not in replaced), *replaced.values()]
        told = [r for r in relations if r.one not in replaced]
        return cls(
            extended(merged, (more for entries in own for more in entries.additions)),
            [*told, *(r for entries in own for r in entries.relations)],
        )

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def get(self, actor_id: str) -> Actor | None:
        """The actor of that id."""
        return self._actors.get(actor_id)

    def by_code(self, scheme: str, code: str) -> Actor | None:
        """The actor that another codebook calls ``code``: ``by_code("ucdp", "180")``."""
        return self._actors.get(self._codes.get((scheme, code), ""))

    def relations(self, actor_id: str) -> tuple[Relation, ...]:
        """Splits, mergers, renamings, factions, fronts and wings that the actor has part in, by year."""
        told = (r for r in self._relations if actor_id in (r.one, r.other))
        return tuple(sorted(told, key=lambda r: (r.year or 0, r.kind, r.one, r.other)))

    def resolve(self, name: str, on: date | None = None) -> Actor | None:
        """The one actor that ``name`` certainly means (on that day, if given), so that mentions may merge by it.

        Case, accents, articles and hyphens do not matter, save that abbreviations count only in their own capitals.
        A long name that the codebook does not have in this spelling is found by its plain form, in which ways of
        transliterating fall together. None where there is no such actor, more
        than one, or only an unverified alias. Unverified dates choose between nobody; where they speak against the only
        one left, nobody is certain.
        """
        found = {
            actor.id: (actor, alias)
            for actor, alias in self._named(name, on) or self._spelled(name)
            if not alias.unverified and _admitted(actor, alias, on)
        }
        if len(found) != 1:
            return None
        actor, alias = next(iter(found.values()))
        return actor if _in_time(actor, alias, on) else None

    def proposals(self, name: str, on: date | None = None) -> tuple[Actor, ...]:
        """All actors that ``name`` may mean, unverified aliases included: to show and compare, never to merge."""
        told = self._named(name, on)
        return tuple({actor.id: actor for actor, alias in told if _in_time(actor, alias, on)}.values())

    def bearers(self, name: str) -> tuple[tuple[Actor, Alias], ...]:
        """All actors that bear a name in any year, each with the alias that says so."""
        return tuple(self._named(name, None))

    def aliases(self, actor_id: str, *, verified: bool = False) -> tuple[str, ...]:
        """The other names of an actor, verified ones first; only those, if asked. Empty for an unknown id."""
        actor = self._actors.get(actor_id)
        if actor is None:
            return ()
        ordered = sorted(actor.aliases, key=lambda a: a.unverified)
        return tuple(a.name for a in ordered if not (verified and a.unverified))

    def kind(self, name: str) -> str:
        """The kind of actor behind a name, unverified aliases included; empty where unknown or of several kinds."""
        kinds = {actor.kind for actor, _ in self._named(name, None)}
        return kinds.pop() if len(kinds) == 1 else ""

    def longest_match(self, words: Sequence[str], start: int = 0) -> tuple[int, tuple[Actor, ...]]:
        """The longest known name that begins at ``words[start]``: its words (0: none), and whose it is.

        Only names that readers of running text look for (`Actor.in_text`).
        """
        if fold(words[start]).split(" ")[0] not in self._first_words:
            return 0, ()
        for count in range(min(LONGEST, len(words) - start), 0, -1):
            found = tuple(a for a in self.proposals(" ".join(words[start : start + count])) if a.in_text)
            if found:
                return count, found
        return 0, ()

    def clashes(self) -> Iterator[tuple[str, tuple[tuple[Actor, Alias], ...]]]:
        """Names that mean more than one actor, in order, with each actor and the alias that says so."""
        for key in sorted(self._index):
            by_form: dict[str, list[tuple[Actor, Alias]]] = defaultdict(list)
            for exact, actor, alias in self._index[key]:
                by_form[exact].append((actor, alias))
            for _, told in sorted(by_form.items()):
                if len({actor.id for actor, _ in told}) > 1:
                    yield told[0][1].name, tuple(told)

    def _spelled(self, name: str) -> list[tuple[Actor, Alias]]:
        """Actors with a name of the same letters in another script, or, of long names, of the same plain form."""
        if not name.isascii() and not unvowelled(name) and len(name) >= _SHORT:
            told = self._named(latin(name), None)
            if told:
                return told
        form = plain(name)
        return [] if len(form) < LEAST_PLAIN or is_abbreviation(name) else self._plain.get(form, [])

    @cached_property
    def _plain(self) -> dict[str, list[tuple[Actor, Alias]]]:
        found: dict[str, list[tuple[Actor, Alias]]] = defaultdict(list)
        for actor in self._actors.values():
            for alias in actor.names:
                if not is_abbreviation(alias.name):
                    found[plain(alias.name)].append((actor, alias))
        return found

    def _add(self, actor: Actor) -> None:
        for alias in actor.names:
            key = key_of(alias.name)
            exact = alias.name.strip() if is_abbreviation(alias.name) else ""
            entry = (exact, actor, alias)
            known = [e for e in self._index[key] if e[0] == exact and e[1].id == actor.id]
            if not any(e[2].period == alias.period and e[2].unverified <= alias.unverified for e in known):
                self._index[key].append(entry)
            if actor.in_text:
                self._first_words |= {key.split(" ")[0], fold(alias.name).split(" ")[0]}

    def _named(self, name: str, on: date | None) -> list[tuple[Actor, Alias]]:
        """Actors and the alias by which they bear the name; a ledger's own alone, where one fits in time."""
        bare = name.strip().removeprefix("the ").removeprefix("The ").replace(".", "")
        told = [
            (actor, alias)
            for exact, actor, alias in self._index.get(key_of(name), ())
            if not exact or exact.replace(".", "") == bare
        ]
        own = [pair for pair in told if pair[0].own and _in_time(*pair, on)]
        return own or told


def _admitted(actor: Actor, alias: Alias, on: date | None) -> bool:
    return on is None or (actor.period.admits(on) and alias.period.admits(on))


def _in_time(actor: Actor, alias: Alias, on: date | None) -> bool:
    return on is None or (actor.period.holds(on) and alias.period.holds(on))


def key_of(name: str) -> str:
    """As `name_key`, with hyphens and apostrophes folded too; brackets stay parted from what they follow."""
    return fold(name_key(name))


def is_abbreviation(name: str) -> bool:
    """Whether a name counts only in its own capitals."""
    letters = [c for c in name if c.isalpha()]
    return " " not in name and 0 < len(letters) <= _SHORT and sum(c.isupper() for c in letters) >= 2
