"""Actors that an event data set names: the reviewed table of names and ids in data/actors_ucdp.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from counterclaim.codebooks.actor_types import Actor, Alias, Period, Relation
from counterclaim.codebooks.files import DATA, parts, read_csv
from counterclaim.codebooks.folding import fold
from counterclaim.errors import ConfigError

COLUMNS = ("name", "ucdp_id", "kind", "countries", "first_year", "last_year", "found_in", "actor")
_ABBREVIATION = re.compile(r"[A-Z0-9][A-Z0-9/\-]*")
_MEANS_LITTLE = {"ged": 3, "aec": 5}
"""Abbreviations of up to so many letters do not tell whose they are; with an id and a country, shorter ones only."""
_FACTION = re.compile(r"^(.+?)(?:\s*-\s*|\s+)(.+)$")
_NO_NAME = ("Military faction", "Forces of")
"""Words before brackets that name nobody."""
_COUNTRY = re.compile(r"\s*\(([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Named:
    """One row: a name as UCDP writes it; ``actor`` is the codebook's id that a person has put it to, or empty."""

    name: str
    ucdp_id: str
    kind: str
    countries: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    found_in: tuple[str, ...]
    actor: str

    @property
    def basis(self) -> str:
        """What stands behind the name."""
        return f"ucdp_{self.found_in[0]}"

    @property
    def id(self) -> str:
        """The codebook's id: as reviewed, else UCDP's number or the name itself."""
        return self.actor or (f"ucdp-{self.ucdp_id}" if self.ucdp_id else f"ucdp:{fold(self.name).replace(' ', '-')}")

    @property
    def tells_whose(self) -> bool:
        """Whether the name alone tells whose it is; an abbreviation of few letters does not."""
        letters = sum(c.isalnum() for c in self.name)
        return not _ABBREVIATION.fullmatch(self.name) or letters > _MEANS_LITTLE[self.found_in[0]]


def read_seed(path: Path = DATA / "actors_ucdp.csv") -> list[Named]:
    """The rows of the table; raises ConfigError naming the line that is wrong."""
    found = []
    for line, row in read_csv(path, COLUMNS):
        where = parts(row["found_in"])
        if not row["name"] or not where or set(where) - set(_MEANS_LITTLE):
            remedy = f"fill name, and found_in with {' or '.join(_MEANS_LITTLE)}"
            raise ConfigError("is no row of a seed", where=f"{path}, line {line}", remedy=remedy)
        first, last = (int(row[k]) if row[k] else None for k in ("first_year", "last_year"))
        found.append(
            Named(row["name"], row["ucdp_id"], row["kind"], parts(row["countries"]), first, last, where, row["actor"])
        )
    return found


def with_seed(actors: Iterable[Actor], seed: Iterable[Named]) -> list[Actor]:
    """Actors with the data set's names, ids, years and countries; names that no person put to one are new."""
    found = {actor.id: actor for actor in actors}
    for named in seed:
        known = found.get(named.id)
        if known is None and named.actor:
            remedy = "correct the column actor, or empty it"
            raise ConfigError(
                f"{named.name!r} is put to unknown {named.actor!r}", where="actors_ucdp.csv", remedy=remedy
            )
        found[named.id] = _joined(known, named) if known else _new(named)
    return list(found.values())


def _new(named: Named) -> Actor:
    actor = Actor(
        named.id, named.name, named.kind, in_text=False, name_basis=named.basis if named.tells_whose else "letters"
    )
    forms = [Alias(form, "form") for form in forms_of(named.name)] if named.tells_whose else []
    return _told(replace(actor, aliases=tuple(forms)), named)


def _joined(actor: Actor, named: Named) -> Actor:
    missing = named.name not in {alias.name for alias in actor.names}
    return _told(
        replace(actor, aliases=(*actor.aliases, Alias(named.name, named.basis)) if missing else actor.aliases), named
    )


def _told(actor: Actor, named: Named) -> Actor:
    years = (
        [y for y in (named.first_year, actor.seen.since) if y],
        [y for y in (named.last_year, actor.seen.until) if y],
    )
    seen = Period(min(years[0]), max(years[1]), named.basis) if years[0] and years[1] else actor.seen
    codes = {*actor.codes, *([("ucdp", named.ucdp_id)] if named.ucdp_id else [])}
    countries = tuple(sorted({*actor.countries, *named.countries}))
    return replace(actor, seen=seen, codes=tuple(sorted(codes)), countries=countries)


def forms_of(name: str) -> tuple[str, ...]:
    """Other forms that the name itself has: without a country in brackets, both letters of "SLM/A", "ARS/UIC"."""
    bare = _COUNTRY.sub("", name)
    found = []
    if bare != name and " " in bare and not name.startswith(_NO_NAME):
        found.append(bare)
    if _ABBREVIATION.fullmatch(bare) and "/" in bare:
        first, second = bare.split("/", 1)
        found += [first, first[:-1] + second] if len(second) == 1 else [first, second]
    return tuple(form for form in found if len(form) > 3)


def factions(seed: Iterable[Named]) -> Iterator[Relation]:
    """Names that are another one's with something behind it ("MNLF - NM"): a faction of that, as the name says."""
    rows = list(seed)
    ids = {named.name: named.id for named in rows}
    for named in rows:
        cut = named.name
        while match := _FACTION.match(cut):
            whole = next((cut[:end] for end in _ends(cut) if cut[:end] in ids), "")
            if whole and ids[whole] != named.id:
                note = f"UCDP writes {named.name!r} beside {whole!r}"
                yield Relation("faction", named.id, ids[whole], named.basis, None, note)
            cut = whole
            if not match or not whole:
                break


def _ends(name: str) -> list[int]:
    """Where a shorter name may end inside a name, longest first."""
    return [m.start() for m in re.finditer(r"\s*-\s*|\s+(?=\d)", name)][::-1]
