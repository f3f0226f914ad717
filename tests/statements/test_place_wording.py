"""UCDP's precision codes from the words around a name; radii written out."""

import pytest

from counterclaim.model import Place
from counterclaim.statements.place_wording import Wording, is_line, line, placed

TOWN = Place(name="Baqubah", countries=("IQ",), latitude=33.75, longitude=44.64, radius_m=5000.0, basis="named")
STATE = Place(name="Iraq", countries=("IQ",), latitude=33.0, longitude=44.0, radius_m=370_000.0, basis="centroid")


def read(before, after="", place=TOWN, kind="city"):
    found = placed(place, kind, Wording(before, after))
    return found.precision, found.radius_m


@pytest.mark.parametrize(
    ("before", "after", "code", "radius"),
    [
        ("a bomb in ", "", 1, 5000.0),
        ("a bomb near ", "", 2, 25_000.0),
        ("just outside ", "", 2, 25_000.0),
        ("on the outskirts of ", "", 2, 25_000.0),
        ("near the town of ", "", 2, 25_000.0),
        ("north of ", "", 2, 25_000.0),
        ("10 km north of ", "", 2, 15_000.0),
        ("some 60 kilometres (37 miles) south-east of ", "", 5, 65_000.0),
        ("20 miles from ", "", 5, 37_180.0),
        ("in the province of ", "", 4, 100_000.0),
        ("in ", " province, police said", 4, 100_000.0),
        ("in ", " district", 3, 25_000.0),
        ("on the road to ", "", 5, 50_000.0),
        ("off the coast of ", "", 5, 25_000.0),
    ],
)
def test_words_around_a_town_say_how_exact_it_is(before, after, code, radius):
    assert read(before, after) == (code, pytest.approx(radius))


@pytest.mark.parametrize(
    ("before", "kind", "code"),
    [
        ("in ", "country", 6),
        ("in northern ", "country", 5),
        ("near the border with ", "country", 5),
        ("in international waters off ", "country", 7),
        ("in ", "region", 4),
        ("in northern ", "region", 4),
        ("in ", "district", 3),
        ("in the ", "area", 5),
    ],
)
def test_the_kind_of_place_gives_the_code_where_words_do_not(before, kind, code):
    assert read(before, place=STATE, kind=kind)[0] == code


def test_part_of_a_country_is_no_smaller_than_the_gazetteer_knows():
    assert read("in northern ", place=STATE, kind="country") == (5, 370_000.0)


def test_a_sea_is_international_waters():
    assert read("in the ", place=Place(name="South China Sea"), kind="area") == (7, None)


@pytest.mark.parametrize(
    ("before", "between", "expected"),
    [
        ("ambushed between ", " and ", True),
        ("on the road between ", " and ", True),
        ("on the road from ", " to ", True),
        ("on the highway linking ", " to ", True),
        ("clashes between ", " and ", False),
        ("peace talks between ", " and ", False),
        ("travelled from ", " to ", False),
        ("in ", " and ", False),
    ],
)
def test_two_names_are_the_ends_of_a_stretch_only_by_their_words(before, between, expected):
    assert is_line(before, between) is expected


def test_a_stretch_has_its_middle_and_half_its_length():
    other = Place(name="Khalis", countries=("IQ",), latitude=33.81, longitude=44.53, radius_m=2500.0)
    found = line(TOWN, other, "Baqubah and Khalis")
    assert (found.name, found.countries, found.precision) == ("between Baqubah and Khalis", ("IQ",), 5)
    assert (found.latitude, found.longitude, found.basis) == (33.78, 44.585, "computed")
    # 12.1 km apart: half of that, and the town's own 5 km.
    assert found.radius_m == pytest.approx(11_070, abs=100)


def test_towns_far_apart_are_no_stretch():
    far = Place(name="Basra", countries=("IQ",), latitude=30.5, longitude=47.8, radius_m=20_000.0)
    assert line(TOWN, far, "") is None
