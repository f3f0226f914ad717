"""Actors by the names that texts give them: armed groups, states and their forces, authorities, media wings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from counterclaim.codebooks.files import DATA, entry_lines, parts, read_csv, read_yaml
from counterclaim.codebooks.folding import fold
from counterclaim.errors import ConfigError
from counterclaim.model.values.actor_name import name_key

KINDS = frozenset({"armed_group", "state", "authority", "media_wing", "organisation", "person"})
BASES = ("ucdp", "gtd", "fto", "muc4", "web", "form", "memory")
UNVERIFIED = "memory"
LONGEST = 9
"""Words of the longest name a scanner tries."""
_SHORT = 5
"""Abbreviations of up to this many letters count only in exactly their own capitals: IS, RAF, LeT."""
_STATE_WORDS = ("government", "forces", "military", "army", "armed forces", "air force", "navy", "troops", "regime")


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an actor; an unverified one may be shown and compared, but merges nothing."""

    name: str
    basis: str

    @property
    def unverified(self) -> bool:
        """Whether nothing but memory stands behind the name."""
        return self.basis == UNVERIFIED


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the codebook.

    ``since`` and ``until`` are years; ``affiliation`` is the id of the actor that it belongs to or speaks for.
    """

    id: str
    name: str
    kind: str
    """armed_group, state, authority, media_wing, organisation or person."""
    aliases: tuple[Alias, ...] = ()
    affiliation: str = ""
    since: int | None = None
    until: int | None = None

    def active(self, on: date) -> bool:
        """Whether the actor existed under its names in the year of ``on``, as far as the codebook says."""
        return (self.since or 0) <= on.year <= (self.until or 9999)


class ActorBook:
    """Finds actors by name; the same rules for every kind of actor."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors: dict[str, Actor] = {}
        self._index: dict[str, list[tuple[str, str, bool]]] = {}
        self._first_words: set[str] = set()
        for actor in actors:
            self._actors[actor.id] = actor
        for actor in self._actors.values():
            self._add(actor)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Self:
        """The shipped actors and states with a ledger's own actors.yaml files, whose entries replace those of one id.

        Raises ConfigError naming file and entry where one is wrong.
        """
        own = [actor for path in extra for actor in _read(path)]
        return cls([*states(), *_read(DATA / "actors.yaml"), *own])

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def get(self, actor_id: str) -> Actor | None:
        """The actor of that id."""
        return self._actors.get(actor_id)

    def resolve(self, name: str, on: date | None = None) -> Actor | None:
        """The one actor that ``name`` certainly means (on that day, if given), so that mentions may merge by it.

        Case, accents, articles and hyphens do not matter, save that abbreviations count only in their own capitals.
        None where there is no such actor, more than one, or only an unverified alias.
        """
        found = self._named(name, on, verified=True)
        return found[0] if len(found) == 1 else None

    def proposals(self, name: str, on: date | None = None) -> tuple[Actor, ...]:
        """All actors that ``name`` may mean, unverified aliases included: to show and compare, never to merge."""
        return tuple(self._named(name, on, verified=False))

    def aliases(self, actor_id: str, *, verified: bool = False) -> tuple[str, ...]:
        """The other names of an actor, verified ones first; only those, if asked. Empty for an unknown id."""
        actor = self._actors.get(actor_id)
        if actor is None:
            return ()
        ordered = sorted(actor.aliases, key=lambda a: a.unverified)
        return tuple(a.name for a in ordered if not (verified and a.unverified))

    def kind(self, name: str) -> str:
        """The kind of actor behind a name, unverified aliases included; empty where unknown or of several kinds."""
        kinds = {actor.kind for actor in self._named(name, None, verified=False)}
        return kinds.pop() if len(kinds) == 1 else ""

    def longest_match(self, words: Sequence[str], start: int = 0) -> tuple[int, tuple[Actor, ...]]:
        """The longest known name that begins at ``words[start]``: its words (0: none), and whose it is."""
        if fold(words[start]).split(" ")[0] not in self._first_words:
            return 0, ()
        for count in range(min(LONGEST, len(words) - start), 0, -1):
            found = self.proposals(" ".join(words[start : start + count]))
            if found:
                return count, found
        return 0, ()

    def _add(self, actor: Actor) -> None:
        for name, unverified in ((actor.name, False), *((a.name, a.unverified) for a in actor.aliases)):
            key = _key(name)
            exact = name.strip() if _is_abbreviation(name) else ""
            entry = (exact, actor.id, unverified)
            if entry not in self._index.setdefault(key, []):
                self._index[key].append(entry)
            self._first_words.add(key.split(" ")[0])
            self._first_words.add(fold(name).split(" ")[0])

    def _named(self, name: str, on: date | None, *, verified: bool) -> list[Actor]:
        bare = name.strip().removeprefix("the ").removeprefix("The ")
        ids = dict.fromkeys(
            ident
            for exact, ident, unverified in self._index.get(_key(name), ())
            if not (verified and unverified) and (not exact or exact.replace(".", "") == bare.replace(".", ""))
        )
        found = [self._actors[ident] for ident in ids]
        return [actor for actor in found if actor.active(on)] if on else found


