"""The example notes: written by one command from the shipped files, complete, and carried by footnotes."""

import re
from pathlib import Path

import pytest
from tests.publications.test_every_sentence_has_a_note import EXEMPT, READERS, TELLING

from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.ledger import Ledger

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTLOOK = "it will press harder for attacks in the West as its other aims become more difficult to reach"
HOW_TO_READ = re.compile(
    r"That the two move together|A bar is as long|dated less exactly|events? without a date$|Where nothing was"
    r"|Several marks in one row|^(?:Arson|Attack|Bombing|Shooting), [^.]*\d{4}\.$"
)
"""What says how a figure is read, of which event it is, or what the brief covers."""


@pytest.fixture(scope="module")
def summer(tmp_path_factory) -> Ledger:
    folder = tmp_path_factory.mktemp("summer")
    with open_ledger(folder / "summer.db") as book:
        book.add(EXAMPLES / "summer_2017")
        book.run()
        yield book


def written(book: Ledger, folder: Path, form: str, name: str = "summer_2017"):
    out = folder / f"{name}.{form}"
    made = book.brief(out, note=EXAMPLES / "notes" / f"{name}.md")
    return made, out.read_bytes()


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_the_note_of_the_summer_is_written_without_a_sentence_withheld(summer, tmp_path, form) -> None:
    made, data = written(summer, tmp_path, form)
    assert [p.message for p in made.problems] == []
    assert len(data) > 20_000


def test_the_note_holds_what_the_analysts_method_yields(summer, tmp_path) -> None:
    text = written(summer, tmp_path, "md")[1].decode("utf-8").replace("\\", "")
    for said in (
        # the contested claims and their verdicts
        "that [suspect 2] did it", "Hamas", "Popular Front for the Liberation of Palestine", "international coalition",
        "Amaq News Agency attributed it to United States", "that ISIS did it",
        # the narratives with who used them, and the formula
        "Loss is a test", "The few against the many", "Victim of aggression", "We remain", "by the word of ISIS",
        "Attackers are called soldiers of the claimant",
        # the tally, territory beside attacks, outlets
        "0 to 2 events", "what was collected does not reach it", "Lost was Mosul (June – August 2017)",
        "fought over was al-Raqqa (June 2017)", "in ten languages, English, French, German", "Telegram: platform",
        # the two forecasts
        f"Gilad Shiloach, likely (55–80 %): {OUTLOOK}", "not expected",
    ):  # fmt: skip
        assert said in text, said


def test_every_footnote_of_the_note_stands_where_it_says(summer, tmp_path) -> None:
    made = written(summer, tmp_path, "md")[0]
    reading = summer.reading()
    ids = {note.document_id for note in made.publication.footnotes}
    texts = {d.id: d for d in reading.storage.documents(ids, with_text=True)}
    assert len(made.publication.footnotes) > 50
    for note in made.publication.footnotes:
        document = texts[note.document_id]
        if "[" not in note.quote:
            assert document.text[note.start : note.end] == note.quote
        assert reading.captures[document.capture_id] == note.capture_sha256


@pytest.mark.parametrize("form", READERS)
def test_every_sentence_of_the_note_with_a_number_or_verdict_has_a_note(summer, tmp_path, form) -> None:
    read = READERS[form](written(summer, tmp_path, form)[1])
    telling = [(t, marks) for t, marks in read.sentences if TELLING.search(t) and not EXEMPT.search(t)]
    assert len(telling) > 30
    assert [text for text, marks in telling if not marks and not HOW_TO_READ.search(text)] == []
