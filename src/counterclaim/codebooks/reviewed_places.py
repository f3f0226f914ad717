"""Places written and reviewed by people: countries, regions, contested areas, and a ledger's own places.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.codebooks.files import DATA, parts, read_csv, read_yaml
from counterclaim.errors import ConfigError

_CODE = re.compile(r"[A-Z]{2}")
KINDS = frozenset({"country", "region", "district", "city", "area", "facility"})
COLUMNS = ("name", "country", "latitude", "longitude")
DEFAULT_RADIUS_M = 5_000.0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One place of a reviewed file; ``own`` marks a ledger's own, which goes before all others."""

    name: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    kind: str
    latitude: float | None = None
    longitude: float | None = None
    radius_m: float | None = None
    demonyms: tuple[str, ...] = ()
    disputed: bool = False
    own: bool = False
    reason: str = ""
    """Why no country or several are given."""
    region: tuple[str, tuple[str, ...]] | None = None
    """Of a contested area: the country code and the administrative names whose towns share its countries."""


def countries() -> Iterator[Reviewed]:
    """Countries of today and four of yesterday, with aliases and demonyms, from countries.csv."""
    for _, row in read_csv(DATA / "countries.csv", ("code", "name", "aliases", "demonyms")):
        yield Reviewed(row["name"], parts(row["aliases"]), (row["code"],), "country", demonyms=parts(row["demonyms"]))


def areas() -> Iterator[Reviewed]:
    """Regions that no administrative gazetteer lists, and contested areas with the countries their rule gives."""
    for entry in read_yaml(DATA / "areas.yaml")["areas"]:
        yield _area(entry, entry["name"], tuple(entry.get("aliases", ())), entry, disputed=False)
    for entry in read_yaml(DATA / "disputed.yaml")["disputed"]:
        first, *others = entry["names"]
        yield _area(entry, first, tuple(others), entry["area"], disputed=True)


def _area(
    entry: dict[str, Any], name: str, aliases: tuple[str, ...], at: dict[str, Any], *, disputed: bool
) -> Reviewed:
    region = entry.get("region")
    return Reviewed(
        name, aliases, tuple(sorted(entry["countries"])), "area",
        float(at["latitude"]), float(at["longitude"]), float(at["radius_m"]),
        tuple(entry.get("demonyms", ())), disputed, reason=entry.get("reason", ""),
        region=(region[0], tuple(region[1])) if region else None,
    )  # fmt: skip


def own_places(path: Path) -> Iterator[Reviewed]:
    """A ledger's own places.csv: name, aliases, country, latitude, longitude, radius_m, kind, demonyms.

    Several values in a cell stand between bars. ``country`` may be empty (unknown or open) or hold several codes;
    an invented country takes a user-assigned code (XA to XZ, QM to QZ). Raises ConfigError naming the line.
    """
    for line, row in read_csv(path, COLUMNS):
        where = f"{path}, line {line}"
        codes = parts(row["country"])
        if not row["name"]:
            raise ConfigError("a place has no name", where=where, remedy="fill the column name")
        if not all(_CODE.fullmatch(code) for code in codes):
            raise ConfigError(
                f"not an ISO 3166 two-letter code: {row['country']!r}",
                where=where,
                remedy="write two capital letters, several between bars, or nothing",
            )
        kind = row.get("kind") or "city"
        if kind not in KINDS:
            raise ConfigError(f"unknown kind {kind!r}", where=where, remedy=f"use one of {', '.join(sorted(KINDS))}")
        latitude, longitude = (
            _number(row, column, limit, where) for column, limit in (("latitude", 90), ("longitude", 180))
        )
        yield Reviewed(
            row["name"], parts(row.get("aliases", "")), codes, kind, latitude, longitude,
            _number(row, "radius_m", 20_000_000, where) or DEFAULT_RADIUS_M, parts(row.get("demonyms", "")), own=True,
        )  # fmt: skip


def _number(row: dict[str, str], column: str, limit: float, where: str) -> float | None:
    text = row.get(column, "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = limit + 1
    if not abs(value) <= limit:
        raise ConfigError(
            f"{column} {text!r} is no number up to {limit}", where=where, remedy="use decimal degrees or metres"
        )
    return value
