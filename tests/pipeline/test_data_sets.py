"""Event data sets in a ledger: added, linked, revised, mended. All rows are made up."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.made_tables import GDELT, made_file, ucdp, ucdp_csv

from counterclaim.model import Property
from counterclaim.pipeline import Ledger, open_ledger
from counterclaim.pipeline.refused_rows import write_refused

REPORT = """Bomb kills four in Oldmere

OLDMERE, Kenya, 2 May 2031 - A bomb killed four people in Oldmere on 1 May 2031. The Tarn Front claimed responsibility.
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "made.db") as opened:
        yield opened


def put(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def near(n: int) -> dict[str, str]:
    """Rows of one group, place and week: only that their data set declares them distinct keeps them apart."""
    return ucdp(id=str(600 + n))


def test_rows_of_one_data_set_stay_apart_however_alike(ledger: Ledger, tmp_path: Path) -> None:
    report = ledger.add("ucdp:" + put(tmp_path, "a.csv", ucdp_csv(near(1), near(2), near(3))))
    assert (report.captured, report.documents, report.problems) == (1, 3, [])
    assert ledger.run().events == 3
    assert ledger.verify().sound


def test_the_same_file_again_adds_nothing(ledger: Ledger, tmp_path: Path) -> None:
    target = "ucdp:" + put(tmp_path, "a.csv", ucdp_csv(near(1)))
    ledger.add(target)
    ledger.run()
    report = ledger.add(target)
    assert (report.captured, report.known, report.documents) == (0, 1, 0)
    assert not ledger.run().derived


def test_a_footnote_of_a_row_leads_to_its_cell(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add("ucdp:" + put(tmp_path, "a.csv", ucdp_csv(near(1))))
    ledger.run()
    (view,) = ledger.views()
    said = {v.statement.property: v for v in view.statements}
    assert said[Property.TARGET].statement.passage.quote == "side_b: Civilians"
    assert (said[Property.TARGET].document.title, said[Property.TARGET].document.member) == ("UCDP GED 601", "row 2")
    ledger.brief(tmp_path / "brief.md")
    assert "“side\\_b: Civilians” UCDP GED, “UCDP GED 601”" in (tmp_path / "brief.md").read_text(encoding="utf-8")


def test_a_new_release_keeps_what_did_not_change_and_replaces_what_did(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add("ucdp:" + put(tmp_path, "v1.csv", ucdp_csv(near(1), near(2), near(3))))
    ledger.run()
    before = {title_of(view): view.event.id for view in ledger.views()}
    report = ledger.add("ucdp:" + put(tmp_path, "v2.csv", ucdp_csv(near(1), {**near(2), "best": "5"}, near(4))))
    assert report.documents == 2, "the row that did not change is the document that it was"
    assert ledger.run().events == 3
    after = {title_of(view): view for view in ledger.views()}
    assert sorted(after) == ["UCDP GED 601", "UCDP GED 602", "UCDP GED 604"]
    assert after["UCDP GED 601"].event.id == before["UCDP GED 601"]
    assert ledger.show(before["UCDP GED 602"]).event.id == after["UCDP GED 602"].event.id, "its id leads on"
    tolls = {v.statement.value for v in after["UCDP GED 602"].statements if v.statement.property == "fatalities"}
    assert tolls == {"5", "3..6"}, "the former figure is no longer evidence"
    assert ledger.verify().sound


def title_of(view: object) -> str:
    return str(view.statements[0].document.title)  # type: ignore[attr-defined]


def test_what_a_release_changed_and_withdrew_is_listed_cell_by_cell(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add("ucdp:" + put(tmp_path, "v1.csv", ucdp_csv(near(1), near(2), near(3))))
    ledger.run()
    gone = next(view.event.id for view in ledger.views() if title_of(view) == "UCDP GED 603")
    ledger.add("ucdp:" + put(tmp_path, "v2.csv", ucdp_csv(near(1), {**near(2), "best": "5", "adm_2": "Ford"})))
    ledger.run()
    changed, withdrawn = ledger.revisions()
    assert (changed.record, changed.file, changed.cells) == (
        "602", "ucdp:v2.csv", (("adm_2", "", "Ford"), ("best", "4", "5")),
    )  # fmt: skip
    assert changed.event_id in {view.event.id for view in ledger.views()}
    assert (withdrawn.record, withdrawn.withdrawn, withdrawn.event_id) == ("603", True, "")
    assert gone not in {view.event.id for view in ledger.views()}


def test_a_file_that_shares_few_rows_withdraws_nothing(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add("ucdp:" + put(tmp_path, "all.csv", ucdp_csv(near(1), near(2), near(3))))
    ledger.add("ucdp:" + put(tmp_path, "mended.csv", ucdp_csv(near(4), {**near(3), "best": "6"})))
    assert ledger.run().events == 4
    assert [r.record for r in ledger.revisions()] == ["603"]


def test_a_row_refused_in_a_new_release_stays_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add("ucdp:" + put(tmp_path, "v1.csv", ucdp_csv(near(1), near(2), near(3))))
    ledger.add("ucdp:" + put(tmp_path, "v2.csv", ucdp_csv(near(1), near(2), {**near(3), "best": "lots"})))
    assert ledger.run().events == 3
    assert ledger.revisions() == ()


def test_merging_survives_a_revision_and_a_verdict_on_a_changed_figure_is_flagged(
    ledger: Ledger, tmp_path: Path
) -> None:
    ledger.add("ucdp:" + put(tmp_path, "v1.csv", ucdp_csv(near(1), near(2), near(3))))
    ledger.run()
    first, second = ledger.views()[:2]
    ledger.judge("merge", first.event.id, second.event.id, reason="one attack, coded twice", by="Ada")
    figure = next(v.statement for v in first.statements if v.statement.value == "4")
    kind = next(v.statement for v in first.statements if v.statement.property == "type")
    ledger.judge("accept", figure.id, reason="as the police say", by="Ada")
    ledger.judge("accept", kind.id, reason="one-sided", by="Ada")
    ledger.run()
    assert ledger.problems().empty
    changed = [{**row, "best": "5", "where_description": "deep in the woods"} for row in (near(1), near(2), near(3))]
    ledger.add("ucdp:" + put(tmp_path, "v2.csv", ucdp_csv(*changed)))
    assert ledger.run().events == 2, "the two rows are still one event"
    problems = ledger.problems()
    assert list(problems[problems.code == "orphaned_judgement"].subject) != []
    accepted = [v.statement.property for view in ledger.views() for v in view.statements if v.verdict == "accept"]
    assert accepted == ["type"], "what the row still says keeps its verdict"


def test_refused_rows_are_written_out_mended_and_added(ledger: Ledger, tmp_path: Path) -> None:
    bad = {**near(2), "date_start": "05/01/2031"}
    report = ledger.add("ucdp:" + put(tmp_path, "a.csv", ucdp_csv(near(1), bad, near(3))))
    assert report.documents == 2
    (path,) = write_refused(report.refused_rows, tmp_path / "refused.csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    assert [(r["_row"].rpartition("/")[2], r["id"], r["date_start"]) for r in rows] == [
        ("a.csv, row 3, column date_start", "602", "05/01/2031")
    ]
    rows[0]["date_start"] = "2031-05-01"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    again = ledger.add(f"ucdp:{path}")
    assert (again.documents, again.problems) == (1, [])
    assert ledger.run().events == 3, "the mended row is declared distinct from the others"


def test_gdelt_rows_are_leads_and_neither_events_nor_evidence(ledger: Ledger, tmp_path: Path) -> None:
    denial = {**GDELT, "GLOBALEVENTID": "9000002", "EventCode": "016", "SOURCEURL": "https://post.example/b"}
    ledger.add("gdelt:" + put(tmp_path, "20310503.export.CSV", made_file("gdelt", GDELT, denial)))
    ledger.add(put(tmp_path, "report.txt", REPORT))
    report = ledger.run()
    assert report.coded == 3
    views = ledger.views()
    assert {v.document.outlet for view in views for v in view.statements}.isdisjoint({"GDELT"})
    assert len(views) == 1
    assert [(lead.act, lead.who, lead.address) for lead in ledger.leads()] == [
        ("claims", "TARN FRONT", "https://www.courier.example/oldmere"),
        ("denies", "TARN FRONT", "https://post.example/b"),
    ]


MAP = """\
name: border-watch
outlet: Border Watch
id: case
date: {column: day, format: "%d.%m.%Y", precision: {column: how_sure, values: {d: day, m: month}}}
place:
  {column: town, country: land, latitude: lat, longitude: lon, precision: {column: zone, values: {1: 2000, 2: 30000}}}
type: {column: what, values: {IED: bombing, raid: attack}}
fatalities: {low: least, high: most}
perpetrators: [{column: claimed_by, act: claims}, {column: blamed, act: attributes, speaker: blamed_by}]
speaker: {column: told_by}
"""
TABLE = """\
case;day;how_sure;town;land;lat;lon;zone;what;least;most;claimed_by;blamed;blamed_by;told_by
k1;02.05.2031;d;Oldmere;Kenya;-1.5;36.75;1;IED;3;6;Tarn Front;;;police
k2;15.05.2031;m;Fenwick;Kenya;-1.9;36.9;2;raid;2;;;Fen Guard;the army;residents
"""


def test_a_table_of_ones_own_is_read_by_its_map(ledger: Ledger, tmp_path: Path) -> None:
    table_map = put(tmp_path, "map.yaml", MAP)
    report = ledger.add("csv:" + put(tmp_path, "cases.csv", TABLE), table_map=table_map)
    assert (report.documents, report.problems) == (2, [])
    assert ledger.run().events == 2
    told = ledger.statements()
    said = {
        (row.property, row.value, row.act, row.speaker)
        for row in told[["property", "value", "act", "speaker"]].itertuples()
    }
    assert {
        ("date", "2031-05-02", "reports_as_fact", "the text"),
        ("date", "2031-05", "reports_as_fact", "the text"),
        ("type", "bombing", "reports_as_fact", "the text"),
        ("fatalities", "3..6", "reports_as_fact", "the text"),
        ("fatalities", "2+", "reports_as_fact", "the text"),
        ("perpetrator", "Tarn Front", "claims", "Tarn Front"),
        ("perpetrator", "Fen Guard", "attributes", "the army"),
    } <= said
    places = {
        v.statement.place.name: v.statement.place
        for view in ledger.views()
        for v in view.statements
        if v.statement.place
    }
    assert (places["Oldmere"].radius_m, places["Fenwick"].radius_m, places["Fenwick"].countries) == (
        2000.0,
        30000.0,
        ("KE",),
    )


def test_another_map_of_the_same_table_is_a_revision(ledger: Ledger, tmp_path: Path) -> None:
    target = "csv:" + put(tmp_path, "cases.csv", TABLE)
    ledger.add(target, table_map=put(tmp_path, "map.yaml", MAP))
    ledger.run()
    ledger.add(target, table_map=put(tmp_path, "map2.yaml", MAP.replace("IED: bombing", "IED: sabotage")))
    assert ledger.run().events == 2
    assert "sabotage" in set(ledger.statements().value)
    assert "bombing" not in set(ledger.statements().value)


def test_a_table_without_a_map_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    (problem,) = ledger.add("csv:" + put(tmp_path, "cases.csv", TABLE)).problems
    assert (problem.code, problem.remedy) == (
        "no_map", "give one with --map MAP.yaml: see docs/how-to/add-data-sets.md",
    )  # fmt: skip