def states() -> Iterator[Actor]:
    """A state for each country of countries.csv: its government and forces are one actor by the same rule for all.

    For code IQ the id is "state:IQ", the name "Iraq", and names such as "Government of Iraq", "Iraqi army" and
    "Iraqi forces" resolve to it; its police is an authority of its own, "police:IQ".
    """
    for _, row in read_csv(DATA / "countries.csv", ("code", "name", "aliases", "demonyms")):
        names = (row["name"], *parts(row["aliases"]))
        by_rule = [
            f"{first} of {name}"
            for name in (row["name"], f"the {row['name']}")
            for first in ("Government", "Armed Forces")
        ]
        adjectives = [d for d in parts(row["demonyms"]) if not d.endswith(("man", "men"))]
        by_rule += [f"{adjective} {word}" for adjective in adjectives for word in _STATE_WORDS]
        aliases = [Alias(n, "form") for n in (*names[1:], *by_rule)]
        yield Actor(f"state:{row['code']}", row["name"], "state", tuple(aliases))
        police = tuple(Alias(f"{adjective} police", "form") for adjective in adjectives)
        if police:
            yield Actor(f"police:{row['code']}", police[0].name, "authority", police[1:], f"state:{row['code']}")


def _key(name: str) -> str:
    """As `name_key`, with hyphens and apostrophes folded too; brackets stay parted from what they follow."""
    return fold(name_key(name))


def _is_abbreviation(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return " " not in name and 0 < len(letters) <= _SHORT and sum(c.isupper() for c in letters) >= 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where an entry stands, looked up only for the error that names it."""

    path: Path
    number: int

    def __str__(self) -> str:
        return f"{self.path}, line {entry_lines(self.path, 'actors')[self.number]}"


def _read(path: Path) -> list[Actor]:
    data = read_yaml(path)
    entries = data.get("actors") if isinstance(data, dict) else data
    if not isinstance(entries, list):
        remedy = "give a list of entries with id, name, kind and aliases"
        raise ConfigError("holds no list of actors", where=str(path), remedy=remedy)
    found = [_actor(entry, _Entry(path, number)) for number, entry in enumerate(entries)]
    ids = [actor.id for actor in found]
    doubled = sorted({ident for ident in ids if ids.count(ident) > 1})
    if doubled:
        raise ConfigError(
            f"ids stand twice: {', '.join(doubled)}", where=str(path), remedy="give each actor its own id"
        )
    return found


def _actor(entry: Any, where: _Entry) -> Actor:  # noqa: ANN401 - YAML holds anything; it is checked here
    if not isinstance(entry, dict) or not all(
        isinstance(entry.get(k), str) and entry[k].strip() for k in ("id", "name", "kind")
    ):
        raise ConfigError("needs id, name and kind as text", where=str(where), remedy="fill the missing one")
    unknown = set(entry) - {"id", "name", "kind", "aliases", "affiliation", "since", "until", *BASES}
    if unknown or entry["kind"] not in KINDS:
        wrong = (
            f"unknown field {', '.join(sorted(map(str, unknown)))}" if unknown else f"unknown kind {entry['kind']!r}"
        )
        remedy = f"kinds are {', '.join(sorted(KINDS))}; alias lists are aliases, {', '.join(BASES)}"
        raise ConfigError(wrong, where=f"{where} ({entry['id']})", remedy=remedy)
    aliases = [Alias(str(name), basis) for basis in BASES for name in _names(entry, basis, where)]
    aliases = [Alias(name, "user") for name in _names(entry, "aliases", where)] + aliases
    years = {k: entry.get(k) for k in ("since", "until")}
    if any(v is not None and not isinstance(v, int) for v in years.values()):
        raise ConfigError(
            "since and until are years", where=f"{where} ({entry['id']})", remedy="write 1969, or leave it out"
        )
    if not isinstance(entry.get("affiliation") or "", str):
        remedy = "write the id of the actor that it belongs to"
        raise ConfigError("affiliation is no text", where=f"{where} ({entry['id']})", remedy=remedy)
    return Actor(
        entry["id"],
        entry["name"],
        entry["kind"],
        tuple(aliases),
        entry.get("affiliation") or "",
        years["since"],
        years["until"],
    )


def _names(entry: dict[str, Any], field: str, where: _Entry) -> list[str]:
    names = entry.get(field) or []
    if not isinstance(names, list):
        raise ConfigError(f"{field} is no list", where=f"{where} ({entry['id']})", remedy="write [first, second]")
    return [str(name) for name in names]
