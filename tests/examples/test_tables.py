"""The invented table of the examples, and its next release, as the how-to page shows them."""

from __future__ import annotations

from pathlib import Path

from counterclaim.pipeline import open_ledger

TABLES = Path(__file__).parents[2] / "examples" / "tables"


def test_the_example_goes_in_and_its_next_release_is_a_revision(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "made.db") as ledger:
        report = ledger.add(f"csv:{TABLES / 'border_watch.csv'}", table_map=TABLES / "border_watch.yaml")
        assert (report.documents, report.problems) == (4, [])
        assert ledger.run().events == 4
        assert sorted(ledger.events().date) == ["2031-05", "2031-05-02", "2031-06-05/2031-06-17", "2031-06-09"]
        report = ledger.add(f"csv:{TABLES / 'border_watch_2.csv'}", table_map=TABLES / "border_watch.yaml")
        assert [(p.place, p.message) for p in report.problems] == [
            ("row 4, column dead", "'04-Mar' is a date, where a spreadsheet made one of it")
        ]
        assert ledger.run().events == 4
        assert [(c.record, c.withdrawn, c.cells) for c in ledger.revisions()] == [
            ("BW-1", False, (("dead", "4", "5"), ("dead_least", "3", "5"))),
            ("BW-4", True, ()),
        ]
