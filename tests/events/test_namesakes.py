"""Names with several readings, in linking."""

from dataclasses import replace

import numpy as np
import pytest
from tests.events.mentions import mention

from counterclaim.events.arrays import columns
from counterclaim.events.common import Common
from counterclaim.events.levels import places
from counterclaim.model import OtherPlace, Place

GB = Place(name="Birmingham", countries=("GB",), latitude=52.48, longitude=-1.9, radius_m=20_000.0, probability=0.8)
US = Place(name="Birmingham", countries=("US",), latitude=33.52, longitude=-86.8, radius_m=10_000.0)


def other(place, probability):
    return OtherPlace(
        name=place.name, probability=probability, countries=place.countries, latitude=place.latitude,
        longitude=place.longitude, radius_m=place.radius_m,
    )  # fmt: skip


def level(one, second):
    profiles = [replace(mention("a"), place=one), replace(mention("b"), place=second)]
    table = columns(profiles)
    return places(table, np.array([0]), np.array([1]), Common.of(table))[0]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (GB, "other_country"),
        (replace(GB, alternatives=(other(US, 0.2),)), "perhaps_same"),
        (replace(GB, alternatives=(other(US, 0.01),)), "other_country"),
    ],
)
def test_a_likely_other_reading_that_fits_takes_the_weight_from_the_distance(one, expected):
    assert level(one, US) == expected


def test_two_names_with_readings_that_fit_are_perhaps_one_place():
    one = replace(GB, alternatives=(other(US, 0.4),), probability=0.6)
    second = replace(US, alternatives=(other(GB, 0.3),), probability=0.7)
    assert level(one, second) == "perhaps_same"


def test_equal_readings_stay_what_they_are():
    one = replace(GB, alternatives=(other(US, 0.2),))
    assert level(one, one) == "same_area"
