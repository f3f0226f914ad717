"""Tables of event data sets as files: what is read, what is put right and told, what is refused and where."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable

import pytest
from tests.made_tables import UCDP, table, ucdp, ucdp_csv, workbook

from counterclaim.codebooks.data_sets import data_sets
from counterclaim.model import Hints, ReadResult
from counterclaim.model.row import read_row, write_row

Read = Callable[..., ReadResult]
AS_UCDP = Hints(data_set="ucdp")
COLUMNS = data_sets()["ucdp"].columns


def complaints(result: ReadResult) -> list[tuple[str, str, bool]]:
    return [(problem.place, problem.message, problem.refused) for problem in result.problems]


def ids(result: ReadResult) -> list[str]:
    return [item.record for item in result.items]


def test_each_row_is_an_item_whose_text_is_its_filled_cells(read: Read) -> None:
    result = read(ucdp_csv(UCDP, ucdp(id="502")), "ged.csv", hints=AS_UCDP)
    assert complaints(result) == []
    assert [(item.record, item.member, item.title) for item in result.items] == [
        ("501", "row 2", "UCDP GED 501"),
        ("502", "row 3", "UCDP GED 502"),
    ]
    text = result.items[0].text
    assert text.startswith("id: 501\nrelid: XLD-2031-3-1-1\n")
    assert "adm_2" not in text
    cell = read_row(text)["where_description"]
    assert cell.value == "woods near Oldmere,\nnorth of the ford"
    assert text[cell.start : cell.end] == "where_description: woods near Oldmere,\n    north of the ford"


def test_cells_come_back_from_the_text_that_was_made_of_them() -> None:
    cells = [("a", "1"), ("b b", "x: y\r\nsecond\n\nfourth"), ("c", "")]
    found = read_row(write_row(cells))
    assert {name: cell.value for name, cell in found.items()} == {"a": "1", "b b": "x: y\nsecond\n\nfourth"}


def test_the_same_row_in_two_files_is_the_same_item(read: Read) -> None:
    one = read(ucdp_csv(UCDP), "a.csv", hints=AS_UCDP).items[0]
    other = read(ucdp_csv(ucdp(id="9"), UCDP), "b.csv", hints=AS_UCDP).items[1]
    assert one.item_sha256 == other.item_sha256
    assert one.item_sha256 != read(ucdp_csv(ucdp(best="5")), "c.csv", hints=AS_UCDP).items[0].item_sha256


@pytest.mark.parametrize("pack", ["gz", "zip", "tsv", "utf-16"])
def test_packed_and_tabbed_files_are_read_alike(read: Read, pack: str) -> None:
    plain = ucdp_csv(UCDP).encode()
    data = {
        "gz": lambda: gzip.compress(plain),
        "zip": lambda: _zipped(plain),
        "tsv": lambda: table([UCDP], COLUMNS, delimiter="\t").encode(),
        "utf-16": lambda: table([UCDP], COLUMNS, delimiter="\t").encode("utf-16"),
    }[pack]()
    result = read(data, f"ged.csv.{pack}", hints=AS_UCDP)
    assert complaints(result) == []
    assert result.items[0].text == read(plain, "ged.csv", hints=AS_UCDP).items[0].text


def _zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ged.csv", data)
    return out.getvalue()


def test_columns_in_another_order_are_read_by_name(read: Read) -> None:
    result = read(table([UCDP], [*reversed(COLUMNS)]), "ged.csv", hints=AS_UCDP)
    assert ids(result) == ["501"]
    assert complaints(result) == [
        ("", "has its columns in another order than the official one; they are read by their names", False)
    ]


def test_a_file_without_column_names_is_taken_in_the_official_order(read: Read) -> None:
    result = read(ucdp_csv(UCDP, ucdp(id="502"), header=False), "candidate.csv", hints=AS_UCDP)
    assert ids(result) == ["501", "502"]
    assert result.items[0].member == "row 1"
    assert complaints(result) == [
        ("", "has no row of column names; its 49 columns are taken in the official order", False)
    ]


def test_a_missing_column_refuses_the_file_by_its_name(read: Read) -> None:
    result = read(table([UCDP], [c for c in COLUMNS if c != "date_prec"]), "ged.csv", hints=AS_UCDP)
    assert ids(result) == []
    assert complaints(result) == [("", "has no column date_prec", True)]


def test_another_data_sets_file_is_told_by_its_columns(read: Read) -> None:
    result = read(table([], data_sets()["acled"].columns) + "x\n", "ged.csv", hints=AS_UCDP)
    assert complaints(result) == [("", "has the columns of ACLED, not of UCDP GED", True)]
    assert result.problems[0].remedy == "add it as acled:FILE"


def test_what_is_no_table_of_the_data_set_is_refused(read: Read) -> None:
    result = read("one,two\n1,2\n", "ged.csv", hints=AS_UCDP)
    assert complaints(result) == [("", "has neither column names nor the 49 columns of UCDP GED", True)]
    assert complaints(read(b"\x00\x01\x02 binary", "ged.csv", hints=AS_UCDP)) == [("", "is no table", True)]
    assert complaints(read(table([], COLUMNS), "ged.csv", hints=AS_UCDP)) == [("", "holds no row", True)]


DAMAGE = [
    ({"id": "2.0E4"}, "id", "'2.0E4' was cut to a power of ten by a spreadsheet"),
    ({"id": "04-Mar"}, "id", "'04-Mar' is a date, where a spreadsheet made one of it"),
    ({"id": ""}, "id", "is empty, and names the row"),
    (
        {"date_start": "03/04/2031"},
        "date_start",
        "'03/04/2031' is a date whose day and month a spreadsheet may have changed",
    ),
    ({"conflict_dset_id": "05-Jan"}, "conflict_dset_id", "'05-Jan' is a date, where a spreadsheet made one of it"),
    ({"dyad_new_id": "Jan-05"}, "dyad_new_id", "'Jan-05' is a date, where a spreadsheet made one of it"),
    ({"relid": "1.23E+10"}, "relid", "'1.23E+10' was cut to a power of ten by a spreadsheet"),
    ({"date_start": "47970"}, "date_start", "'47970' is a spreadsheet's number of a day"),
    ({"date_start": "2031-02-30"}, "date_start", "'2031-02-30' is no day of the calendar"),
    ({"date_start": ""}, "date_start", "is empty, and never is in this data set"),
    ({"high": ""}, "high", "is empty, and never is in this data set"),
    (
        {"date_start": "2031-02-10", "date_end": "2031-02-09"},
        "date_end",
        "'2031-02-09' lies before the first day, '2031-02-10'",
    ),
    ({"best": "-4"}, "best", "'-4' is less than 0"),
    ({"best": "four"}, "best", "'four' is no whole number"),
    ({"where_prec": "9"}, "where_prec", "'9' is none of 1, 2, 3, 4, 5, 6, 7"),
    ({"latitude": "-1,5"}, "latitude", "'-1,5' has a decimal comma"),
    ({"latitude": "136.75"}, "latitude", "'136.75' lies outside of -90 to 90"),
    ({"latitude": "0", "longitude": "0"}, "latitude", "latitude is 0, and so is the longitude: no place"),
    (
        {"latitude": "36.75", "longitude": "-1.5", "geom_wkt": "POINT (36.75 -1.5)"},
        "latitude",
        "latitude and the longitude are swapped",
    ),
    ({"longitude": ""}, "longitude", "longitude is empty, and the other coordinate is not"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "column", "message"), DAMAGE)
def test_a_damaged_cell_refuses_its_row_by_row_and_column(
    read: Read, cells: dict[str, str], column: str, message: str
) -> None:
    result = read(ucdp_csv(UCDP, ucdp(**{"id": "502", **cells}), ucdp(id="503")), "ged.csv", hints=AS_UCDP)
    assert ids(result) == ["501", "503"], "good rows go in"
    assert complaints(result) == [(f"row 3, column {column}", message, True)]
    assert result.problems[0].remedy
    (row,) = result.refused_rows
    assert dict(zip(row.columns, row.cells, strict=True)) == ucdp(**{"id": "502", **cells})


def test_a_second_row_of_one_id_is_refused(read: Read) -> None:
    result = read(ucdp_csv(UCDP, ucdp(best="5")), "ged.csv", hints=AS_UCDP)
    assert ids(result) == ["501"]
    assert complaints(result) == [("row 3, column id", "has the id 501 of row 2", True)]


def test_a_ragged_row_is_refused_and_the_next_is_read(read: Read) -> None:
    result = read(ucdp_csv(UCDP) + "7,8,9\n" + ucdp_csv(ucdp(id="502"), header=False), "ged.csv", hints=AS_UCDP)
    assert ids(result) == ["501", "502"]
    assert complaints(result) == [("row 3", "has 3 cells, and the table 49 columns", True)]


def plain(**cells: str) -> dict[str, str]:
    """A row without quotation marks and line ends in its cells."""
    return ucdp(**{"source_article": "Marsh Courier", "where_description": "woods", **cells})


@pytest.mark.parametrize("column", ["relid", "side_a", "source_article", "gwnob"])
def test_a_quotation_mark_that_is_not_closed_costs_its_own_row_only(read: Read, column: str) -> None:
    rows = [plain(id=str(501 + n)) for n in range(4)]
    lines = ucdp_csv(rows[0], {**rows[1], column: "@"}, *rows[2:]).replace("@", f'"{rows[1][column]}')
    result = read(lines, "ged.csv", hints=AS_UCDP)
    assert ids(result) == ["501", "503", "504"]
    assert complaints(result) == [("row 3", "has a quotation mark that is not closed", True)]
    (row,) = result.refused_rows
    mended = {c: cell.strip('"') for c, cell in zip(row.columns, row.cells, strict=True)}
    assert mended == rows[1], "its cells are kept, to be mended"


def test_lines_in_a_cell_that_look_like_a_row_in_part_belong_to_the_cell(read: Read) -> None:
    text = "woods\n501,502,503\n" + ",".join(["x"] * 49)
    result = read(ucdp_csv(UCDP, ucdp(id="502", where_description=text)), "ged.csv", hints=AS_UCDP)
    assert (ids(result), complaints(result)) == (["501", "502"], [])


@pytest.mark.parametrize("ends", [["\r"], ["\r\n"], ["\n", "\r\n", "\r"]])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_lines_may_end_as_any_program_ends_them(read: Read, ends: list[str], encoding: str) -> None:
    lines = ucdp_csv(*[plain(id=str(501 + n)) for n in range(5)]).splitlines()
    text = "".join(line + ends[at % len(ends)] for at, line in enumerate(lines))
    result = read(text.encode(encoding), "ged.csv", hints=AS_UCDP)
    assert (ids(result), complaints(result)) == (["501", "502", "503", "504", "505"], [])


def test_nul_bytes_are_left_out_and_told(read: Read) -> None:
    result = read(ucdp_csv(plain(), plain(id="502", adm_1="Ta\0rn")), "ged.csv", hints=AS_UCDP)
    assert "adm_1: Tarn\n" in result.items[1].text
    assert complaints(result) == [("", "holds NUL bytes in line 3; they were left out", False)]


def test_a_cell_of_millions_of_characters_is_refused_with_its_row(read: Read) -> None:
    result = read(ucdp_csv(plain(adm_1="x" * 1_000_001), plain(id="502")), "ged.csv", hints=AS_UCDP)
    assert ids(result) == ["502"]
    assert complaints(result) == [("row 2", "has a cell of more than 1,000,000 characters", True)]


def test_empty_cells_after_the_last_column_do_no_harm(read: Read) -> None:
    lines = ucdp_csv(ucdp(where_description="woods")).splitlines()
    result = read("\n".join([lines[0], lines[1] + ",,"]) + "\n", "ged.csv", hints=AS_UCDP)
    assert (ids(result), complaints(result)) == (["501"], [])


def test_swapped_coordinates_are_known_by_the_other_rows_of_the_country(read: Read) -> None:
    rows = [ucdp(id=str(510 + n), latitude=f"-1.{n}", longitude=f"36.{n}", geom_wkt="") for n in range(6)]
    odd = ucdp(id="520", latitude="36.4", longitude="-1.4", geom_wkt="")
    far = ucdp(id="521", latitude="4.4", longitude="41.8", geom_wkt="")
    result = read(ucdp_csv(*rows, odd, far), "ged.csv", hints=AS_UCDP)
    assert complaints(result) == [("row 8, column latitude", "latitude and the longitude are swapped", True)]
    assert "521" in ids(result), "a row far off that fits no other way is believed"


def test_latin_1_is_read_and_told_with_its_first_line(read: Read) -> None:
    data = ucdp_csv(ucdp(where_description="woods"), ucdp(id="502", where_description="Forêt")).encode("latin-1")
    result = read(data, "ged.csv", hints=AS_UCDP)
    assert "where_description: Forêt" in result.items[1].text
    assert complaints(result) == [
        ("", "holds letters that are no UTF-8 in line 3; they were read as Windows-1252", False)
    ]


def test_a_whole_number_with_a_point_and_a_zero_is_the_number(read: Read) -> None:
    (item,) = read(ucdp_csv(ucdp(id="501.0", best="4.0")), "ged.csv", hints=AS_UCDP).items
    assert item.record == "501"
    assert "\nbest: 4\n" in item.text


def test_a_spreadsheet_is_read_like_text_and_its_numbers_are_whole_again(read: Read) -> None:
    plain = {"where_description": "woods"}
    cells = [float(v) if c in ("id", "best", "latitude") else v for c, v in ucdp(**plain).items()]
    result = read(workbook([COLUMNS, cells]), "ged.xlsx", hints=AS_UCDP)
    assert complaints(result) == []
    assert result.items[0].text == read(ucdp_csv(ucdp(**plain)), "ged.csv", hints=AS_UCDP).items[0].text


def test_a_spreadsheet_that_made_a_number_of_a_day_is_named(read: Read) -> None:
    cells = [47970.0 if c == "date_start" else v for c, v in UCDP.items()]
    result = read(workbook([COLUMNS, cells]), "ged.xlsx", hints=AS_UCDP)
    assert complaints(result)[0] == (
        "row 2, column date_start", "'47970' is a spreadsheet's number of a day", True,
    )  # fmt: skip


def test_a_damaged_spreadsheet_is_refused(read: Read) -> None:
    result = read(workbook([COLUMNS])[:-200], "ged.xlsx", hints=AS_UCDP)
    assert [problem.code for problem in result.problems] == ["truncated"]


def test_a_release_with_its_columns_in_another_order_has_the_same_rows(read: Read) -> None:
    one = read(table([UCDP], COLUMNS), "ged.csv", hints=AS_UCDP).items[0]
    other = read(table([UCDP], [*COLUMNS[20:], *COLUMNS[:20]]), "ged.csv", hints=AS_UCDP).items[0]
    assert (other.text, other.item_sha256) == (one.text, one.item_sha256)


def test_a_column_that_a_release_leaves_out_is_told(read: Read) -> None:
    result = read(table([UCDP], [c for c in COLUMNS if c != "geom_wkt"]), "ged.csv", hints=AS_UCDP)
    assert ids(result) == ["501"]
    assert complaints(result) == [("", "has no column geom_wkt; nothing is told of what would stand there", False)]


def test_bounds_that_contradict_each_other_are_kept_in_ucdp_and_told(read: Read) -> None:
    result = read(ucdp_csv(UCDP, ucdp(id="502", high="2"), ucdp(id="503", low="9")), "ged.csv", hints=AS_UCDP)
    assert ids(result) == ["501", "502", "503"], "published releases have such rows"
    assert complaints(result) == [
        (
            "",
            "holds 2 rows whose bounds contradict each other, the first in row 3 (best 4, high 2); both bounds are kept"
            " as they stand",
            False,
        )
    ]


GLOBAL_HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
"""As GEDEvent_v24_1.csv begins."""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_global_release_is_known_by_its_header(read: Read, encoding: str) -> None:
    rows = [
        ucdp(active_year="True", adm_1="Département de Tarn"),
        ucdp(id="502", country="Sudan", latitude="15.5", longitude="32.5", where_prec="6", active_year="False"),
        ucdp(id="503", country="Peru", latitude="-12.0", longitude="-77.0", number_of_sources="-1", geom_wkt=""),
    ]
    text = GLOBAL_HEADER + "\n" + table(rows, GLOBAL_HEADER.split(","), header=False)
    result = read(text.encode(encoding), "GEDEvent_v24_1.csv", hints=AS_UCDP)
    assert ids(result) == ["501", "502", "503"]
    assert "adm_1: Département de Tarn" in result.items[0].text
    assert [told for told in complaints(result) if "UTF-8" not in told[1]] == []
    assert (encoding == "cp1252") == bool(result.problems)
