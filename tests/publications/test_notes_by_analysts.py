import pytest
from tests.factories import assessment, candidate, event_view, statement, statement_view
from tests.publications import stories

from counterclaim.errors import ConfigError
from counterclaim.model import Property, Verdict
from counterclaim.publications import BriefOptions, leaks, render_brief
from counterclaim.publications.kinds import KINDS
from counterclaim.publications.notefile.lines import lines_of, read_note


def published(text: str, views=None, *, form: str = "md", **options):
    source = lines_of(text, "note.md")
    chosen = stories.all_views() if views is None else views
    return render_brief(chosen, BriefOptions(format=form, source=source, sources=stories.sources(), **options))


def told(made) -> list[str]:
    return [f"{p.subject} {p.place}: {p.message} ({p.remedy})" for p in made.problems]


def test_a_reference_prints_the_weighed_value_with_its_notes() -> None:
    made = published("The blast killed {event:evt_1|killed} people on {event:evt_1|date}.")
    assert "The blast killed 12 \\(lowest" not in made.text
    assert "The blast killed 12 (lowest 12, highest at least 17)[^1][^2] people on 4 March 2031[^3]." in made.text
    assert made.publication.footnotes[0].quote == "Twelve people died"
    assert not made.problems


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("{event:evt_3}", "Battle, Stonehaven Bar (XE), 9–11 May 2031"),
        ("{event:evt_3|place}", "Stonehaven Bar"),
        ("{event:evt_1|type}", "bombing"),
        ("{event:evt_1|tolls}", "12 (lowest 12, highest at least 17) killed"),
        ("{event:evt_1|outcome}", "disputed"),
        ("{event:evt_2|unclaimed}", "nobody had claimed it"),
        ("{event:evt_3|outcome}", "Tidewater Front"),
        ("{event:evt_3|chance}", "very likely (80–95 %; our estimate 91 %)"),
        ("{event:evt_3|verdict}", "It is very likely (80–95 %; our estimate 91 %) that Tidewater Front did it."),
        ("{event:evt_3|why}", "A claim and a court's finding agree"),
        ("{actor:Tidewater Front|claims}", "Tidewater Front claimed two events"),
        ("{actor:the tidewater front}", "Tidewater Front"),
        ("{summary|unclaimed}", "Of one event a source says that nobody has claimed it."),
    ],
)
def test_every_field_prints_words_with_a_note(reference, words) -> None:
    made = published(f"So: {reference} and no more.")
    assert not made.problems
    line = next(line for line in made.text.splitlines() if line.startswith("So: "))
    assert words in line.replace("\\", "")
    assert "[^" in line


def test_statements_and_documents_are_found_by_the_beginning_of_their_ids() -> None:
    view = stories.raid().statements[0]
    made = published(
        f"Words: {{statement:{view.statement.id[:14]}}}. From {{source:{view.document.id[:14]}}}. "
        f"{{statement:{view.statement.id}|said}}."
    )
    assert not made.problems
    assert (
        "“the Front announced that it had taken the barracks” (Tidewater Front; Delta Courier, 12 May 2031)"
        in made.text
    )
    assert "Delta Courier, “Front fighters take barracks”, 12 May 2031" in made.text
    assert "Tidewater Front claimed responsibility" in made.text


def test_a_reference_to_nothing_is_refused_by_line_with_what_is_near_it_and_the_rest_is_built() -> None:
    made = published(
        "---\ntitle: T\n---\n\nFirst holds: {event:evt_3|place}.\nBad one about {event:evt_9|killed} people. "
        "Third holds too: {event:evt_1|killed}.\n"
    )
    (problem,) = told(made)
    assert problem.startswith("note.md line 6: “Bad one about {event:evt_9|killed} people.” is not published: ")
    assert "there is no event 'evt_9' in this brief; near it: evt_1 (Bombing, Port Calder, 4 March 2031)" in problem
    assert "Bad one" not in made.text
    assert "First holds: Stonehaven Bar[^1]." in made.text
    assert "Third holds too: 12 (lowest 12, highest at least 17)[^2][^3]." in made.text
    assert "sentence withheld" in made.text


