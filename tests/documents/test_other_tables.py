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


FULL_MAP = """\
name: made
id: n
date: {start: first, end: last, format: "%d.%m.%Y", precision: {column: sure, values: {d: day, m: month}}}
place: {column: town, latitude: lat, longitude: lon, precision: {column: zone, values: {1: 2000}}}
fatalities: {low: least, best: dead, high: most}
injured: {low: hurt_least, high: hurt_most}
filled: [first, dead]
"""
FULL = {
    "n": "k1", "first": "02.05.2031", "last": "03.05.2031", "sure": "d", "town": "Oldmere", "lat": "-1.5",
    "lon": "36.75", "zone": "1", "least": "3", "dead": "4", "most": "6", "hurt_least": "", "hurt_most": "9",
}  # fmt: skip


def read_mapped(read: Read, *rows: dict[str, str], told: str = FULL_MAP, order: list[str] | None = None) -> ReadResult:
    return read(table(rows, order or list(FULL)), "made.csv", hints=Hints(data_set="csv", table_map=told))


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"first": "04.05.2031"}, "last", "'03.05.2031' lies before the first day, '04.05.2031'"),
        ({"first": "2031-05-02"}, "first", "'2031-05-02' is no date of the form %d.%m.%Y"),
        ({"first": "31.02.2031"}, "first", "'31.02.2031' is no date of the form %d.%m.%Y"),
        ({"first": "47970"}, "first", "'47970' is a spreadsheet's number of a day"),
        ({"first": ""}, "first", "is empty, and never is in this data set"),
        ({"sure": "M?"}, "sure", "'M?' is none of d, day, exact, m"),
        ({"zone": "2"}, "zone", "'2' is none of 1"),
        ({"dead": ""}, "dead", "is empty, and never is in this data set"),
        ({"dead": "4.5"}, "dead", "'4.5' is no whole number"),
        ({"dead": "2"}, "dead", "'2' is less than least, '3'"),
        ({"most": "3"}, "most", "'3' is less than dead, '4'"),
        ({"hurt_least": "10"}, "hurt_most", "'9' is less than hurt_least, '10'"),
        ({"lat": "0", "lon": "0"}, "lat", "lat is 0, and so is the longitude: no place"),
        ({"n": "1.23E+05"}, "n", "'1.23E+05' was cut to a power of ten by a spreadsheet"),
        ({"n": "Jan-05"}, "n", "'Jan-05' is a date, where a spreadsheet made one of it"),
    ],
)
def test_a_row_of_ones_own_table_that_cannot_be_right_is_named_by_row_and_column(
    read: Read, cells: dict[str, str], column: str, message: str
) -> None:
    result = read_mapped(read, {**FULL, "n": "k0"}, {**FULL, **cells}, {**FULL, "n": "k2"})
    assert [item.record for item in result.items] == ["k0", "k2"], "good rows go in"
    assert complaints(result) == [(f"row 3, column {column}", message)]
    (row,) = result.refused_rows
    assert dict(zip(row.columns, row.cells, strict=True)) == {**FULL, **cells}
    again = read_mapped(read, FULL)
    assert ([item.record for item in again.items], again.problems) == (["k1"], ())


def test_ids_that_are_months_by_nature_are_taken(read: Read) -> None:
    result = read_mapped(read, *[{**FULL, "n": f"{month}-31"} for month in ("Jan", "Feb", "Mar")])
    assert ([item.record for item in result.items], complaints(result)) == (["Jan-31", "Feb-31", "Mar-31"], [])


def test_months_in_cells_of_a_table_of_ones_own_may_meet(read: Read) -> None:
    told = FULL_MAP.replace('"%d.%m.%Y"', '"%m/%Y"')
    result = read_mapped(read, {**FULL, "first": "05/2031", "last": "05/2031"}, told=told)
    assert complaints(result) == []
    turned = read_mapped(read, {**FULL, "first": "06/2031", "last": "05/2031"}, told=told)
    assert complaints(turned) == [("row 2, column last", "'05/2031' lies before the first day, '06/2031'")]


def test_year_month_and_day_in_columns_of_their_own_must_be_a_day(read: Read) -> None:
    told = "name: made\nid: n\ndate: {year: y, month: m, day: d}\n"
    rows = [{"n": "1", "y": "2031", "m": "2", "d": "30"}, {"n": "2", "y": "2031", "m": "13", "d": "1"}]
    rows += [{"n": "3", "y": "2031", "m": "2", "d": "0"}, {"n": "4", "y": "", "m": "", "d": ""}]
    result = read(table(rows, ["n", "y", "m", "d"]), "made.csv", hints=Hints(data_set="csv", table_map=told))
    assert [item.record for item in result.items] == ["3", "4"]
    assert complaints(result) == [
        ("row 2, column d", "'2031-2-30' is no day of the calendar"),
        ("row 3, column m", "'13' is more than 12"),
    ]


def test_columns_in_another_order_make_the_same_rows(read: Read) -> None:
    row = {**FULL, "remark": "by boat", "clerk": "AB"}
    one = read_mapped(read, row, order=[*FULL, "remark", "clerk"])
    other = read_mapped(read, row, order=["clerk", *reversed(FULL), "remark"])
    assert other.items[0].text == one.items[0].text
    assert other.items[0].item_sha256 == one.items[0].item_sha256


