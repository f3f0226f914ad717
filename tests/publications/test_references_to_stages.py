"""References to what other stages found, on a ledger of their own; and what masks and marks do to them."""

import pytest
from tests.factories import passage

from counterclaim.model.narrative import NarrativeMatch
from counterclaim.pipeline import open_ledger
from counterclaim.publications.kinds.narratives import likeness_words

CLAIM = """---
title: "{title}"
outlet: {outlet}
published: {day}
language: en
---
{text}
"""
TEXTS = {
    "one": (
        "Stone Observer",
        "2031-03-05",
        "A bomb killed three people in Mosul on 4 March 2031. The Tidewater Front claimed the bombing. The Front said"
        " that the loss of Mosul is a test of faith. Nils Halder, 9, was hurt.",
    ),
    "two": (
        "Sandpipers Gazette",
        "2031-03-12",
        "The Tidewater Front lost control of Mosul on 10 March 2031. The Front's spokesman told its followers that the"
        " loss is a test of their faith, Nils Halder, a boy of nine, wrote.",
    ),
    "three": (
        "Sandpipers Gazette",
        "2031-03-20",
        "The analyst Mara Quill said that the Tidewater Front is likely to strike again before the summer.",
    ),
    "held": (
        "Sandpipers Gazette",
        "2031-03-25",
        "The Front said that the loss of Tikrit is a test of faith. The Tidewater Front lost control of Tikrit on 24"
        " March 2031. The Tidewater Front is likely to vanish by autumn.",
    ),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stages")
    for name, (outlet, day, text) in TEXTS.items():
        (folder / f"{name}.md").write_text(CLAIM.format(title=name, outlet=outlet, day=day, text=text), "utf-8")
    with open_ledger(folder / "a.db") as book:
        book.add(*(folder / f"{name}.md" for name in TEXTS))
        book.run()
        held = next(d.id for d in book.reading().documents.values() if d.title == "held")
        book.judge("mark", held, changes={"handling": "red"}, reason="told in confidence", by="r")
        yield book


def note(book, tmp_path, text, **wish):
    path = tmp_path / "note.md"
    path.write_text(text, "utf-8")
    made = book.brief(tmp_path / "out.md", note=path, **wish)
    return made, (tmp_path / "out.md").read_text("utf-8").replace("\\", "")


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("{narrative:loss_as_test}", "“Loss is a test” in 2 of three texts (67 %, 95 % interval 21–94 %)[^1]"),
        ("{narrative:Loss is a test|texts}", "2[^1][^2]"),
        ("{narrative:loss_as_test|voices}", "Tidewater Front[^1]"),
        ("{narrative:loss_as_test|first}", "Stone Observer, 5 March 2031[^1]"),
        ("{narrative:loss_as_test|outlets}", "Sandpipers Gazette and Stone Observer[^1]"),
        ("{narrative:loss_as_test|languages}", "English[^1]"),
        ("{outlet:Stone Observer}", "Stone Observer: unknown; one item, 5 March 2031; in English; text; one claim"),
        ("{outlet:Stone Observer|claims}", "one claim (1 held up)[^1]"),
        ("{territory:Tidewater Front}", "Tidewater Front: one place lost and no places gained; beside them no attacks"
         " outside of its territory and one attack inside[^1]"),
        ("{territory:Tidewater Front by week|lost}", "Mosul (10 March 2031)[^1]"),
        ("{territory:Tidewater Front|model}",
         "No model can lay the attacks beside the losses: 1 period, and it takes 27[^1]"),
        ("{forecast:strike again}", "Mara Quill, likely (55–80 %): the Tidewater Front will strike again before the"
         " summer (told by a text, not registered)[^1]"),
        ("{forecast:strike again|chance}", "likely (55–80 %)[^1]"),
        ("{event:Mosul|killed}", "3[^1]"),
    ],
)  # fmt: skip
def test_a_reference_prints_what_a_stage_found_with_notes(book, tmp_path, reference, words) -> None:
    made, text = note(book, tmp_path, f"So: {reference}.")
    assert [p.message for p in made.problems] == []
    assert f"So: {words}" in text


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("{narrative:los_as_test}", "there is no framing 'los_as_test'; near it: loss_as_test (Loss is a test)"),
        ("{narrative:human_shields}", "no text of this ledger carries the framing 'Hiding behind civilians'"),
        ("{outlet:Stone Observr}", "there is no outlet 'Stone Observr'; near it: Stone Observer"),
        ("{outlet:Stone Observer|denials}", "'Stone Observer' made or carried no denial"),
        ("{formula:nothing}", "no wording with 'nothing' returns in claims about different events"),
        ("{territory:Nobody}", "nothing tells of territory of 'Nobody'"),
        ("{territory:Tidewater Front|gained}", "nothing tells that Tidewater Front gained a place"),
        ("{forecast:strike again|rule}", "a text foretells this and nobody has registered it: there is no rule"),
        ("{forecast:no such words}", "there is no forecast 'no such words'"),
        ("{event:Atlantis|killed}", "there is no event 'Atlantis'"),
    ],
)
def test_a_reference_to_nothing_is_refused_by_line_and_the_rest_is_built(book, tmp_path, reference, message) -> None:
    made, text = note(book, tmp_path, f"One {{event:Mosul|killed}} stands.\n\nTwo: {reference} does not.\n")
    [problem] = made.problems
    assert message in problem.message
    assert problem.place == "line 3"
    assert "One 3[^1] stands." in text
    assert "does not" not in text


