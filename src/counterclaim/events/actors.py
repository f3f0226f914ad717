"""Names of actors to keys under which they are compared.

What is merged: names with one id of the codebook, names that a text itself gives as one ("Front of Liberty (FL)"),
long names that only ways of transliterating part, and an acronym with the one full name in the texts that it
abbreviates. An acronym that stands for two names in different texts merges neither. A codebook's unverified alias
proposes and never merges. A name means whom it meant in the year of the event. What a person decided about a name goes
before all this. The rest stays apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from counterclaim.codebooks.names.scripts import LEAST_PLAIN, plain
from counterclaim.model import Coding, Property
from counterclaim.model.values.actor_name import name_key

_BRACKETS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*(.*)$")
_MEMBERS = re.compile(
    r"^(?:\w+\s+)?(?:members?|militants?|fighters?|gunmen|activists?|operatives?|supporters?|followers?|soldiers?"
    r"|elements|guerrillas?|rebels?|insurgents?|terrorists?)\s+(?:of|from|belonging to)\s+(?:the\s+)?(.+)$"
)
_TAIL = re.compile(
    r"^(.+?)\s+(?:members?|militants?|fighters?|gunmen|activists?|operatives?|supporters?|guerrillas?|rebels?"
    r"|insurgents?|terrorists?|terrorist group|group|organi[sz]ation)$"
)
_SKIPPED = frozenset({"of", "the", "and", "for", "de", "la", "del", "du", "des", "di", "y", "et", "le", "los", "las"})
_LEAST_ACRONYM = 3


class KnownActor(Protocol):
    """An entry of the codebook."""

    @property
    def id(self) -> str:
        """The codebook's id of the actor."""
        ...


class Actors(Protocol):
    """A codebook of actors; ``resolve`` knows only names that it may merge by, ``proposals`` the unverified too."""

    def resolve(self, name: str, on: date | None = None) -> KnownActor | None:
        """The one actor of that name, None where there is none or more than one."""
        ...

    def proposals(self, name: str, on: date | None = None) -> Sequence[KnownActor]:
        """All actors that the name may mean."""
        ...

    def get(self, actor_id: str) -> KnownActor | None:
        """The actor of that id."""
        ...


def forms_of(name: str) -> tuple[str, ...]:
    """The keys of a name: itself, without its brackets, what stands in them, and without "members of"."""
    match = _BRACKETS.match(name)
    raw = [f"{match[1]} {match[3]}", match[2]] if match else [name]
    keys = [_core(name_key(form)) for form in raw]
    return tuple(dict.fromkeys(key for key in keys if key))


def _core(key: str) -> str:
    """Without "7 members of" before it; the key stays whole where nothing would be left."""
    match = _MEMBERS.match(key)
    return name_key(match[1]) if match else key


def initials(key: str) -> str:
    """First letters of the words that carry a name: "irish republican army" gives "ira"."""
    return "".join(word[0] for word in re.split(r"[\s\-]+", key) if word and word not in _SKIPPED)


