"""Tables as spreadsheets, old programs and accidents leave them: never an end of the batch, always named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.made_tables import ACLED, GDELT, GTD, MENTION, POLECAT, UCDP, table

from counterclaim.codebooks.data_sets import data_sets
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.codebooks.table_maps import TableMap, table_map
from counterclaim.model import Hints, ReadResult
from counterclaim.statements.rows import RowCoder

Read = Callable[..., ReadResult]
MAP = """\
name: made
id: n
date: {start: first, end: last, precision: {column: sure, values: {m: month, w: week}}}
place: {column: town, country: land, latitude: lat, longitude: lon, radius_m: 500}
fatalities: {low: least, best: dead, high: most}
injured: hurt
perpetrators: [{column: who, act: claims}]
targets: [target]
speaker: {column: told_by, separator: ";"}
"""
MAPPED = {
    "n": "k1", "first": "2031-05-02", "last": "2031-05-03", "sure": "m", "town": "Oldmere", "land": "Kenya",
    "lat": "-1.5", "lon": "36.75", "least": "3", "dead": "4", "most": "6", "hurt": "", "who": "Tarn Front",
    "target": "market", "told_by": "police;residents",
}  # fmt: skip
ROWS: Mapping[str, Mapping[str, str]] = {
    "ucdp": UCDP, "ucdp-candidate": UCDP, "acled": ACLED, "gtd": GTD, "gdelt": GDELT, "gdelt-mentions": MENTION,
    "polecat": POLECAT, "csv": MAPPED,
}  # fmt: skip
DAMAGE = [
    "", " ", "0", "-1", "-99", "1.23E+05", "2,0E4", "47970", "45000.5", "04-Mar", "Mar-04", "03/04/2031", "2031-02-30",
    "2031-13-01", "0001-01-01", "9999-12-31", "20310231", "2031-05-02T10:00", "#N/A", "#REF!", "=1+1", "NaN", "inf",
    "1e999",
    "٣", "½", "1_000", "1 000", "12.0", "1.0", "4.5", "-0.0", "90.0001", "180", "-181", "é", "\x00", "\ufeff", "\u2028",
    "a\nb", "a\r\nb: c", "x: y", "\n    id: 7", '"', "'", ";", "|", "\t", "\ud800", "TRUE",
    "None", "99999999999999999999",
]  # fmt: skip
CELL = st.one_of(st.sampled_from(DAMAGE), st.text(max_size=12))
PLACE = re.compile(r"row [0-9]+(, column .+)?")


@pytest.fixture(scope="module")
def coder() -> RowCoder:
    told = table_map(MAP, "map.yaml")

    def maps(digest: str) -> TableMap | None:
        return told if digest == told.digest else None

    return RowCoder(Gazetteer.load(), maps)


def hints_of(key: str) -> Hints:
    return Hints(data_set=key, table_map=MAP if key == "csv" else "")


def columns_of(key: str) -> list[str]:
    return list(MAPPED) if key == "csv" else list(data_sets()[key].columns)


def check(result: ReadResult, coder: RowCoder) -> None:
    """Each refused row is named by where it stands, and each row that went in can be coded."""
    for problem in result.problems:
        assert problem.message
        assert problem.remedy
        if problem.refused and problem.place:
            assert PLACE.fullmatch(problem.place), problem
    assert len(result.refused_rows) == sum(p.refused and bool(p.place) for p in result.problems)
    for item in result.items:
        coding = coder.code("doc_1", item.text, item.media_type)
        assert coding.statements or "set=gdelt" in item.media_type or "set=made" in item.media_type
        for statement in coding.statements:
            assert all(passage.holds_in(item.text) for passage in (statement.passage, *statement.also))


def written(rows: list[Mapping[str, str]], columns: list[str], encoding: str) -> bytes:
    return table(rows, columns).encode(encoding, "replace" if encoding in ("latin-1", "cp1252") else "surrogatepass")


@pytest.mark.parametrize("key", ROWS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_cells_never_end_the_batch(key: str, read: Read, coder: RowCoder, data: st.DataObject) -> None:
    columns = columns_of(key)
    count = data.draw(st.integers(1, 3))
    bad = data.draw(st.dictionaries(st.sampled_from(columns), CELL, min_size=1, max_size=3))
    good = dict(ROWS[key])
    ids = data_sets()[key].id if key != "csv" else ("n",)
    other = {**good, ids[0]: _another(good[ids[0]])}
    order = data.draw(st.permutations(columns)) if data.draw(st.booleans()) else columns
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "cp1252"]))
    rows: list[Mapping[str, str]] = [other, *[{**good, **bad}] * count]
    result = read(written(rows, list(order), encoding), f"{key}.csv", hints=hints_of(key))
    check(result, coder)
    assert other[ids[0]] in {item.record.split(" | ")[0] for item in result.items}, "the good row goes in"
    assert len(result.items) <= 2, "rows of one id go in once"


def _another(ident: str) -> str:
    return ident[:-1] + ("8" if ident[-1] != "8" else "7")


@pytest.mark.parametrize("key", ROWS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_ragged_rows_and_stray_bytes_never_end_the_batch(
    key: str, read: Read, coder: RowCoder, data: st.DataObject
) -> None:
    text = written([ROWS[key]], columns_of(key), data.draw(st.sampled_from(["utf-8", "utf-8-sig", "latin-1"])))
    lines = data.draw(st.lists(st.one_of(st.binary(max_size=40), st.lists(CELL, max_size=4).map(_line)), max_size=4))
    whole = text + b"\n".join(lines)
    assume(whole.count(0) < 0.05 * len(whole))  # else it is taken for something other than text
    result = read(whole, f"{key}.csv", hints=hints_of(key))
    check(result, coder)
    assert result.items, "the good row goes in"


def _line(cells: list[str]) -> bytes:
    return ",".join(cells).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("key", ROWS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_what_is_no_table_is_refused_in_words(key: str, read: Read, coder: RowCoder, data: bytes) -> None:
    result = read(data, f"{key}.csv", hints=hints_of(key))
    check(result, coder)
    assert result.items or any(problem.refused for problem in result.problems)


MARKS = ['"', '""', 'x"', '"x', '"x"y', "\x00", "'", '\\"']
"""What closes or opens a cell where it should not."""


@pytest.mark.parametrize("key", ROWS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_row_of_a_file_goes_in_or_is_refused(key: str, read: Read, coder: RowCoder, data: st.DataObject) -> None:
    """Cells of any content, line ends of any program: as many rows are answered for as the file has."""
    columns, ident = columns_of(key), (data_sets()[key].id if key != "csv" else ("n",))[0]
    rows = [{**ROWS[key], ident: numbered(key, n)} for n in range(data.draw(st.integers(2, 6)))]
    bad = st.dictionaries(st.sampled_from([c for c in columns if c != ident]), CELL, max_size=2)
    cells = [{c: cell.replace("\r", "\n") for c, cell in {**row, **data.draw(bad)}.items()} for row in rows]
    text = table(cells, columns).replace("\n", data.draw(st.sampled_from(["\n", "\r\n", "\r"])))
    result = read(text.encode("utf-8", "surrogatepass"), f"{key}.csv", hints=hints_of(key))
    check(result, coder)
    assert len(result.items) + len(result.refused_rows) == len(rows)


@pytest.mark.parametrize("key", ROWS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_stray_quotation_mark_costs_one_row_at_most(
    key: str, read: Read, coder: RowCoder, data: st.DataObject
) -> None:
    columns, ident = columns_of(key), (data_sets()[key].id if key != "csv" else ("n",))[0]
    unquoted = {c: re.sub(r"[\"\n,;]", " ", ROWS[key].get(c, "")) for c in columns}
    rows = [{**unquoted, ident: numbered(key, n)} for n in range(data.draw(st.integers(2, 6)))]
    at, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.sampled_from(columns))
    rows[at][column] = "@" + rows[at][column]
    result = read(
        table(rows, columns).replace("@", data.draw(st.sampled_from(MARKS)), 1).encode(),
        f"{key}.csv",
        hints=hints_of(key),
    )
    check(result, coder)
    found = {item.record.split(" | ")[0] for item in result.items}
    assert found >= {row[ident] for n, row in enumerate(rows) if n != at}, "the other rows go in"
    assert len(result.items) + len(result.refused_rows) == len(rows)


def numbered(key: str, n: int) -> str:
    """An id of the form that the data set has."""
    first = dict(ROWS[key])[data_sets()[key].id[0] if key != "csv" else "n"]
    return first[:-1] + str(n)
