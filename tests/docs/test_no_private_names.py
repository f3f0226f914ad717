from __future__ import annotations

from pathlib import Path

import counterclaim
from counterclaim.publications.redaction import leaks

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_no_page_names_a_private_person_of_the_example_that_it_shows(tmp_path):
    with counterclaim.open(tmp_path / "summer.db") as ledger:
        ledger.add(ROOT / "examples" / "summer_2017")
        ledger.run()
        persons = [person for view in ledger.views() for person in view.persons]
    masked = {person.name for person in persons if person.role == "private"}
    assert masked, "the example names no private person: this test has lost its point"
    named = {p.name: found for p in PAGES if (found := leaks(p.read_text(encoding="utf-8"), sorted(masked)))}
    assert named == {}
