"""The four forms hold the same; what is checked here is checked in each."""

import functools
import io
import re
import zipfile

import docx as python_docx
import pypdfium2
import pytest
import typst
from tests.factories import document, event_view, source, statement, statement_view
from tests.publications import stories

from counterclaim.publications import Brief, BriefOptions, leaks, render_brief
from counterclaim.publications.notefile.lines import lines_of

FORMS = ("html", "md", "pdf", "docx")
HAN = "前线声称对爆炸负责"


def made(form: str, note: str = "", views=None, **options) -> Brief:
    chosen = stories.all_views() if views is None else views
    given = lines_of(note, "note.md") if note else None
    return render_brief(chosen, BriefOptions(format=form, source=given, **{"sources": stories.sources(), **options}))


def words_of(brief: Brief) -> str:
    """All words that a reader of the file sees."""
    if brief.format == "pdf":
        pages = pypdfium2.PdfDocument(brief.data)
        return " ".join(page.get_textpage().get_text_range() for page in pages)
    if brief.format == "docx":
        with zipfile.ZipFile(io.BytesIO(brief.data)) as archive:
            parts = [archive.read(f"word/{name}.xml").decode("utf-8") for name in ("document", "footnotes")]
        return " ".join("".join(re.findall(r"<w:t[ >][^<]*|<w:t>[^<]*", part)) for part in parts)
    return brief.text


@pytest.mark.parametrize("form", FORMS)
def test_no_form_shows_a_masked_name(form) -> None:
    brief = made(form)
    assert not leaks(words_of(brief), [stories.SECRET])
    assert "suspect 1" in words_of(brief)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_quotes_digests_head_and_the_same_digest(form) -> None:
    brief = made(form, chain_head="ef" * 32)
    text = re.sub(r"\s+", "", words_of(brief))
    note = brief.publication.footnotes[0]
    assert note.capture_sha256 in text
    assert "ef" * 32 in text
    assert brief.publication.digest in text
    assert brief.publication.digest == made("html", chain_head="ef" * 32).publication.digest


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_the_same_bytes_again(form) -> None:
    assert made(form).data == made(form).data


@pytest.mark.parametrize("form", FORMS)
def test_the_bibliography_names_every_cited_document(form) -> None:
    text = re.sub(r"<[^>]*>", "", words_of(made(form))).replace("\\", "")
    assert "Bibliography" in text
    if form != "docx":
        part = re.sub(r"\s+", " ", text[text.rindex("Bibliography") :]).replace("*", "")
        entry = "Evening Lantern, ‘Front says it bombed pier’, crediting Sound Press Agency, 6 March 2031"
        assert entry in part


def test_a_style_of_ones_own_sets_the_bibliography(tmp_path) -> None:
    style = tmp_path / "own.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>x</title><id>x</id>'
        "<updated>2031-01-01T00:00:00Z</updated></info><citation><layout><text variable='title'/></layout></citation>"
        "<bibliography><layout><text variable='title' text-case='uppercase' prefix='WORK: '/></layout></bibliography>"
        "</style>"
    )
    assert "WORK: TO OUR PEOPLE" in made("md", style=style).text


def test_a_docx_has_real_footnotes_and_opens() -> None:
    brief = made("docx")
    with zipfile.ZipFile(io.BytesIO(brief.data)) as archive:
        notes = archive.read("word/footnotes.xml").decode("utf-8")
        names = archive.namelist()
    assert notes.count("<w:footnote ") == len(brief.publication.footnotes) + 2
    assert any(name.endswith(".svg") for name in names)
    assert any(name.endswith(".png") for name in names)
    opened = python_docx.Document(io.BytesIO(brief.data))
    assert opened.core_properties.title == "Who says who did it"
    assert any("What is contested" in p.text for p in opened.paragraphs)


def test_a_pdf_has_its_title_author_and_tags() -> None:
    head = "---\ntitle: The pier\nauthors: [A. Nalyst]\ndate: 2031-06-01\n---\n\nText.\n"
    opened = pypdfium2.PdfDocument(made("pdf", head).data)
    assert opened.get_metadata_value("Title") == "The pier"
    assert opened.get_metadata_value("Author") == "A. Nalyst"
    assert opened.is_tagged()


def test_drawings_of_a_markdown_brief_lie_beside_it() -> None:
    brief = made("md", folder="b.figures")
    assert set(brief.beside) == {"timeline.svg", "map.svg", "waterfall-1.svg"}
    for name in brief.beside:
        assert f"](b.figures/{name})" in brief.text


