"""Judgements that use names which no text and no codebook has are refused, unless they are said to be new."""

from __future__ import annotations

import pytest

import counterclaim
from counterclaim.errors import ConfigError
from counterclaim.model import Verdict

TEXT = (
    "---\ntitle: Blast at the pier\noutlet: Delta Courier\ndate: 2031-03-05\n---\n"
    "A bomb killed 12 people at the pier of Port Invented on Monday.\n\n"
    "The Tidewater Front claimed responsibility for the bombing.\n"
)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    (folder / "a.md").write_text(TEXT)
    with counterclaim.open(folder / "a.db") as opened:
        opened.add(folder / "a.md")
        opened.run()
        yield opened


def event_of(book):
    return book.views()[0].event.id


def test_a_misspelt_answer_is_refused_with_the_name_that_the_text_has(book):
    with pytest.raises(ConfigError, match="no text or source has the name 'Tidewatre Front'") as refused:
        book.judge(Verdict.RESOLVE, event_of(book), reason="x", by="kit", changes={"perpetrator": "Tidewatre Front"})
    assert "did you mean 'Tidewater Front'" in refused.value.remedy
    assert not book.judgements()


@pytest.mark.parametrize("value", ["the TIDEWATER front", "nobody yet known", "ISIS", "open"])
def test_names_of_the_texts_of_the_codebook_and_open_answers_are_taken(book, value):
    made = book.judge(Verdict.RESOLVE, event_of(book), reason="x", by="kit", changes={"perpetrator": value})
    book.judge(Verdict.UNDO, made.digest, reason="a test", by="kit")


def test_a_new_name_is_taken_where_it_is_said_to_be_new(book):
    made = book.judge(
        Verdict.RESOLVE, event_of(book), reason="x", by="kit", changes={"perpetrator": "Zephyr Wing"}, new=True
    )
    assert made.changes[0][2] == "Zephyr Wing"
    book.judge(Verdict.UNDO, made.digest, reason="a test", by="kit")


def test_figures_and_dates_are_no_names(book):
    made = book.judge(Verdict.RESOLVE, event_of(book), reason="x", by="kit", changes={"fatalities": "13"})
    book.judge(Verdict.UNDO, made.digest, reason="a test", by="kit")


def test_whose_a_name_is_can_be_said_only_of_a_name_of_the_texts(book):
    with pytest.raises(ConfigError, match="no text or source has the name 'Tidewatr Front'") as refused:
        book.judge(Verdict.IDENTIFY, "Tidewatr Front", reason="x", by="kit", changes={"actor": "apart"})
    assert "--new" in refused.value.remedy
    made = book.judge(Verdict.IDENTIFY, "Tidewatr Front", reason="x", by="kit", changes={"actor": "apart"}, new=True)
    assert made.anchors[0].value == "Tidewatr Front"