PARTS = (
    "{narratives}\n\n{narrative:loss_as_test|spread}\n\n{outlets}\n\n{forecasts}\n\n{figure:prevalence by week}\n\n"
    "{figure:territory Tidewater Front by week inside place}\n\n{territory:Tidewater Front|changes}\n"
)
HEADS = ("|---", "| Narrative", "| Outlet", "| Forecast", "| When")


def test_tables_and_figures_of_stages_carry_notes(book, tmp_path) -> None:
    made, text = note(book, tmp_path, PARTS)
    assert [p.message for p in made.problems] == []
    body = text[: text.index("## Notes")]
    rows = [
        line
        for line in body.splitlines()
        if line.startswith("|") and not line.startswith(("|---", "| N", "| O", "| F", "| W"))
    ]
    assert len(rows) >= 6
    assert [row for row in rows if "[^" not in row] == []
    for caption in ("Share of the distinct texts", "Places that Tidewater Front lost"):
        assert "[^" in next(line for line in body.splitlines() if line.startswith(caption))


def test_private_persons_are_masked_in_passages_that_tell_of_no_event(book, tmp_path) -> None:
    _, text = note(book, tmp_path, "So: {narrative:loss_as_test}.")
    assert "Halder" not in text
    assert "test of their faith" in text


def test_nothing_of_a_document_above_the_mark_is_counted_or_quoted(book, tmp_path) -> None:
    _, text = note(book, tmp_path, f"So: {{narrative:loss_as_test|texts}}.\n\n{PARTS}")
    assert "So: 2[^" in text
    assert "Tikrit" not in text
    assert "vanish by autumn" not in text
    _, whole = note(book, tmp_path, f"So: {{narrative:loss_as_test|texts}}.\n\n{PARTS}", up_to="red")
    assert "So: 3[^" in whole
    assert "Tikrit" in whole
    assert "vanish by autumn" in whole


@pytest.mark.parametrize(
    ("how", "words"), [(("meaning",), " (by likeness alone)"), (("meaning", "pattern"), ""), (("pattern",), "")]
)
def test_what_no_pattern_met_says_so(how, words) -> None:
    found = [NarrativeMatch(framing="endurance", passage=passage("we remain"), score=0.7, by=by) for by in how]
    assert likeness_words(found) == words