def test_a_script_without_a_font_is_left_out_of_a_pdf_by_place_and_the_rest_is_set(monkeypatch) -> None:
    # As on a machine without fonts of its own: Typst's have no Chinese.
    monkeypatch.setattr(typst, "compile", functools.partial(typst.compile, ignore_system_fonts=True))
    doc = document("爆炸", outlet="Harbour Echo", language="zh")
    view = event_view([statement_view(statement(HAN, of=doc), doc)])
    brief = made("pdf", "A line in 汉字.\n\nKept: {event:evt_1}.\n", [view], sources=(source("Harbour Echo"),))
    told = {(p.subject, p.place): p for p in brief.problems}
    assert {("note.md", "line 1"), ("爆炸", "note 1")} == set(told)
    assert "Han script" in told["note.md", "line 1"].message
    assert "fonts-noto-cjk" in told["note.md", "line 1"].remedy
    text = words_of(brief)
    assert "[text in Han script, for which no font is installed]" in text
    assert "Kept: Bombing, Port Calder" in text
    assert HAN in words_of(made("docx", "{event:evt_1}.", [view]))


ARABIC_NOTE = "---\ntitle: من فعل ذلك\nlanguage: ar\n---\n\n## الخلاصة\n\nقتل الانفجار {event:evt_1|killed} شخصا.\n"


def test_a_note_from_right_to_left_is_set_so_in_html() -> None:
    text = made("html", ARABIC_NOTE).text
    assert '<html lang="ar" dir="rtl">' in text
    assert '<bdi lang="en">12 (lowest 12, highest at least 17)' in text
    assert '<section id="notes" class="notes" lang="en" dir="ltr"' in text


def test_a_note_from_right_to_left_is_set_so_in_docx() -> None:
    with zipfile.ZipFile(io.BytesIO(made("docx", ARABIC_NOTE).data)) as archive:
        body, notes = (archive.read(f"word/{name}.xml").decode("utf-8") for name in ("document", "footnotes"))
    paragraph = next(p for p in re.findall(r"<w:p>.*?</w:p>", body, re.DOTALL) if "قتل" in p)
    assert "<w:bidi" in paragraph
    assert "<w:rtl" in paragraph
    assert '<w:lang w:val="en"' in paragraph
    arabic = made("docx")
    with zipfile.ZipFile(io.BytesIO(arabic.data)) as archive:
        notes = archive.read("word/footnotes.xml").decode("utf-8")
    run = next(r for r in re.findall(r"<w:r>.*?</w:r>", notes, re.DOTALL) if "حركة" in r)
    assert "<w:rtl" in run
    assert '<w:lang w:val="ar"' in run


def test_a_note_from_right_to_left_begins_at_the_right_of_a_pdf() -> None:
    page = pypdfium2.PdfDocument(made("pdf", ARABIC_NOTE).data)[0]
    text = page.get_textpage()
    width = page.get_width()
    places = [
        text.get_charbox(n) for n in range(text.count_chars()) if "\u0600" <= text.get_text_range(n, 1) <= "\u06ff"
    ]
    assert places
    assert max(box[2] for box in places) > width - 80
    assert min(box[0] for box in places) > width / 2


def test_a_note_from_right_to_left_isolates_what_the_program_says_in_markdown() -> None:
    assert "قتل الانفجار \u206812 (lowest 12, highest at least 17)[^1][^2]\u2069 شخصا." in made("md", ARABIC_NOTE).text


def test_names_from_right_to_left_keep_their_direction_within_english() -> None:
    assert "\u2068حركة الضفة\u2069 denied that Tidewater Front did it" in made("html").text


def test_a_date_after_an_arabic_title_stays_after_it_in_a_pdf() -> None:
    pages = pypdfium2.PdfDocument(made("pdf", "{actor:حركة الضفة}.").data)
    text = pages[0].get_textpage()
    letters = [text.get_text_range(n, 1) for n in range(text.count_chars())]
    line = "".join(letters)
    date = line.index("6 March 2031")
    top = text.get_charbox(date)[3]
    arabic = [n for n, c in enumerate(letters) if "\u0600" <= c <= "\u06ff" and abs(text.get_charbox(n)[3] - top) < 6]
    assert len(arabic) > 10
    before = [n for n in arabic if text.get_charbox(n)[2] < text.get_charbox(date)[0]]
    assert len(before) > 10
