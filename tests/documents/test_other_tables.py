"""Files of ACLED, GTD, GDELT and POLECAT, and mapped tables, as they come. All rows are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.made_tables import ACLED, GDELT, GTD, MENTION, POLECAT, made_file, table

from counterclaim.codebooks.data_sets import data_sets
from counterclaim.codebooks.table_maps import table_map
from counterclaim.errors import ConfigError
from counterclaim.model import Hints, ReadResult

Read = Callable[..., ReadResult]
ROWS = {"acled": ACLED, "gtd": GTD, "gdelt": GDELT, "gdelt-mentions": MENTION, "polecat": POLECAT}


def read_as(read: Read, key: str, data: str | bytes) -> ReadResult:
    return read(data, f"{key}.csv", hints=Hints(data_set=key))


def complaints(result: ReadResult) -> list[tuple[str, str]]:
    return [(problem.place, problem.message) for problem in result.problems]


@pytest.mark.parametrize("key", ROWS)
def test_a_file_as_it_usually_comes_is_read_without_a_word(read: Read, key: str) -> None:
    result = read_as(read, key, made_file(key, ROWS[key]))
    assert complaints(result) == []
    assert len(result.items) == 1


@pytest.mark.parametrize(
    ("key", "published"),
    [
        ("acled", "2031-05-19"),
        ("gdelt", "2031-05-03"),
        ("gdelt-mentions", "2031-05-04"),
        ("polecat", "2031-05-03"),
        ("gtd", "None"),
    ],
)
def test_a_row_is_published_when_its_data_set_says_so(read: Read, key: str, published: str) -> None:
    assert str(read_as(read, key, made_file(key, ROWS[key])).items[0].published) == published


def test_gdelts_mentions_with_a_header_in_lower_case_and_commas_are_read(read: Read) -> None:
    columns = [column.lower() for column in data_sets()["gdelt-mentions"].columns]
    lower = {column.lower(): value for column, value in MENTION.items()}
    result = read_as(read, "gdelt-mentions", table([lower], columns))
    assert complaints(result) == []
    assert "MentionSourceName: courier.example" in result.items[0].text


def test_a_mention_of_one_sentence_with_the_actors_the_other_way_round_is_another(read: Read) -> None:
    turned = {**MENTION, "Actor1CharOffset": "-1", "Actor2CharOffset": "1"}
    result = read_as(read, "gdelt-mentions", made_file("gdelt-mentions", MENTION, turned))
    assert (len(result.items), complaints(result)) == (2, [])


def test_a_first_row_without_names_that_is_damaged_is_refused_alone(read: Read) -> None:
    bad = {**GDELT, "ActionGeo_Lat": "north"}
    result = read_as(read, "gdelt", made_file("gdelt", bad, {**GDELT, "GLOBALEVENTID": "9000002"}))
    assert complaints(result) == [("row 1, column ActionGeo_Lat", "'north' is no number")]
    assert len(result.items) == 1


def test_cameo_codes_keep_their_zero_and_one_that_lost_it_is_told_apart(read: Read) -> None:
    result = read_as(read, "gdelt", made_file("gdelt", GDELT))
    assert "\nEventCode: 015\n" in result.items[0].text


def test_a_gtd_number_that_contradicts_its_words_refuses_the_row(read: Read) -> None:
    result = read_as(read, "gtd", made_file("gtd", {**GTD, "claimmode": "1"}))
    assert complaints(result)[0] == (
        "row 2, column claimmode", "is 1, and claimmode_txt says 'posted to website, blog, etc.'",
    )  # fmt: skip


def test_a_gtd_id_that_a_spreadsheet_cut_is_named(read: Read) -> None:
    result = read_as(read, "gtd", made_file("gtd", {**GTD, "eventid": "2.03105E+11"}))
    assert complaints(result)[0] == (
        "row 2, column eventid", "'2.03105E+11' was cut to a power of ten by a spreadsheet",
    )  # fmt: skip


def test_an_acled_date_in_words_is_the_day(read: Read) -> None:
    result = read_as(read, "acled", made_file("acled", {**ACLED, "event_date": "02 May 2031"}))
    assert "\nevent_date: 2031-05-02\n" in result.items[0].text


def test_polecats_other_column_names_are_known(read: Read) -> None:
    columns = ["Event Intensity" if c == "Intensity" else c for c in data_sets()["polecat"].columns]
    result = read_as(
        read, "polecat", table([{**POLECAT, "Event Intensity": "7"}], [*columns, "Headline"], delimiter="\t")
    )
    assert "\nIntensity: 7\n" in result.items[0].text
    assert complaints(result) == [
        ("", "has columns that are not known: Headline; they are kept in the text of the rows")
    ]


# --- maps ---
MAP = "name: made\nid: n\nplace: {column: town, latitude: lat, longitude: lon}\nfatalities: dead\n"


def test_a_mapped_table_is_checked_like_any_other(read: Read) -> None:
    rows = "n;town;lat;lon;dead\n1;Oldmere;-1.5;36.7;4\n2;Fenwick;0;0;1\n3;Reedham;-1.6;36.6;some\n"
    result = read(rows, "made.csv", hints=Hints(data_set="csv", table_map=MAP))
    assert [item.record for item in result.items] == ["1"]
    assert complaints(result) == [
        ("row 3, column lat", "lat is 0, and so is the longitude: no place"),
        ("row 4, column dead", "'some' is no whole number"),
    ]


def test_a_table_that_lacks_a_column_of_its_map_is_refused(read: Read) -> None:
    result = read("n,town,lat,lon\n1,Oldmere,1,2\n", "made.csv", hints=Hints(data_set="csv", table_map=MAP))
    assert complaints(result) == [("", "has no column dead")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n- b\n", "is no map of columns"),
        ("id: n\n", "needs a name of letters, digits and hyphens for the data set"),
        ("name: ucdp\nid: n\n", "cannot call its data set ucdp, as a known one is called so"),
        ("name: made\n", "needs an id: the column, or columns, that name a row"),
        ("name: made\nid: n\nkilled: dead\n", "has 'killed', which is none of name"),
        ("name: made\nid: n\ndate: {day_of: x}\n", "date has 'day_of', which is none of column"),
        (
            "name: made\nid: n\ntype: {column: k, values: {x: explosion}}\n",
            "type: values 'explosion' is none of attack",
        ),
        ("name: made\nid: n\nperpetrators: [{column: w, act: did}]\n", "perpetrators: act 'did' is none of claims"),
        ("name: [made\n", "is not valid YAML"),
    ],
)
def test_a_map_that_cannot_be_used_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        table_map(text, "map.yaml")
    assert caught.value.message.startswith(message)
    assert "map.yaml" in caught.value.where
    assert caught.value.remedy