class ActorResolver:
    """Gives each name the key of its actor; two names with one key are one actor.

    Built once from the codebook and all codings of a run; it never changes afterwards.
    """

    def __init__(
        self,
        book: Actors,
        codings: Iterable[Coding] = (),
        decided: Mapping[str, str] | None = None,
        told: Iterable[tuple[str, ...]] = (),
    ) -> None:
        """``decided``: by `name_key` of a name, whose it is after a person's judgement; its own key where nobody's.

        ``told``: further names that statements give to one actor, beside those of the codings.
        """
        self._book = book
        self._decided = decided or {}
        self._parent: dict[str, str] = {}
        self._known: dict[tuple[str, int], str] = {}
        self._proposed: dict[str, bool] = {}
        groups = sorted({tuple(n for n in names if not self._unverified(n)) for names in {*_groups(codings), *told}})
        ambiguous = _ambiguous(groups) | frozenset(self._decided)
        for names in groups:
            self._unite([n for n in _keys(names) if n not in ambiguous])
        self._unite_spellings(ambiguous)
        self._unite_acronyms(ambiguous)
        self._names = _clusters(self._parent)

    def key(self, name: str, aliases: Sequence[str] = (), value_id: str = "", on: date | None = None) -> str:
        """The key of the actor called ``name``: its codebook id, else the fullest name under which it is known.

        ``on`` is the day of the event that is told of, None where no year is told.
        """
        decided = self._decided.get(name_key(name))
        if decided is not None:
            return decided
        sure = [form for form in aliases if not self._unverified(form) and name_key(form) not in self._decided]
        keys = _keys((name, *sure))
        if not keys:
            return ""
        for form in (name, *sure):
            actor = self._resolved(form, on)
            if actor:
                return actor
        roots = [self._root(key) for key in keys if key in self._parent]
        root = roots[0] if roots else self._tailless(keys[0])
        members = self._names.get(root, (root,))
        for member in members:
            actor = self._resolved(member, on)
            if actor:
                return actor
        # In its year the name means nobody for certain: then the coder, who asked without a year, did not know either.
        dated = bool(self._resolved(name)) and not self._resolved(name, on)
        known = value_id if not dated and not self._unverified(name) else ""
        return known or self.own_key(min(members, key=lambda m: (-len(m), m)))

    def own_key(self, key: str) -> str:
        """The key of a name that is nobody's of the codebook: never an id of it, which "dkba" may well be."""
        return f"name:{key}" if self._book.get(key) is not None else key

    def _resolved(self, form: str, on: date | None = None) -> str:
        at = (form, on.year if on else 0)
        if at not in self._known:
            found = self._book.resolve(form, on) if on else self._book.resolve(form)
            self._known[at] = found.id if found is not None else ""
        return self._known[at]

    def _unverified(self, form: str) -> bool:
        """Whether the codebook knows the name only by hearsay, so that it may not merge anything."""
        if form not in self._proposed:
            self._proposed[form] = not self._resolved(form) and bool(self._book.proposals(form))
        return self._proposed[form]

    def _tailless(self, key: str) -> str:
        """Take "x militants" for "x" where x is itself a known name."""
        match = _TAIL.match(key)
        return self._root(match[1]) if match and match[1] in self._parent else key

    def _root(self, key: str) -> str:
        while self._parent.get(key, key) != key:
            key = self._parent[key]
        return key

    def _unite(self, keys: Sequence[str]) -> None:
        for key in keys:
            self._parent.setdefault(key, key)
        roots = sorted({self._root(key) for key in keys})
        for root in roots[1:]:
            self._parent[root] = roots[0]

    def _unite_spellings(self, ambiguous: frozenset[str]) -> None:
        """Names of the texts that only ways of transliterating part, if too long to be alike by chance."""
        by_form: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._parent):
            form = plain(key)
            if " " in key and len(form) >= LEAST_PLAIN and key not in ambiguous and not self._unverified(key):
                by_form[form].append(key)
        for keys in by_form.values():
            self._unite(keys)

    def _unite_acronyms(self, ambiguous: frozenset[str]) -> None:
        by_initials: dict[str, set[str]] = defaultdict(set)
        for key in self._parent:
            if " " in key:
                by_initials[initials(key)].add(self._root(key))
        for key in sorted(self._parent):
            acronym = key.replace(".", "").replace("-", "")
            meant = by_initials.get(acronym, set())
            if " " not in key and len(acronym) >= _LEAST_ACRONYM and len(meant) == 1 and key not in ambiguous:
                self._unite([key, next(iter(meant))])


def _groups(codings: Iterable[Coding]) -> set[tuple[str, ...]]:
    """Names that one statement gives to one actor."""
    found: set[tuple[str, ...]] = set()
    for coding in codings:
        for statement in coding.statements:
            if statement.property is Property.PERPETRATOR and statement.value:
                found.add((statement.value, *statement.value_aliases))
            found.add(statement.speaker.forms)
    return found


def _keys(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(key for name in names for key in forms_of(name)))


def _ambiguous(groups: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Single-word names that different groups of names give to different fuller names."""
    fuller: dict[str, list[frozenset[str]]] = defaultdict(list)
    for names in groups:
        keys = _keys(names)
        full = frozenset(key for key in keys if " " in key)
        for key in keys:
            if " " not in key and full:
                fuller[key].append(full)
    return frozenset(key for key, sets in fuller.items() if not _connected(sets))


def _connected(sets: Sequence[frozenset[str]]) -> bool:
    """Whether the sets overlap into one."""
    reached, rest = set(sets[0]), list(sets[1:])
    while rest:
        touching = [s for s in rest if s & reached]
        if not touching:
            return False
        for s in touching:
            reached |= s
        rest = [s for s in rest if not s & reached]
    return True


def _clusters(parent: dict[str, str]) -> dict[str, tuple[str, ...]]:
    clusters: dict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        root = key
        while parent[root] != root:
            root = parent[root]
        clusters[root].append(key)
    return {root: tuple(members) for root, members in clusters.items()}
