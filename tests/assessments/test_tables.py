"""Any table: files, frames, bad cells, and what comes out."""

import json
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import counterclaim
from counterclaim.assessments.tables import Columns, Options
from counterclaim.assessments.tables.values import date_value, kind_of, number_value, set_value, text_value
from counterclaim.errors import ConfigError, DocumentError

CLAIMS = {
    "event": ["E1", "E1", "E1", "E2", "E2", "E2", "E3", "E3", "E3"],
    "who": ["A", "B", "C"] * 3,
    "dead": ["12", "12", "15", "40", "40", "7", "1,200", "1200", "900"],
}
NAMES = {"object": "event", "source": "who", "value": "dead"}


def saved(tmp_path, name, text, encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def run(*words):
    from counterclaim.cli.app import app

    return CliRunner().invoke(app, ["weigh", *map(str, words)], catch_exceptions=True)


def named(path, out):
    return path, "--object", "event", "--source", "who", "--value", "dead", "--out", out


def test_a_mapping_gives_one_row_per_object():
    found = counterclaim.weigh(CLAIMS, **NAMES)
    assert list(found.values.columns) == ["object", "property", "value", "probability", "low", "high", "runners_up"]
    assert dict(zip(found.values.object, found.values.value, strict=True)) == {"E1": "12", "E2": "40", "E3": "1,200"}
    assert set(found.sources.source) == {"A", "B", "C"}
    assert found.problems == ()


@pytest.mark.parametrize("form", ["frame", "arrow", "csv", "bom", "utf16", "semicolon", "tsv", "parquet", "jsonl"])
def test_every_form_of_a_table_gives_the_same(tmp_path, form):
    frame = pd.DataFrame(CLAIMS)
    csv = frame.to_csv(index=False)
    table = {
        "frame": lambda: frame,
        "arrow": lambda: pa.table(CLAIMS),
        "csv": lambda: saved(tmp_path, "a.csv", csv),
        "bom": lambda: saved(tmp_path, "a.csv", csv, "utf-8-sig"),
        "utf16": lambda: saved(tmp_path, "a.csv", csv, "utf-16"),
        "semicolon": lambda: saved(tmp_path, "a.csv", frame.to_csv(index=False, sep=";")),
        "tsv": lambda: saved(tmp_path, "a.tsv", frame.to_csv(index=False, sep="\t")),
        "parquet": lambda: (pq.write_table(pa.table(CLAIMS), tmp_path / "a.parquet"), tmp_path / "a.parquet")[1],
        "jsonl": lambda: saved(tmp_path, "a.jsonl", frame.to_json(orient="records", lines=True)),
    }[form]()
    pd.testing.assert_frame_equal(counterclaim.weigh(table, **NAMES).values, counterclaim.weigh(CLAIMS, **NAMES).values)


def test_numbers_dates_and_missing_cells_of_a_frame_are_read():
    frame = pd.DataFrame(
        {
            "object": ["a", "a", "b", "b", None],
            "source": ["x", "y", "x", "y", "x"],
            "value": [3.0, 3, float("nan"), 250.5, 4],
            "when": [date(2017, 6, 2), pd.Timestamp("2017-06-03"), None, "2017", "2017"],
        }
    )
    found = counterclaim.weigh(frame, time="when")
    assert dict(zip(found.values.object, found.values.value, strict=True)) == {"a": "3", "b": "250.5"}
    assert [p.code for p in found.problems] == ["blank", "blank"]


def test_bad_rows_are_told_with_line_column_and_remedy_and_the_rest_goes_on(tmp_path):
    text = pd.DataFrame(CLAIMS).to_csv(index=False)
    path = saved(tmp_path, "a.csv", text + 'E4,,5\nE4,A\nE4,A,many\n\n"E5",B,6\n')
    result = run(*named(path, tmp_path / "out.csv"))
    assert result.exit_code == 11
    expected = ["line 11, column 'who'", "is blank", "line 12", "has 2 cells and the header 3"]
    for told in (*expected, "line 13, column 'dead'", "'many' is no number"):
        assert told in result.stderr
    weighed = pd.read_csv(tmp_path / "out.csv")
    assert set(weighed.object) == {"E1", "E2", "E3", "E5"}
    assert (tmp_path / "out.sources.csv").exists()


def test_a_good_table_ends_with_0_and_json_tells_the_files(tmp_path):
    path = saved(tmp_path, "a.csv", pd.DataFrame(CLAIMS).to_csv(index=False))
    result = run(*named(path, tmp_path / "out.csv"), "--sources", tmp_path / "who.csv", "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["questions"] == 3
    assert told["sources_out"] == str(tmp_path / "who.csv")
    first = (tmp_path / "out.csv").read_bytes()
    run(*named(path, tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_bytes() == first


def test_a_wrong_column_names_those_that_are_there(tmp_path):
    path = saved(tmp_path, "a.csv", pd.DataFrame(CLAIMS).to_csv(index=False))
    with pytest.raises(ConfigError, match=r"no column 'deaths'.*event, who, dead"):
        counterclaim.weigh(path, object="event", source="who", value="deaths")
    with pytest.raises(ConfigError, match="no column"):
        counterclaim.weigh(CLAIMS, object="event", source="who", value="deaths")


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("none.csv", None, DocumentError),
        ("empty.csv", "", DocumentError),
        ("head.csv", "event,who,dead\n", ConfigError),
        ("blank.csv", "event,who,dead\nE1,A,\n", ConfigError),
        ("twice.csv", "event,who,dead,dead\nE1,A,1,2\n", ConfigError),
        ("table.xlsx", "event", ConfigError),
        ("no.parquet", "event", DocumentError),
        ("no.jsonl", "[1]\n", ConfigError),
    ],
)
def test_a_file_that_is_no_table_is_a_clear_error(tmp_path, name, text, error):
    path = tmp_path / name if text is None else saved(tmp_path, name, text)
    with pytest.raises(error) as told:
        counterclaim.weigh(path, **NAMES)
    assert str(path) in str(told.value)
    assert told.value.remedy


def test_bytes_that_are_no_utf8_are_told_with_their_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"event,who,dead\nE1,A,1\nE1,\xe9,1\n")
    with pytest.raises(DocumentError, match="line 3"):
        counterclaim.weigh(path, **NAMES)


def test_a_method_that_is_none_names_those_that_are():
    with pytest.raises(ConfigError, match=r"hierarchical, vote, dawid-skene"):
        counterclaim.weigh(CLAIMS, **NAMES, method="oracle")
    with pytest.raises(ConfigError, match="numbers and dates"):
        counterclaim.weigh({**CLAIMS, "dead": list("abcabcabc")}, **NAMES, method="gtm")
    with pytest.raises(ConfigError, match="no kind"):
        counterclaim.weigh(CLAIMS, **NAMES, kinds={"": "colour"})


def test_a_kind_for_a_property_that_is_not_there_is_an_error_and_does_not_go_unheard():
    with pytest.raises(ConfigError, match="no property 'dead' to give a kind to") as refused:
        counterclaim.weigh(CLAIMS, **NAMES, kinds={"dead": "number"})
    assert refused.value.remedy == "no column of properties is named: give the kind alone"
    many = {**CLAIMS, "what": ["toll"] * 6 + ["hurt"] * 3}
    with pytest.raises(ConfigError) as refused:
        counterclaim.weigh(many, **NAMES, property="what", kinds={"tol": "number"})
    assert refused.value.remedy == "its properties: hurt, toll"
    assert len(counterclaim.weigh(many, **NAMES, property="what", kinds={"toll": "number"}).values) == 3


@pytest.mark.parametrize("method", ["vote", "dawid-skene", "truthfinder", "crh", "accu", "gtm"])
def test_every_method_weighs_a_table(method):
    found = counterclaim.weigh(CLAIMS, **NAMES, method=method)
    assert len(found.values) == 3
    assert found.values.probability.between(0, 1).all()


def test_a_result_never_overwrites_the_table(tmp_path):
    path = saved(tmp_path, "a.csv", pd.DataFrame(CLAIMS).to_csv(index=False))
    result = run(*named(path, path))
    assert isinstance(result.exception, ConfigError)
    assert path.read_text().startswith("event")


def test_a_sources_newest_statement_supersedes_its_older_ones():
    when = ["2017-06-01", "2017-06-03", ""]
    rows = {"object": ["e"] * 3, "source": ["x", "x", "y"], "value": ["20", "36", "36"], "t": when}
    found = counterclaim.weigh(rows, time="t")
    assert found.values.value[0] == "36"
    assert found.values.runners_up[0] == ""
    assert set(found.sources.period) == {"", "2017"}


def test_resolved_questions_are_taken_as_they_are_and_unknown_ones_are_told():
    resolved = {"event": ["E1", "E9"], "dead": ["15", "3"]}
    found = counterclaim.weigh(CLAIMS, **NAMES, known=resolved)
    first = found.values.set_index("object").loc["E1"]
    assert (first.value, first.probability) == ("15", 1.0)
    assert ["E9" in p.message for p in found.problems] == [True]


def test_sets_in_any_order_are_one_and_an_incomplete_one_supports_the_whole():
    rows = {
        "object": ["b"] * 5,
        "source": list("vwxyz"),
        "value": ["Ash; Moor", "Moor;Ash", "Ash", "Moor", "Venn"],
    }
    found = counterclaim.weigh(rows, kinds={"": "set"})
    assert found.values.value[0] in ("Ash; Moor", "Moor;Ash")
    apart = counterclaim.weigh(rows | {"value": ["Ash; Moor", "Moor;Ash", "Fenn", "Reed", "Venn"]}, kinds={"": "set"})
    assert found.values.probability[0] > apart.values.probability[0] + 0.02


def test_a_toll_of_nought_and_of_a_thousand_million_are_numbers():
    rows = {"object": ["e"] * 4, "source": list("wxyz"), "value": ["0", "0", "1000000000", "1"]}
    assert counterclaim.weigh(rows, kinds={"": "number"}).values.value[0] == "0"


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed_and_a_negative_number_is_not(tmp_path):
    path = saved(tmp_path, "a.csv", "event,who,dead\n=1+1,A,-5\n=1+1,B,-5\n")
    assert run(*named(path, tmp_path / "o.csv")).exit_code == 0
    assert (tmp_path / "o.csv").read_text().splitlines()[1].startswith("'=1+1,,-5,")


def test_values_are_read_by_their_kind():
    assert number_value("1 200").key == number_value("1,200.0").key == "1200"
    assert (number_value("12\u201315").low, number_value("12-15").high) == (12, 15)
    assert number_value("at least 12").low == number_value("12+").low == number_value(">= 12").low == 12
    assert number_value("up to 40").high == 40
    assert date_value("2017-06-02T10:00").key == "2017-06-02"
    assert text_value("  The  Marsh\tColumn ").key == "the marsh column"
    assert set_value("b; a;", ";").members == {"a", "b"}
    for wrong in ("", "many", "15-12", "1e999", "nan"):
        with pytest.raises(ValueError, match=r".+"):
            number_value(wrong)


def test_numbers_in_two_units_are_two_heaps_and_span_no_orders_of_magnitude():
    from counterclaim.assessments.tables.coding import code
    from counterclaim.assessments.tables.frames import rows_of

    def logarithmic(values):
        rows = {"object": [str(i) for i in range(len(values))], "source": ["s"] * len(values), "value": values}
        return bool(
            code(rows_of(rows, Columns(object="object", source="source", value="value")), Options())[0].logarithmic[0]
        )

    inches, millibars = [f"{29 + i / 50:.2f}" for i in range(60)], [str(990 + i) for i in range(40)]
    assert not logarithmic(inches + millibars)
    assert logarithmic([str(round(1.08**i)) for i in range(100)])
    assert logarithmic(["3", "12", "400"])


def test_codes_are_no_quantities_and_dates_no_numbers():
    assert kind_of(["0", "1", "1"]) == "text"
    assert kind_of(["0", "14", "at least 3"]) == "number"
    assert kind_of(["2017-06-02", "2017-06"]) == "date"
    assert kind_of(["2016", "2017"]) == "number"
    assert kind_of(["bomb", "3"]) == "text"


def test_a_small_table_of_numbers_and_words_mixed_is_weighed(tmp_path):
    text = "event,who,dead,when\nE1,A,12,2017-06-02\nE1,B,Carlos,2017-06\nE1,C,12,\nE2,A,,2017\nE2,B,3,2017-06-02\n"
    path = saved(tmp_path, "mixed.csv", text)
    found = counterclaim.weigh(path, **NAMES, time="when")
    assert dict(zip(found.values.object, found.values.value, strict=True)) == {"E1": "12", "E2": "3"}
    assert [p.code for p in found.problems] == ["blank"]
