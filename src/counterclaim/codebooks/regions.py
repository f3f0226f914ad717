"""Regions of the world as sets of country codes; the lists stand in data/regions.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from counterclaim.codebooks.files import DATA, read_yaml


@cache
def regions() -> Mapping[str, frozenset[str]]:
    """ISO 3166-1 alpha-2 codes by region ("europe") and subregion ("western_europe")."""
    data = read_yaml(DATA / "regions.yaml")
    found = {name: frozenset(map(str, codes)) for name, codes in data["subregions"].items()}
    for name, parts in data["regions"].items():
        found[name] = frozenset(code for part in parts for code in found.get(str(part), {str(part)}))
    return found


def region(name: str) -> frozenset[str] | None:
    """The codes of a region by its name, in any case and with blanks or lines between words; None for no region."""
    return regions().get("_".join(name.strip().casefold().replace("-", " ").replace("_", " ").split()))
