"""A small ledger of invented reports for the desk's tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.pipeline.ledger import open_ledger

CLOCK = datetime(2031, 1, 1, tzinfo=UTC)

REPORTS = (
    ("pier", "A bomb in Myawaddy killed 3 people on 2 June 2014. The Karen National Union claimed responsibility."),
    ("denial", "The Karen National Union denied that it had bombed Myawaddy on 2 June 2014. Police blamed the group."),
    (
        "lashio",
        "Gunmen shot dead 4 people in Lashio on 9 March 2015. Nobody has claimed responsibility for it.",
    ),
    ("paris", "A bomb exploded in Paris on 1 May 2016 and injured 7 people. Police blamed the Quillhaven Front."),
)


def write_reports(folder: Path, reports: tuple[tuple[str, str], ...] = REPORTS, name: str = "reports.jsonl") -> Path:
    lines = [
        json.dumps({"id": key, "title": key, "text": text, "lang": "en", "date": "2016-06-01"}) for key, text in reports
    ]
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def ledger_of(folder: Path, reports: tuple[tuple[str, str], ...] = REPORTS) -> Path:
    """A ledger with the reports, run once."""
    path = folder / "counterclaim.db"
    with open_ledger(path, clock=lambda: CLOCK) as book:
        book.add(write_reports(folder, reports))
        book.run()
    return path
