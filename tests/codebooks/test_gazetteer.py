import time
from pathlib import Path

import pytest

from counterclaim.codebooks import Gazetteer
from counterclaim.errors import ConfigError


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def best(gazetteer, name):
    return gazetteer.lookup(name)[0]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Baghdad", "IQ"),
        ("Mazar-i-Sharif", "AF"),
        ("Sana'a", "YE"),
        ("al-Raqqa", "SY"),
        ("Kaboul", "AF"),
        ("Medellin", "CO"),
        ("Philippines", "PH"),
        ("Northern Ireland", "GB"),
        ("Antioquia", "CO"),
        ("Helmand", "AF"),
        ("Burma", "MM"),
        ("Багдад", "IQ"),
        ("بغداد", "IQ"),
        ("Azad Kashmir", "PK"),
        ("Jammu and Kashmir", "IN"),
    ],
)
def test_a_name_in_its_usual_spellings_finds_its_country(gazetteer, name, country):
    assert best(gazetteer, name).country == country


def test_namesakes_come_by_the_people_who_live_there(gazetteer):
    assert [place.country for place in gazetteer.lookup("Birmingham")][:2] == ["GB", "US"]


def test_a_country_comes_before_a_namesake_region(gazetteer):
    kinds = [(c.kind, c.place.country) for c in gazetteer.candidates("Georgia")]
    assert kinds[0] == ("country", "GE")
    assert ("region", "US") in kinds


def test_contested_places_carry_no_country_or_several(gazetteer):
    assert best(gazetteer, "Jerusalem").countries == ()
    assert best(gazetteer, "Crimea").countries == ("RU", "UA")
    assert best(gazetteer, "Golan Heights").countries == ("IL", "SY")
    assert best(gazetteer, "Kashmir").countries == ("IN", "PK")


def test_towns_of_a_contested_region_share_its_countries(gazetteer):
    assert best(gazetteer, "Simferopol").countries == ("RU", "UA")


def test_a_namesake_far_from_a_contested_place_keeps_its_country(gazetteer):
    assert "NZ" in {place.country for place in gazetteer.lookup("Jerusalem")}


def test_abbreviations_count_only_in_capitals(gazetteer):
    assert best(gazetteer, "US").country == best(gazetteer, "U.S.").country == "US"
    assert "US" not in {place.country for place in gazetteer.lookup("us")}


def test_demonyms_lead_to_countries_in_both_numbers(gazetteer):
    assert gazetteer.country_of_demonym("Iraqis") == gazetteer.country_of_demonym("Iraqi") == ("IQ",)
    assert gazetteer.country_of_demonym("Philippine") == ("PH",)
    assert gazetteer.country_of_demonym("Congolese") == ("CD", "CG")
    assert gazetteer.country_of_demonym("table") == ()


def test_the_longest_name_wins(gazetteer):
    words = ["in", "New", "York", "City", "on", "Monday"]
    count, candidates = gazetteer.longest_match(words, 1)
    assert count == 3
    assert candidates[0].place.country == "US"


def test_towns_know_their_region_and_points(gazetteer):
    candidate = gazetteer.candidates("Medellin")[0]
    assert candidate.parent == "Antioquia"
    assert candidate.place.basis == "named"
    assert abs(candidate.place.latitude - 6.25) < 0.1


def test_unknown_names_find_nothing(gazetteer):
    assert gazetteer.lookup("Qwertyuiopolis") == ()
    assert gazetteer.lookup("") == ()


def test_codes_have_names_and_unknown_codes_stay(gazetteer):
    assert gazetteer.country_name("XK") == "Kosovo"
    assert gazetteer.country_name("QZ") == "QZ"


def test_lookups_take_microseconds(gazetteer):
    started = time.perf_counter()
    for number in range(2_000):
        gazetteer.candidates(f"Nowhere{number}")
    assert (time.perf_counter() - started) / 2_000 < 200e-6


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "places.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_ledgers_own_places_go_before_all_others(tmp_path):
    path = write(
        tmp_path,
        "name,aliases,country,latitude,longitude,radius_m,kind,demonyms\n"
        "Marrowland,Marrow Land;Marrow Isles,XE,-37,-20,90000,country,Marrowish\nLondon,,XE,-37.2,-20.1,4000,city,\n",
    )
    own = Gazetteer.load([path])
    assert own.lookup("London")[0].country == "XE"
    assert own.lookup("Marrow Land")[0].gazetteer_id == "iso:XE"
    assert own.lookup("Marrow Isles")[0].country == "XE"
    assert own.country_of_demonym("Marrowish") == ("XE",)
    assert own.country_name("XE") == "Marrowland"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,country\nA,XE\n", "no column"),
        ("name,country,latitude,longitude\n,XE,1,1\n", "no name"),
        ("name,country,latitude,longitude\nA,Xeland,1,1\n", "two-letter"),
        ("name,country,latitude,longitude\nA,XE,91,1\n", "latitude"),
        ("name,country,latitude,longitude,kind\nA,XE,1,1,planet\n", "unknown kind"),
    ],
)
def test_a_wrong_places_file_is_refused_by_name_and_remedy(tmp_path, text, words):
    with pytest.raises(ConfigError) as caught:
        Gazetteer.load([write(tmp_path, text)])
    assert words in str(caught.value)
    assert "places.csv" in caught.value.where
    assert caught.value.remedy