def test_notes_of_a_withheld_sentence_do_not_number_anything() -> None:
    made = published(
        "Lost: {event:evt_3|outcome} and {event:evt_0|place} here. Kept: {event:evt_3|place}.", form="html"
    )
    assert len(made.problems) == 1
    assert [note.number for note in made.publication.footnotes] == [1]
    assert 'href="#note-1"' in made.text
    assert 'id="ref-2"' not in made.text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{evnt:evt_1}", "there is no kind of reference 'evnt'; near it: event"),
        ("{event:evt_1|deaths}", "event has no 'deaths'"),
        ("{event|killed}", "names no an event's id"),
        ("{methods:all}", "takes nothing after a colon"),
        ("Here {matrix:evt_1}", "no kind of reference 'matrix'"),
        ("Here {findings} is", "stands for a part of the brief, not for words"),
        ("{figure:mapp}", "there is no figure 'mapp'; near it: map"),
        ("{figure:prevalence}", "no text of this ledger carries a framing"),
        ("{event:evt_2|killed} died", "no statement that stands tells of dead in Arson"),
        ("{event:evt_}", "several events begin with 'evt_'"),
        ("{statement:stm_0000}", "there is no statement"),
        ("{source:doc_nothing}", "no statement of a document 'doc_nothing'"),
        ("{actor:Tidewater Frnt}", "nobody called 'Tidewater Frnt' is named in this brief; near it: Tidewater Front"),
        (
            "{event:evt_3|outcome=Someone else} did it",
            "it was written for “Someone else”, and is now “Tidewater Front”",
        ),
        ("![x](y.png)", "pictures are not taken from files"),
        ("[x](ftp://a.example)", "no web address"),
    ],
)
def test_each_fault_is_told_and_the_rest_is_built(text, why) -> None:
    made = published(f"Before: {{event:evt_3|place}}.\n\n{text}\n\nAfter: {{event:evt_1|place}}.")
    assert len(made.problems) == 1
    assert why in made.problems[0].message
    assert made.problems[0].place == "line 3"
    assert made.problems[0].remedy
    assert "Before: Stonehaven Bar" in made.text
    assert "After: Port Calder" in made.text


def test_a_value_that_a_sentence_was_written_for_may_be_given() -> None:
    assert not published("{event:evt_3|outcome = Tidewater Front} did it.").problems


def test_a_sentence_loses_its_support_when_its_statement_is_rejected() -> None:
    kept, gone = statement(), statement("the Front did something else", start=700)
    views = [
        event_view(
            [statement_view(kept), statement_view(gone, verdict=Verdict.REJECT)],
            [assessment(Property.PERPETRATOR, candidate("Tidewater Front", 0.7))],
        )
    ]
    made = published(f"They say {{statement:{gone.id}|quote}}.", views)
    assert "no longer stands: a reviewer rejected it" in made.problems[0].message
    assert "something else" not in made.text


def test_a_draft_keeps_the_sentence_and_marks_it() -> None:
    made = published("Bad: {event:evt_9|killed} people.", form="html", draft=True)
    assert len(made.problems) == 1
    assert 'Bad: <span class="lost">[{event:evt_9|killed}: there is no event' in made.text
    assert "Draft, not for publication" in made.text
    assert "Draft, not for publication" in published("Bad: {event:evt_9}.", draft=True).text


def test_an_event_that_merged_is_found_under_its_former_id() -> None:
    assert not published("{event:evt_old|place}.", redirects={"evt_old": "evt_3"}).problems


def test_masked_names_stay_masked_in_an_analysts_own_words() -> None:
    made = published(f"# X\n\nPolice suspect {stories.SECRET}. {{actor:{stories.SECRET}}} was seen.")
    assert not leaks(made.text, [stories.SECRET])
    assert "Police suspect [suspect 1]" in made.text.replace("\\", "")


def test_markup_of_a_note_becomes_markup_and_html_in_it_stays_text() -> None:
    text = "A **bold** and *slanted* `code` [link](https://a.example) <script>x</script>\n\n"
    text += "> quoted\n\n1. one\n2. two\n\n---\n\n"
    text += "| a | b |\n|---|---|\n| 1 | {event:evt_3\\|place} |\n"
    made = published(text, form="html")
    assert "<strong>bold</strong> and <em>slanted</em> <code>code</code>" in made.text
    assert '<a href="https://a.example" rel="noreferrer noopener nofollow external">link</a>' in made.text
    assert "<script>" not in made.text
    assert "<ol>" in made.text
    assert "Stonehaven Bar<sup" in made.text
    again = published(text)
    assert "**bold** and *slanted* `code` [link](<https://a.example>)" in again.text
    assert "| 1 | Stonehaven Bar[^1] |" in again.text


