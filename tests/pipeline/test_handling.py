"""Marks on documents: recorded, taken back, due, and held to in what is published. All reports are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.pipeline.forgetting.ledgers import MARKER, opened, written

from counterclaim.errors import ConfigError
from counterclaim.model import Handling, Verdict
from counterclaim.pipeline import Ledger

AGREED = "agreed with the writer"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with opened(tmp_path / "ledger.db") as ledger:
        ledger.add(written(tmp_path / "reports"))
        ledger.run()
        yield ledger


def called(book: Ledger, words: str) -> str:
    documents = book.documents()
    return str(documents[documents["title"].str.contains(words)]["document_id"].iloc[0])


def test_a_mark_keeps_who_why_what_stood_before_and_what_holds_now(book: Ledger) -> None:
    wanted = called(book, MARKER)
    book.judge(Verdict.MARK, wanted, reason=AGREED, by="Ada", changes={"handling": "amber"})
    until = book.judge(Verdict.MARK, wanted, reason="a year", by="Ben", changes={"keep_until": "2031-06-30"})
    red = book.judge(Verdict.MARK, wanted, reason="names a child", by="Cai", changes={"handling": "red"})
    assert red.changes == (("handling", "amber", "red"),)
    (found,) = book.marked()
    assert found.document.id == wanted
    assert (found.marking.handling, found.marking.keep_until) == (Handling.RED, date(2031, 6, 30))
    book.judge("undo", red.digest, reason="no child", by="Cai")
    assert book.marked()[0].marking.handling is Handling.AMBER
    assert [d.document.id for d in book.due()] == [wanted]
    assert book.due(date(2031, 6, 30)) == []
    book.judge("undo", until.digest, reason="open", by="Ben")
    assert book.due() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "a mark sets something"),
        ({"handling": "purple"}, "the mark does not fit"),
        ({"keep_until": "tomorrow"}, "the mark does not fit"),
        ({"color": "red"}, "'color' is nothing that a mark sets"),
    ],
)
def test_a_mark_that_says_nothing_or_nonsense_is_refused(book: Ledger, changes: dict[str, str], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        book.judge(Verdict.MARK, called(book, MARKER), reason=AGREED, changes=changes)


def test_what_is_published_neither_quotes_a_marked_document_nor_rests_on_it(book: Ledger, tmp_path: Path) -> None:
    def everything(up_to: Handling) -> str:
        folder = tmp_path / str(up_to)
        folder.mkdir()
        book.export("csv", folder, up_to=up_to)
        book.export("json", folder / "all.json", up_to=up_to)
        book.brief(folder / "brief.html", up_to=up_to)
        return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))

    clear = everything(Handling.CLEAR)
    assert MARKER in clear
    assert "may not be published" not in clear
    book.judge(Verdict.MARK, called(book, MARKER), reason=AGREED, changes={"handling": "amber"})
    green = everything(Handling.GREEN)
    assert MARKER not in green
    assert "one document of the ledger may not be published" in green
    # The event stays, as the other report tells of it; its toll is the other report's.
    assert "Market bombed" in green
    amber = everything(Handling.AMBER)
    assert MARKER in amber


def test_an_event_that_only_a_marked_document_tells_of_is_not_published(book: Ledger, tmp_path: Path) -> None:
    book.judge(Verdict.MARK, called(book, "Mill"), reason=AGREED, changes={"handling": "green"})
    for name in ("brief.md", "brief.html"):
        book.brief(tmp_path / name)
        assert "8 April 2031" not in (tmp_path / name).read_text(encoding="utf-8")
    book.brief(tmp_path / "all.md", up_to="green")
    assert "8 April 2031" in (tmp_path / "all.md").read_text(encoding="utf-8")


def test_a_mark_goes_with_the_document_and_comes_off_when_it_is_forgotten(book: Ledger) -> None:
    wanted = called(book, MARKER)
    book.judge(Verdict.MARK, wanted, reason=f"{MARKER} asked", changes={"handling": "red", "keep_until": "2031-06-30"})
    book.forget(*(item.document.id for item in book.due()), reason="the day has passed")
    assert book.marked() == []
    assert book.verify().faults == []
    assert all(MARKER not in j.reason for j in book.judgements())
