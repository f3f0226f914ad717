"""Which of several places of one name is meant, and how sure that is."""

from collections import Counter

import pytest

from counterclaim.codebooks import Gazetteer
from counterclaim.statements.namesakes import Surroundings, weighed, with_alternatives


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def read(gazetteer, name, countries=None, regions=(), rank=""):
    around = Surroundings(Counter(countries or {}), frozenset(regions))
    return weighed(gazetteer.candidates(name), around, rank)


def test_probabilities_sum_to_one_and_fall(gazetteer):
    shares = [p for _, p in read(gazetteer, "San Miguel")]
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] < 0.9


@pytest.mark.parametrize(
    ("name", "countries", "country"),
    [
        ("San Miguel", {"SV": 3}, "SV"),
        ("San Miguel", {"PE": 3}, "PE"),
        ("Tripoli", {"LB": 4, "LY": 0}, "LB"),
        ("Tripoli", {}, "LY"),
        ("Birmingham", {}, "GB"),
        ("Cartagena", {"ES": 2}, "ES"),
    ],
)
def test_the_countries_that_a_text_speaks_of_choose(gazetteer, name, countries, country):
    assert read(gazetteer, name, countries)[0][0].place.country == country


def test_an_area_that_the_text_names_chooses(gazetteer):
    plain = read(gazetteer, "San Francisco", {"CO": 1})[0][0]
    named = read(gazetteer, "San Francisco", {"CO": 1}, regions={"antioquia"})[0][0]
    assert named.parent == "Antioquia" != plain.parent


def test_a_word_for_the_rank_chooses(gazetteer):
    assert read(gazetteer, "Baghdad")[0][0].kind == "city"
    assert read(gazetteer, "Baghdad", rank="region")[0][0].kind == "region"


def test_what_else_the_name_may_mean_stays_with_the_place(gazetteer):
    place = with_alternatives(read(gazetteer, "Birmingham"))
    assert place.country == "GB"
    other = place.alternatives[0]
    assert (other.name, other.region, other.countries) == ("Birmingham", "Alabama", ("US",))
    assert 0.05 < other.probability < place.probability < 1
    assert str(other).startswith("Birmingham, Alabama, US (")
    assert "may be Birmingham, Alabama, US" in place.reading


def test_a_state_is_likelier_than_a_region_of_its_name_and_not_certain(gazetteer):
    found = read(gazetteer, "Georgia", {"US": 5})
    assert [c.place.country for c, _ in found[:2]] == ["GE", "US"]
    assert found[1][1] > 0.1


def test_a_ledgers_own_place_is_certain(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text("name,country,latitude,longitude\nLondon,XE,-37,-20\n", encoding="utf-8")
    found = read(Gazetteer.load([path]), "London", {"GB": 9})
    assert [(c.place.country, p) for c, p in found] == [("XE", 1.0)]
