"""Published briefs are remembered, checked, and corrected when the ledger comes to say otherwise."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counterclaim.errors import ConfigError, VerificationError
from counterclaim.model import Verdict
from counterclaim.pipeline import Ledger, open_ledger

ESTUARY = Path(__file__).parent.parent.parent / "examples" / "estuary"
NOW = datetime(2031, 7, 1, 12, 0, tzinfo=UTC)


def reports() -> list[Path]:
    """The reports of the shooting at Fennimouth."""
    found = [p for p in sorted(ESTUARY.rglob("*")) if p.is_file() and p.suffix in (".md", ".txt")]
    return [p for p in found if "fennimouth" in p.read_text("utf-8").casefold() and "0328" in p.name]


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "f.db", clock=lambda: NOW) as book:
        book.add(ESTUARY / "sources.yaml", ESTUARY / "places.csv", ESTUARY / "actors.yaml", *reports())
        book.run()
        yield book


def fennimouth(ledger: Ledger) -> str:
    return next(v.event.id for v in ledger.views() if "Fennimouth" in v.title and "27 March" in v.title)


def test_a_brief_is_as_it_was_published_in_every_form_until_a_byte_is_changed(ledger, tmp_path) -> None:
    for ending in ("html", "md", "pdf", "docx"):
        file = tmp_path / f"b.{ending}"
        ledger.brief(file)
        found = ledger.check_brief(file)
        assert found.sound
        assert found.footnotes > 5
        assert found.brief.published == NOW
    altered = tmp_path / "b.html"
    altered.write_bytes(altered.read_bytes().replace(b"denied", b"admitted"))
    found = ledger.check_brief(altered)
    assert not found.unaltered
    assert found.faults == ()
    altered.write_text("<p>something else</p>")
    with pytest.raises(VerificationError, match="no digest of a brief"):
        ledger.check_brief(altered)
    with pytest.raises(ConfigError, match="cannot be read"):
        ledger.check_brief(tmp_path / "missing.html")


def test_a_brief_of_another_ledger_is_told_apart(ledger, tmp_path) -> None:
    ledger.brief(tmp_path / "b.md")
    with open_ledger(tmp_path / "other.db") as other, pytest.raises(VerificationError, match="is of no brief"):
        other.check_brief(tmp_path / "b.md")


def test_the_same_brief_twice_is_remembered_once_and_a_draft_never(ledger, tmp_path) -> None:
    ledger.brief(tmp_path / "b.md")
    ledger.brief(tmp_path / "c.md")
    ledger.brief(tmp_path / "d.html", draft=True)
    assert [b.form for b in ledger.reading().storage.publications()] == ["md", "md"]
    ledger.brief(tmp_path / "b.md")
    assert len(ledger.reading().storage.publications()) == 2


FIRST = """---
title: Bomb in Wexmarsh
outlet: Wexmarsh Gazette
published: 2031-03-05
language: en
invented: true
---
A bomb killed four people in Wexmarsh on 4 March 2031.

Police suspect the Dunmarrel Column of the bombing in Wexmarsh.
"""
LATER = """---
title: Police correct themselves
outlet: Wexmarsh Gazette
published: 2031-03-20
language: en
invented: true
---
Police withdrew their suspicion. A bomb killed four people in Wexmarsh on 4 March 2031.
"""


def test_a_retraction_lists_the_briefs_that_rest_on_what_was_said_and_drafts_a_correction(tmp_path) -> None:
    first, later, draft = (tmp_path / name for name in ("first.md", "later.md", "correction.md"))
    first.write_text(FIRST)
    later.write_text(LATER)
    with open_ledger(tmp_path / "w.db", clock=lambda: NOW) as ledger:
        ledger.add(ESTUARY / "places.csv", ESTUARY / "actors.yaml", first)
        ledger.run()
        event = ledger.views()[0].event.id
        (tmp_path / "note.md").write_text(f"---\ntitle: The market\n---\n\n{{event:{event}|verdict}}\n")
        ledger.brief(tmp_path / "all.html", title="Everything")
        ledger.brief(tmp_path / "market.html", note=tmp_path / "note.md")
        assert ledger.corrections() == []
        ledger.add(later)
        ledger.run()
        document = next(d.id for d in ledger.reading().documents.values() if d.title == "Police correct themselves")
        read = {"quote": "Police withdrew their suspicion", "act": "retracts", "speaker": "police", "event": event}
        ledger.judge(
            Verdict.ADD,
            document,
            reason="the coder overlooked it",
            by="A",
            changes={**read, "speaker_kind": "authority", "value": "Dunmarrel Column", "property": "perpetrator"},
        )
        ledger.run()
        found = ledger.corrections()
        assert [item.brief.title for item in found] == ["Everything", "The market"]
        (one,) = found[1].corrections
        assert one.event_id == event
        assert one.reasons[0] == "police took back what was said of Dunmarrel Column (Wexmarsh Gazette, 20 March 2031)"
        ledger.draft_corrections(draft, found)
        text = draft.read_text("utf-8")
        assert text.startswith("---\ntitle: Corrections\ndate: 2031-07-01\n")
        assert "Published on 1 July 2031 as market.html" in text
        assert "We wrote: " in text
        made = ledger.brief(tmp_path / "correction.html", note=draft)
        assert made.problems == ()
        page = (tmp_path / "correction.html").read_text("utf-8")
        assert "“Police withdrew their suspicion” (police; Wexmarsh Gazette, 20 March 2031)" in page


def test_a_changed_verdict_is_told_with_what_was_said_and_what_is_so(ledger, tmp_path) -> None:
    event = fennimouth(ledger)
    ledger.brief(tmp_path / "b.html")
    view = ledger.show(event)
    killed = [s.statement.id for s in view.statements if s.statement.property == "fatalities"]
    assert killed
    for statement in killed:
        ledger.judge(Verdict.REJECT, statement, reason="misread", by="A")
    ledger.run()
    (item,) = ledger.corrections("b.html")
    one = next(c for c in item.corrections if c.what == "killed" and c.event_id == event)
    assert one.now == "nothing is told of it any more"
    assert one.was
    assert any("a reviewer rejected it" in reason for reason in one.reasons)
    with pytest.raises(ConfigError, match="no brief"):
        ledger.corrections("other.html")


def test_what_the_ledger_remembers_holds_no_quotes(ledger, tmp_path) -> None:
    made = ledger.brief(tmp_path / "b.md")
    (brief,) = ledger.reading().storage.publications()
    quotes = {note.quote for note in made.publication.footnotes if len(note.quote) > 40}
    assert quotes
    assert not [quote for quote in quotes if quote in brief.content]
    assert len(json.loads(brief.content)["footnotes"]) == len(made.publication.footnotes)
