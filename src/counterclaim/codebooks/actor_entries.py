"""Actors and relations as people write them: YAML, each wrong entry named with its line and a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from counterclaim.codebooks.actor_types import ALWAYS, BASES, KINDS, RELATIONS, Actor, Alias, Period, Relation
from counterclaim.codebooks.files import entry_lines, read_yaml
from counterclaim.errors import ConfigError

USER = "user"
"""The basis of what a ledger's own file says without naming one."""
_FIELDS = frozenset(
    {"id", "name", "kind", "aliases", "affiliation", "since", "until", "dates", "countries", "codes", "extends",
     "in_text", "relations", *BASES}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """Where an entry stands, looked up only for the error that names it."""

    path: Path
    number: int
    list_name: str = "actors"

    def __str__(self) -> str:
        return f"{self.path}, line {entry_lines(self.path, self.list_name)[self.number]}"

    def wrong(self, message: str, remedy: str, of: object = "") -> ConfigError:
        """The error that names this place."""
        return ConfigError(message, where=f"{self} ({of})" if of else str(self), remedy=remedy)


@dataclass(frozen=True, slots=True)
class Entries:
    """What one file says: actors of its own, additions to known ones, and relations."""

    actors: tuple[Actor, ...]
    additions: tuple[Actor, ...]
    """Names, dates and codes for an actor that stands elsewhere; ``name`` and ``kind`` may be empty."""
    relations: tuple[Relation, ...]


def read_entries(path: Path, *, own: bool = False) -> Entries:
    """Read an actors file; raises ConfigError naming file and entry where one is wrong."""
    data = read_yaml(path)
    entries = data.get("actors") if isinstance(data, dict) else data
    if not isinstance(entries, list):
        remedy = "give a list of entries with id, name, kind and aliases"
        raise ConfigError("holds no list of actors", where=str(path), remedy=remedy)
    found: list[Actor] = []
    additions: list[Actor] = []
    relations: list[Relation] = []
    for number, entry in enumerate(entries):
        where = Where(path, number)
        actor = replace(_actor(entry, where), own=own)
        (additions if entry.get("extends") else found).append(actor)
        relations += _relations(entry.get("relations") or [], where, actor.id)
    ids = [actor.id for actor in found]
    doubled = sorted({ident for ident in ids if ids.count(ident) > 1})
    if doubled:
        remedy = "give each actor its own id"
        raise ConfigError(f"ids stand twice: {', '.join(doubled)}", where=str(path), remedy=remedy)
    return Entries(tuple(found), tuple(additions), tuple(relations))


def extended(actors: Iterable[Actor], additions: Iterable[Actor]) -> list[Actor]:
    """Actors with what others add to them; an addition to an unknown id is refused with ConfigError."""
    found = {actor.id: actor for actor in actors}
    for more in additions:
        actor = found.get(more.id)
        if actor is None:
            remedy = "leave `extends` out and give name and kind, or write the id of a known actor"
            raise ConfigError(f"extends {more.id!r}, which is no known actor", where="actors.yaml", remedy=remedy)
        found[more.id] = replace(
            actor,
            aliases=(*more.aliases, *actor.aliases),
            affiliation=more.affiliation or actor.affiliation,
            period=more.period if more.period != ALWAYS else actor.period,
            countries=tuple(sorted({*actor.countries, *more.countries})),
            codes=tuple(sorted({*actor.codes, *more.codes})),
            own=actor.own or more.own,
        )
    return list(found.values())


def _actor(entry: Any, where: Where) -> Actor:  # noqa: ANN401 - YAML holds anything; it is checked here
    needed = ("id",) if isinstance(entry, dict) and entry.get("extends") else ("id", "name", "kind")
    if not isinstance(entry, dict) or not all(isinstance(entry.get(k), str) and entry[k].strip() for k in needed):
        raise where.wrong("needs id, name and kind as text", "fill the missing one")
    of = entry["id"]
    unknown = set(entry) - _FIELDS
    if unknown or entry.get("kind", "person") not in KINDS:
        wrong = (
            f"unknown field {', '.join(sorted(map(str, unknown)))}" if unknown else f"unknown kind {entry['kind']!r}"
        )
        remedy = f"kinds are {', '.join(sorted(KINDS))}; alias lists are aliases, {', '.join(BASES)}"
        raise where.wrong(wrong, remedy, of)
    aliases = [alias for field in ("aliases", *BASES) for alias in _aliases(entry, field, where)]
    if not isinstance(entry.get("affiliation") or "", str):
        raise where.wrong("affiliation is no text", "write the id of the actor that it belongs to", of)
    codes = entry.get("codes") or {}
    countries = entry.get("countries") or []
    if not isinstance(codes, dict) or not isinstance(countries, list):
        raise where.wrong("codes or countries do not fit", "write codes: {ucdp: '180'} and countries: [MM, TH]", of)
    return Actor(
        id=of,
        name=entry.get("name", ""),
        kind=entry.get("kind", ""),
        aliases=tuple(aliases),
        affiliation=entry.get("affiliation") or "",
        period=_period(entry, where, of),
        countries=tuple(sorted(str(c) for c in countries)),
        codes=tuple(sorted((str(k), str(v)) for k, v in codes.items())),
        in_text=bool(entry.get("in_text", True)),
    )


def _period(entry: dict[str, Any], where: Where, of: object) -> Period:
    """The years of an entry or alias; ``dates`` is their basis, the user's own word where a file names none."""
    since, until, basis = entry.get("since"), entry.get("until"), entry.get("dates", "")
    if any(v is not None and not isinstance(v, int) for v in (since, until)):
        raise where.wrong("since and until are years", "write 1969, or leave it out", of)
    if basis and basis not in (*BASES, USER):
        raise where.wrong(f"unknown basis of dates {basis!r}", f"bases are {', '.join(BASES)}", of)
    if since is not None and until is not None and since > until:
        raise where.wrong(f"ends in {until}, before it begins in {since}", "change their places", of)
    return Period(since, until, basis or USER) if since is not None or until is not None else ALWAYS


def _aliases(entry: dict[str, Any], field: str, where: Where) -> list[Alias]:
    names = entry.get(field) or []
    if not isinstance(names, list):
        raise where.wrong(f"{field} is no list", "write [first, second]", entry["id"])
    basis = USER if field == "aliases" else field
    found = []
    for name in names:
        dated = isinstance(name, dict)
        text = str(name.get("name") or "") if dated else str(name)
        if not text.strip() or (dated and set(name) - {"name", "since", "until", "dates"}):
            remedy = "write a name, or {name: ISIS, since: 2013, until: 2014, dates: web}"
            raise where.wrong(f"{field} holds no name: {name!r}", remedy, entry["id"])
        period = _period({"dates": basis, **name} if dated else {}, where, entry["id"])
        found.append(Alias(text, basis, period))
    return found


def _relations(entries: Any, where: Where, one: str) -> list[Relation]:  # noqa: ANN401 - as above
    found = []
    remedy = f"write [{{kind: split, of: OTHER, year: 2009, basis: web}}]; kinds are {', '.join(RELATIONS)}"
    if not isinstance(entries, list):
        raise where.wrong("relations are no list", remedy, one)
    for entry in entries:
        fits = (
            isinstance(entry, dict)
            and set(entry) <= {"kind", "of", "year", "basis", "note"}
            and entry.get("kind") in RELATIONS
            and isinstance(entry.get("of"), str)
            and isinstance(entry.get("year"), int | None)
            and entry.get("basis", USER) in (*BASES, USER)
        )
        if not fits:
            raise where.wrong(f"not a relation: {entry!r}", remedy, one)
        basis, note = entry.get("basis", USER), str(entry.get("note", ""))
        found.append(Relation(entry["kind"], one, entry["of"], basis, entry.get("year"), note))
    return found
