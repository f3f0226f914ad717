"""Places of coded texts, with how exact they are, what else they may be, and why no country is given."""

import pytest
from tests.statements.case_scoring import make_coder

from counterclaim.documents import segment
from counterclaim.model import CodingInput, DateInterval, Property


@pytest.fixture(scope="module")
def place():
    coder = make_coder()

    def read(text, title=""):
        source = CodingInput(
            document_id="d1", text=text, title=title, published=DateInterval.parse("2019-06-05"), language="en",
            segments=segment(text, "en"),
        )  # fmt: skip
        found = [s for s in coder.code(source).statements if s.property is Property.PLACE]
        return found[0].place

    return read


def test_a_name_with_the_arabic_article_is_read_before_the_country_of_those_who_bombed_it(place):
    found = place(
        "In the first days of the campaign to take al-Raqqa, Syria, the agency accused American aircraft of bombing "
        "the city. There was no answer from the United States. U.S. officials and American officers did not comment."
    )
    assert (found.name, found.countries) == ("al-Raqqa", ("SY",))


def test_near_a_town_is_code_2_with_25_km(place):
    found = place("A bomb killed four soldiers near Baqubah, Iraq, on Monday.")
    assert (found.name, found.words, found.precision, found.radius_m) == ("Baqubah", "near Baqubah", 2, 25_000.0)
    assert found.region == "Diyālá"


def test_a_province_is_code_4(place):
    found = place("Gunmen killed six farmers in Helmand province, Afghanistan, on Monday.")
    assert (found.name, found.precision, found.country) == ("Helmand", 4, "AF")


def test_the_north_of_a_country_is_code_5(place):
    found = place("A bomb killed four soldiers in northern Iraq on Monday.")
    assert (found.name, found.words, found.precision) == ("Iraq", "northern Iraq", 5)


def test_between_two_towns_is_a_stretch(place):
    found = place("Gunmen ambushed a bus on the road between Baqubah and Khalis in Iraq, killing nine people.")
    assert (found.name, found.precision, found.basis) == ("between Baqubah and Khalis", 5, "computed")


def test_a_homonym_keeps_its_other_readings(place):
    found = place("A bomb exploded in Birmingham on Monday, killing two people.")
    assert found.country == "GB"
    assert 0 < found.probability < 1
    assert ("Alabama", ("US",)) in [(o.region, o.countries) for o in found.alternatives]


def test_a_contested_place_says_why_it_has_no_one_country(place):
    found = place("A bomb exploded in Simferopol on Monday, killing two people.")
    assert found.countries == ("RU", "UA")
    assert found.note.startswith("held by Russia since 2014, claimed by Ukraine")
