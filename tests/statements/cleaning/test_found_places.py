import time

import pytest

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.statements.cleaning.places import find_places


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture(scope="module")
def read(gazetteer):
    book = ActorBook.load()

    def places(text, **more):
        return [(f.words, "|".join(f.place.countries)) for f in find_places(text, gazetteer, actors=book, **more)]

    return places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb exploded in Jolo, Philippines.", [("Jolo", "PH"), ("Philippines", "PH")]),
        ("a blast in Tripoli, Lebanon", [("Tripoli", "LB"), ("Lebanon", "LB")]),
        ("killed in Birmingham, Alabama", [("Birmingham", "US"), ("Alabama", "US")]),
        ("in Valencia, Venezuela", [("Valencia", "VE"), ("Venezuela", "VE")]),
        ("in Georgia, United States", [("Georgia", "US"), ("United States", "US")]),
        ("northern Iraq and eastern Syria", [("northern Iraq", "IQ"), ("eastern Syria", "SY")]),
        ("near Tehran", [("near Tehran", "IR")]),
        ("at Baghdad airport", [("Baghdad", "IQ")]),
        ("Hamburg police searched a flat", [("Hamburg", "DE")]),
        ("in the town of Uri in Jammu and Kashmir", [("Uri", "IN"), ("Jammu and Kashmir", "IN")]),
        ("in San Miguel department, El Salvador", [("San Miguel", "SV"), ("El Salvador", "SV")]),
        ("in Jerusalem on Friday", [("Jerusalem", "")]),
    ],
)
def test_places_are_found_in_their_country(read, text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the Islamic State of Iraq said so",
        "Paris Hilton met Jordan Smith",
        "Jack London died",
        "The Washington Post wrote",
        "on London Road",
        "the Damascus Gate",
        "the Popular Front for the Liberation of Palestine",
        "the Kurdistan Workers' Party",
        "Police said that many were hurt",
        "Reading the letter, he wept",
        "Iraqi troops and an Israeli driver",
    ],
)
def test_names_inside_other_names_are_no_places(read, text):
    assert read(text) == []


def test_namesakes_go_to_the_countries_that_the_text_speaks_of(read):
    assert ("San Miguel", "PE") in read(
        "Peruvian police said that guerrillas attacked San Miguel. Peru sent troops to San Miguel."
    )
    assert ("Guildford", "GB") in read("The British police searched houses in Guildford.")


def test_context_from_outside_helps_where_the_text_names_no_country(read):
    assert read("A bomb went off in Cartagena.", context=["ES"]) == [("Cartagena", "ES")]
    assert read("A bomb went off in Cartagena.", context=["CO"]) == [("Cartagena", "CO")]


def test_texts_in_capitals_are_read_by_their_prepositions(read):
    text = "GUERRILLAS BLEW UP A BRIDGE NEAR USULUTAN, EL SALVADOR. THE ARMY OF THE CAPITAL TOLD US TO ASK AT THE DOOR."
    assert read(text) == [("NEAR USULUTAN", "SV"), ("EL SALVADOR", "SV")]


def test_near_a_place_is_less_precise_than_in_it(gazetteer):
    within, near = (find_places(f"{word} Tehran", gazetteer)[0].place.radius_m for word in ("in", "near"))
    assert near == 25_000 > within


def test_further_readings_stand_beside_the_best(gazetteer):
    found = find_places("a fire in Birmingham", gazetteer)[0]
    assert found.place.country == "GB"
    assert "US" in {place.country for place in found.alternatives}


def test_words_and_offsets_are_the_texts_own(gazetteer):
    text = "Ünlü said: near Mazar-i-Sharif, Afghanistan 🙂 and in Kabul."
    for found in find_places(text, gazetteer):
        assert text[found.start : found.end] == found.words == found.place.words


def test_a_ledgers_own_places_are_found(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text(
        "name,aliases,country,latitude,longitude,radius_m,kind,demonyms\n"
        "Marrowland,,XE,-37,-20,90000,country,Marrowish\nTernmouth,,XE,-37.1,-20.3,4000,city,\n",
        encoding="utf-8",
    )
    own = Gazetteer.load([path])
    found = find_places("Marrowish police closed the harbour of Ternmouth.", own)
    assert [(f.place.name, f.place.country) for f in found] == [("Ternmouth", "XE")]


def test_time_grows_in_line_with_length(gazetteer):
    unit = "Police in Baghdad said that a bomb near Mosul, Iraq killed two. The Taliban denied it in Kabul. "

    def seconds(count):
        started = time.process_time()
        find_places(unit * count, gazetteer)
        return time.process_time() - started

    seconds(100)
    assert min(seconds(800), seconds(800)) < 12 * min(seconds(100), seconds(100))
