"""No invented name is that of a real place, and the invented map lies in open ocean."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from counterclaim.codebooks.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_the_gazetteer_knows_real_names(gazetteer):
    assert gazetteer.lookup("Manila")
    assert gazetteer.lookup("Iraq")


def test_no_invented_name_is_a_country_or_a_town(gazetteer, invented_names):
    assert len(invented_names) > 80
    assert {name for name in invented_names if gazetteer.lookup(name)} == set()


def test_no_invented_demonym_is_a_real_one(gazetteer, places):
    demonyms = [word for row in places for word in row["demonyms"].split("|") if word]
    assert demonyms
    assert [word for word in demonyms if gazetteer.country_of_demonym(word)] == []


def test_every_place_has_the_user_assigned_country_code_and_the_code_is_free(gazetteer, places):
    assert {row["country"] for row in places} == {"XE"}
    assert gazetteer.country_name("XE") in ("", "XE")


def test_the_invented_country_is_resolved_once_its_places_are_loaded(estuary_folder: Path, places):
    own = Gazetteer.load([estuary_folder / "places.csv"])
    assert own.country_of_demonym("Ardelunian") == ("XE",)
    for row in places:
        best = own.lookup(row["name"])[0]
        assert (best.countries, best.latitude, best.longitude) == (
            ("XE",),
            float(row["latitude"]),
            float(row["longitude"]),
        )


def test_domains_end_where_nobody_can_own_one(estuary_folder: Path):
    outlets = yaml.safe_load((estuary_folder / "sources.yaml").read_text(encoding="utf-8"))
    domains = [domain for outlet in outlets for domain in outlet.get("domains", [])]
    assert domains
    assert all(domain.endswith(".example") for domain in domains)


def test_the_coast_is_a_closed_ring_with_all_towns_on_land_and_the_sea_around(estuary_folder: Path, places):
    outline = json.loads((estuary_folder / "outline.geojson").read_text(encoding="utf-8"))
    shapes = {feature["properties"]["name"]: feature["geometry"] for feature in outline["features"]}
    assert all(feature["properties"]["invented"] is True for feature in outline["features"])
    land, island = shapes["Ardelune"]["coordinates"][0], shapes["Brackmarrow"]["coordinates"][0]
    assert land[0] == land[-1]
    # The nearest real land, the Tristan da Cunha group, lies east of 13 degrees west.
    assert all(-27 < longitude < -20 and -39 < latitude < -33 for longitude, latitude in land + island)
    for row in places:
        point = float(row["longitude"]), float(row["latitude"])
        if row["kind"] == "city":
            assert _inside(point, land), row["name"]
        if row["name"] == "Brackmarrow":
            assert _inside(point, island)
            assert not _inside(point, land)


def _inside(point: tuple[float, float], ring: list[list[float]]) -> bool:
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossings % 2 == 1