def test_front_matter_gives_title_authors_date_language_and_summary() -> None:
    head = "---\ntitle: The day after\nauthors: [A. Nalyst, B. Writer]\ndate: 2031-06-01\nlanguage: en\n"
    head += "summary: In short.\n"
    made = published(head + "colour: blue\n---\n\nText.\n", form="html")
    assert "<h1><bdi>The day after</bdi></h1>" in made.text
    assert '<meta name="author" content="A. Nalyst">' in made.text
    assert '<time datetime="2031-06-01"><bdi lang="en">1 June 2031</bdi></time>' in made.text
    assert "In short." in made.text
    assert [p.message for p in made.problems] == ["front matter has no 'colour'"]


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("---\ntitle: [a\n---\n", "front matter is no YAML"),
        ("---\n- a\n---\n", "front matter is no mapping"),
        ("---\ntitle: a\n", "front matter is not closed"),
        ("---\ndate: yesterday\n---\nx\n", "not an ISO date"),
        ("---\nlanguage: the French one\n---\nx\n", "is no language tag"),
    ],
)
def test_front_matter_that_cannot_be_read_is_refused(head, why) -> None:
    with pytest.raises(ConfigError, match=why) as caught:
        published(head)
    assert caught.value.where.startswith("note.md")
    assert caught.value.remedy


def test_includes_are_taken_in_and_lines_are_told_by_their_own_file(tmp_path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "note.md").write_text("One.\n\n{include:parts/a.md}\n\nEnd: {event:evt_3|place}.\n")
    (tmp_path / "parts" / "a.md").write_text("Inner.\n\nBad {event:evt_9}.\n")
    source = read_note(tmp_path / "note.md")
    made = render_brief(stories.all_views(), BriefOptions(format="md", source=source))
    assert "Inner." in made.text
    assert "End: Stonehaven Bar" in made.text
    assert [(p.subject, p.place) for p in made.problems] == [("parts/a.md", "line 3")]


def test_a_circular_include_is_refused_by_name_and_line_and_the_rest_is_built(tmp_path) -> None:
    (tmp_path / "a.md").write_text("A.\n{include:b.md}\nafter {event:evt_3|place}.\n")
    (tmp_path / "b.md").write_text("B.\n\n{include:a.md}\n")
    made = render_brief(stories.all_views(), BriefOptions(format="md", source=read_note(tmp_path / "a.md")))
    (problem,) = made.problems
    assert (problem.subject, problem.place) == ("b.md", "line 3")
    assert "circle: a.md → b.md → a.md" in problem.message
    assert "after Stonehaven Bar" in made.text


@pytest.mark.parametrize("wanted", ["../outside.md", "missing.md", "binary.md"])
def test_an_include_that_cannot_be_taken_in_is_refused(tmp_path, wanted) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.md").write_text("secret")
    (folder / "binary.md").write_bytes(b"\xff\xfe\x00")
    (folder / "note.md").write_text(f"x\n\n{{include:{wanted}}}\n")
    made = render_brief(stories.all_views(), BriefOptions(format="md", source=read_note(folder / "note.md")))
    assert len(made.problems) == 1
    assert made.problems[0].place == "line 3"
    assert "secret" not in made.text


def test_a_part_that_links_lead_to_stands_once_only() -> None:
    made = published("{event:evt_3|section}\n\n{event:evt_3|section}\n\n{figure:timeline}\n\n{figure:timeline}\n")
    assert [p.place for p in made.problems] == ["line 3", "line 7"]


def test_every_kind_says_what_it_prints() -> None:
    for kind in KINDS.values():
        assert kind.fields[""]
        assert all(kind.fields.values())


def test_the_same_note_gives_the_same_bytes_and_another_value_another_digest() -> None:
    one, two = published("{event:evt_1|place}."), published("{event:evt_1|place}.")
    assert one.data == two.data
    assert one.publication.digest != published("{event:evt_3|place}.").publication.digest


def test_a_brace_that_is_no_reference_is_text() -> None:
    made = published("Sets {1, 2} and \\{event:evt_9} and { x }.", form="html")
    assert "Sets {1, 2} and {event:evt_9} and { x }." in made.text
    assert not made.problems
