"""The example notes: written by one command from the shipped files, complete, and carried by footnotes."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.publications.test_every_sentence_has_a_note import EXEMPT, READERS, TELLING

from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.ledger import Ledger
from counterclaim.settings import CODER_VARIABLE

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTLOOK = "it will press harder for attacks in the West as its other aims become more difficult to reach"
HOW_TO_READ = re.compile(
    r"That the two move together|A bar is as long|dated less exactly|events? without a date$|Where nothing was"
    r"|Several marks in one row|^(?:Arson|Attack|Bombing|Shooting), [^.]*\d{4}\.$"
)
"""What says how a figure is read, of which event it is, or what the brief covers."""


@pytest.fixture(scope="module", autouse=True)
def trained_coder():
    """The coder that a user gets, not the one that the suite pins."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CODER_VARIABLE, "encoder-en")
        yield


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


LATER = ("0609_ministry_retraction.md", "0610_boya_retractacion.md", "0616_littoral_council_inquiry.md")


@pytest.fixture(scope="module")
def estuary_book(tmp_path_factory):
    """The estuary with its register, published before the ministry's retraction came, and the retraction added then."""
    folder = tmp_path_factory.mktemp("estuary")
    texts, register = EXAMPLES / "estuary", EXAMPLES / "estuary_register"
    before = folder / "estuary"
    shutil.copytree(texts, before, ignore=shutil.ignore_patterns(*LATER, "__pycache__"))
    with open_ledger(folder / "estuary.db") as book:
        book.add(before)
        book.add(f"csv:{register / 'register.csv'}", table_map=register / "register.yaml")
        book.add(register / "territory.csv")
        book.run()
        book.brief(folder / "june.md", note=EXAMPLES / "notes" / "estuary.md")
        book.add(*(path for path in sorted(texts.rglob("*.md")) if path.name in LATER))
        book.run()
        yield book


def test_the_note_of_the_estuary_holds_spread_formula_chart_and_model(estuary_book, tmp_path) -> None:
    made, data = written(estuary_book, tmp_path, "md", "estuary")
    assert [p.message for p in made.problems] == []
    text = data.decode("utf-8").replace("\\", "")
    for said in (
        "“The river is ours to share” in 5 of", "English, Spanish and French", "We will speak again with the next",
        "by the word of Commons Front of the Mereld", "13 places lost", "One place lost goes with",
        "It is an association, not a cause", "check: losses that come only afterwards",
    ):  # fmt: skip
        assert said in text, said


def test_a_retraction_lists_the_brief_that_rests_on_it_and_drafts_a_dated_correction(estuary_book, tmp_path) -> None:
    [found] = estuary_book.corrections("june.md")
    reasons = [reason for correction in found.corrections for reason in correction.reasons]
    assert [r for r in reasons if "took back what was said of" in r and "Interior Ministry of Ardelune" in r]
    draft = tmp_path / "correction.md"
    estuary_book.draft_corrections(draft, [found])
    made = estuary_book.brief(tmp_path / "corrected.md", note=draft)
    assert [p.message for p in made.problems] == []
    text = (tmp_path / "corrected.md").read_text("utf-8")
    assert "We wrote" in text
    assert "withdraws that statement" in text


def test_the_register_is_what_its_maker_makes(tmp_path) -> None:
    folder = tmp_path / "register"
    shutil.copytree(EXAMPLES / "estuary_register", folder)
    (folder / "register.csv").unlink()
    (folder / "territory.csv").unlink()
    subprocess.run([sys.executable, folder / "make_register.py"], check=True)
    for name in ("register.csv", "territory.csv"):
        assert (folder / name).read_bytes() == (EXAMPLES / "estuary_register" / name).read_bytes()


def test_the_model_of_the_register_holds_the_effect_that_it_was_made_with(estuary_book) -> None:
    from counterclaim.narratives import Period
    from counterclaim.pipeline.territory import Inside

    found = estuary_book.territory("Commons Front of the Mereld", unit=Period.WEEK, inside=Inside.PLACE)
    assert found.model is not None
    assert found.model.total.low < 1.7**3 < found.model.total.high
