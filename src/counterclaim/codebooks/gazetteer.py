"""Names of places to places, offline: GeoNames as compiled, with reviewed countries, regions and contested areas."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Self

from counterclaim.codebooks.files import DATA
from counterclaim.codebooks.folding import fold
from counterclaim.codebooks.gazetteer_table import GazetteerTable, Row
from counterclaim.codebooks.reviewed_places import Reviewed, areas, countries, own_places
from counterclaim.model import Place

LONGEST = 6
"""Words of the longest name a scanner tries."""
_KIND_WEIGHT = {"city": 1.0, "region": 0.3, "district": 0.1}
"""How readily a bare name means a place of this kind, people for people (ours): "Baghdad" is the city first."""
_ALTERNATE_WEIGHT = 0.05
_CAPITAL_WEIGHT = 5.0
_SAME_PLACE_M = 25_000.0
_ARTICLES = ("al ", "el ", "ar ", "as ", "ad ", "an ", "at ", "ash ", "az ")
"""The Arabic article as transliterations write it before different letters; names stand with and without it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a name. ``weight`` orders homonyms: people living there, by kind and by how good the name is."""

    place: Place
    kind: str
    """country, region (first-order), district (second-order), city, area or facility."""
    population: int
    weight: float
    parent: str = ""
    """The first-order region that a town lies in."""
    main: bool = True
    """False where the name is only an alternate of the place."""


class Gazetteer:
    """Looks names of places up; never decides a border (see data/README.md)."""

    def __init__(self, table: GazetteerTable, reviewed: Iterable[Reviewed]) -> None:
        self._table = table
        self._points = {row.country: row for row in table.of_kind("country")}
        self._capitals = {(fold(row.parent), row.country) for row in self._points.values()}
        self._by_key: dict[str, list[tuple[str, Candidate]]] = {}
        self._prefixes: set[str] = set()
        self._names: dict[str, str] = {}
        self._demonyms: dict[str, list[str]] = {}
        self._disputed_regions: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {}
        self._disputed_keys: set[str] = set()
        for entry in reviewed:
            self._add(entry)
        self._cached = lru_cache(maxsize=20_000)(self._candidates)
        self._named = lru_cache(maxsize=20_000)(self._by_name)
        self._demonym = lru_cache(maxsize=20_000)(self._by_demonym)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Self:
        """The shipped gazetteer with a ledger's own places.csv files; raises ConfigError where one is wrong."""
        own = [entry for path in extra for entry in own_places(path)]
        return cls(_shipped(), [*own, *countries(), *areas()])

    def lookup(self, name: str) -> tuple[Place, ...]:
        """All places of this name, best first: own, countries and regions, then homonyms by population.

        Abbreviations such as "US" count only in capitals. Any script that GeoNames holds is read.
        """
        return tuple(candidate.place for candidate in self.candidates(name))

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """As `lookup`, with kind, population and weight."""
        return self._named(name)

    def _by_name(self, name: str) -> tuple[Candidate, ...]:
        key = fold(name)
        if not key or len(key) > 60:
            return ()
        short = "".join(c for c in name if c.isalnum()) if len(name) <= 8 else ""
        return self._cached(key, short)

    def longest_match(self, words: Sequence[str], start: int = 0) -> tuple[int, tuple[Candidate, ...]]:
        """The longest name that begins at ``words[start]``: how many words it takes (0: none), and its readings."""
        key = fold(words[start])
        if not key or not (f"{key} " in _ARTICLES or self._begins(key) or self._begins(_bare(key))):
            return 0, ()
        for count in range(min(LONGEST, len(words) - start), 0, -1):
            found = self.candidates(" ".join(words[start : start + count]))
            if found:
                return count, found
        return 0, ()

    def _begins(self, key: str) -> bool:
        return key in self._prefixes or self._table.starts(key)

    def reviewed(self, name: str) -> tuple[Candidate, ...]:
        """Only countries, regions, contested areas and a ledger's own places of this name: a very cheap lookup."""
        exact_form = "".join(c for c in name if c.isalnum())
        return tuple(c for exact, c in self._by_key.get(fold(name), ()) if not exact or exact == exact_form)

    def reviewed_match(self, words: Sequence[str]) -> tuple[int, tuple[Candidate, ...]]:
        """As `longest_match`, over what `reviewed` knows."""
        if fold(words[0]).split(" ")[0] not in self._prefixes:
            return 0, ()
        for count in range(min(LONGEST, len(words)), 0, -1):
            found = self.reviewed(" ".join(words[:count]))
            if found:
                return count, found
        return 0, ()

    def country_of_demonym(self, word: str) -> tuple[str, ...]:
        """ISO codes behind an adjective or people's name ("Iraqi", "Iraqis"); empty where it is none. English only."""
        return self._demonym(word)

    def _by_demonym(self, word: str) -> tuple[str, ...]:
        key = fold(word)
        codes = self._demonyms.get(key)
        if codes is None and key.endswith("s"):
            codes = self._demonyms.get(key[:-1])
        return tuple(codes or ())

    def country_name(self, code: str) -> str:
        """English short name of an ISO 3166 code; the code itself where it is unknown."""
        return self._names.get(code, code)

    def _add(self, entry: Reviewed) -> None:
        candidate = self._reviewed_candidate(entry)
        for name in (entry.name, *entry.aliases):
            key = fold(name)
            exact = "".join(c for c in name if c.isalnum()) if len(key) <= 5 and name.isupper() else ""
            self._by_key.setdefault(key, []).append((exact, candidate))
            self._prefixes.add(key.split(" ")[0])
            if entry.disputed:
                self._disputed_keys.add(key)
        for demonym in entry.demonyms:
            known = self._demonyms.setdefault(fold(demonym), [])
            known.extend(code for code in entry.countries if code not in known)
        if entry.kind == "country" and len(entry.countries) == 1:
            self._names.setdefault(entry.countries[0], entry.name)
        if entry.region:
            for name in entry.region[1]:
                self._disputed_regions[entry.region[0], fold(name)] = entry.countries, entry.reason

    def _reviewed_candidate(self, entry: Reviewed) -> Candidate:
        point = self._points.get(entry.countries[0]) if entry.kind == "country" and entry.countries else None
        latitude, longitude, radius = entry.latitude, entry.longitude, entry.radius_m
        if latitude is None and point is not None:
            latitude, longitude, radius = point.latitude, point.longitude, point.radius_m
        basis = "" if latitude is None else ("named" if entry.kind in ("city", "facility") else "centroid")
        ident = (
            f"iso:{entry.countries[0]}"
            if entry.kind == "country"
            else f"{'own' if entry.own else 'area'}:{fold(entry.name)}"
        )
        place = Place(
            name=entry.name, countries=entry.countries, latitude=latitude, longitude=longitude,
            radius_m=radius, basis=basis, gazetteer_id=ident, note=entry.reason,
        )  # fmt: skip
        people = point.population if point else 0
        weight = 1e12 if entry.own else 1e11 if entry.kind == "country" else 1e10
        return Candidate(place, entry.kind, people, weight)

    def _candidates(self, key: str, short: str) -> tuple[Candidate, ...]:
        found = [c for exact, c in self._by_key.get(key, ()) if not exact or exact == short]
        rows = self._table.find(key)
        if not found and not rows and key != _bare(key):
            key = _bare(key)
            rows = self._table.find(key)
        for row in rows:
            if row.kind != "country" and not (key in self._disputed_keys and _covered(row, found)):
                found.append(self._compiled_candidate(row))
        best_first = sorted(found, key=lambda c: (-c.weight, c.place.gazetteer_id))
        return tuple({c.place.gazetteer_id: c for c in reversed(best_first)}.values())[::-1]

    def _compiled_candidate(self, row: Row) -> Candidate:
        capital = _CAPITAL_WEIGHT if row.kind == "city" and (fold(row.name), row.country) in self._capitals else 1.0
        weight = (row.population + 1) * _KIND_WEIGHT[row.kind] * capital * (1.0 if row.main else _ALTERNATE_WEIGHT)
        region = row.name if row.kind == "region" else row.parent
        codes, note = self._disputed_regions.get((row.country, fold(region)), ((row.country,), ""))
        place = Place(
            name=row.name, countries=codes, latitude=row.latitude, longitude=row.longitude, radius_m=row.radius_m,
            basis="named" if row.kind == "city" else "centroid", gazetteer_id=f"geonames:{row.id}",
            region=region, note=note,
        )  # fmt: skip
        return Candidate(place, row.kind, row.population, weight, row.parent, row.main)


def _bare(key: str) -> str:
    """A key without the Arabic article: "al raqqa" is looked up as "raqqa" where it is not known as a whole."""
    return key.split(" ", 1)[1] if key.startswith(_ARTICLES) else key


def _covered(row: Row, found: Sequence[Candidate]) -> bool:
    """Whether a compiled row is the contested place of the same name itself, and not a namesake elsewhere."""
    for candidate in found:
        place = candidate.place
        if place.latitude is not None and place.longitude is not None and place.gazetteer_id.startswith("area:"):
            reach = (place.radius_m or 0.0) + _SAME_PLACE_M
            if distance_m(place.latitude, place.longitude, row.latitude, row.longitude) <= reach:
                return True
    return False


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in metres between two points in degrees (haversine, Earth's radius 6,371 km)."""
    p, q, r, s = map(math.radians, (lat1, lon1, lat2, lon2))
    half = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * 6_371_000 * math.asin(min(1.0, math.sqrt(half)))


@cache
def _shipped() -> GazetteerTable:
    return GazetteerTable(DATA / "gazetteer.zip")