BAD_CELLS = [
    ("acled", {"event_date": ""}, "event_date", "is empty, and never is in this data set"),
    ("acled", {"event_date": "2031-02-30"}, "event_date", "'2031-02-30' is no day of the calendar"),
    ("acled", {"fatalities": ""}, "fatalities", "is empty, and never is in this data set"),
    ("acled", {"fatalities": "some"}, "fatalities", "'some' is no whole number"),
    ("acled", {"time_precision": ""}, "time_precision", "is empty, and never is in this data set"),
    ("acled", {"latitude": "0", "longitude": "0"}, "latitude", "latitude is 0, and so is the longitude: no place"),
    ("acled", {"latitude": "136.75"}, "latitude", "'136.75' lies outside of -90 to 90"),
    ("gtd", {"iday": "31", "imonth": "2"}, "iday", "'2031-2-31' is no day of the calendar"),
    ("gtd", {"imonth": "13"}, "imonth", "'13' is more than 12"),
    ("gtd", {"iyear": ""}, "iyear", "is empty, and never is in this data set"),
    ("gtd", {"nkill": "-4"}, "nkill", "'-4' is less than 0"),
    ("gtd", {"nkill": "3", "nkillter": "5"}, "nkill", "'3' is less than nkillter, '5'"),
    ("gtd", {"nwound": "a few"}, "nwound", "'a few' is no whole number"),
    ("gdelt", {"SQLDATE": "20310231"}, "SQLDATE", "'20310231' is no day of the calendar"),
    ("gdelt", {"SQLDATE": ""}, "SQLDATE", "is empty, and never is in this data set"),
    ("gdelt", {"SQLDATE": "2.03105E+07"}, "SQLDATE", "'2.03105E+07' was cut to a power of ten by a spreadsheet"),
    ("gdelt", {"EventCode": ""}, "EventCode", "is empty, and never is in this data set"),
    (
        "gdelt",
        {"ActionGeo_Lat": "0", "ActionGeo_Long": "0"},
        "ActionGeo_Lat",
        "ActionGeo_Lat is 0, and so is the longitude: no place",
    ),
    (
        "gdelt-mentions",
        {"EventTimeDate": "20310231101500"},
        "EventTimeDate",
        "'20310231101500' is no day of the calendar",
    ),
    ("gdelt-mentions", {"Confidence": "high"}, "Confidence", "'high' is no whole number"),
    (
        "polecat",
        {"Event Date": "02/05/2031"},
        "Event Date",
        "'02/05/2031' is a date whose day and month a spreadsheet may have changed",
    ),
    ("polecat", {"Event Date": ""}, "Event Date", "is empty, and never is in this data set"),
    ("polecat", {"Event ID": "2.03E+14"}, "Event ID", "'2.03E+14' was cut to a power of ten by a spreadsheet"),
    ("polecat", {"Longitude": ""}, "Longitude", "Longitude is empty, and the other coordinate is not"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "cells", "column", "message"), BAD_CELLS)
def test_what_cannot_be_right_in_any_data_set_is_named_by_row_and_column(
    read: Read, key: str, cells: dict[str, str], column: str, message: str
) -> None:
    result = read_as(read, key, made_file(key, {**ROWS[key], **cells}, header=True))
    assert complaints(result)[0] == (f"row 2, column {column}", message)
    assert [row.place for row in result.refused_rows] == [f"row 2, column {column}"]


def test_unknown_counts_of_gtd_are_taken(read: Read) -> None:
    result = read_as(read, "gtd", made_file("gtd", {**GTD, "nkill": "-99", "nkillter": "2", "nwound": "-9"}))
    assert (len(result.items), complaints(result)) == (1, [])


@pytest.mark.parametrize("key", ROWS)
def test_a_release_with_its_columns_in_another_order_has_the_same_rows(read: Read, key: str) -> None:
    columns = data_sets()[key].columns
    one = read_as(read, key, table([ROWS[key]], columns)).items[0]
    other = read_as(read, key, table([ROWS[key]], [*reversed(columns)])).items[0]
    assert (other.text, other.item_sha256) == (one.text, one.item_sha256)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("date: {column: d, precision: {column: p, values: {x: fortnight}}}", "date: precision 'x' stands for"),
        ("date: {column: d, precision: weekly}", "date: precision needs a column and the values of its codes"),
        ("place: {column: t, radius_m: far}", "place: radius_m 'far' is no number"),
        ("place: {column: t, precision: {column: p, values: {1: near}}}", "place: precision 1 stands for 'near'"),
        ("place: {column: [a, b]}", "place: column must be the name of one column"),
        ("type: {column: k, values: [bombing]}", "type: values must tell which word stands for which type"),
        ("filled: [k]", "filled has 'k', which is none of the columns that the map names"),
    ],
)
def test_a_map_whose_values_cannot_be_used_is_refused(told: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        table_map(f"name: made\nid: n\n{told}\n", "map.yaml")
    assert caught.value.message.startswith(message)
