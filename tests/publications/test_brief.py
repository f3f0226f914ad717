import re
from html.parser import HTMLParser

import pytest
from tests.factories import (
    assessment,
    candidate,
    citation,
    document,
    event_view,
    fact,
    passage,
    person,
    source,
    statement,
    statement_view,
    weight,
)
from tests.publications import stories

from counterclaim.errors import PublicationRefused
from counterclaim.model import Act, Property, RunManifest, SpeakerKind, Verdict
from counterclaim.publications import Brief, BriefOptions, leaks, render_brief

HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"' {{ 7*7 }} [x](javascript:alert(3)) | `c`"


def brief(views=None, **options) -> Brief:
    chosen = stories.all_views() if views is None else views
    return render_brief(chosen, BriefOptions(**{"sources": stories.sources(), **options}))


class Page(HTMLParser):
    """Collects ids, links, tags and attributes of a page."""

    VOID = frozenset(["meta", "br", "img", "link", "input", "hr"])

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[dict] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        self.attributes |= found.keys()
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def html() -> str:
    return brief().text


def test_the_page_is_well_nested_and_every_link_inside_it_leads_somewhere(html) -> None:
    page = Page(html)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    inside = [link["href"][1:] for link in page.links if link["href"].startswith("#")]
    assert inside
    assert set(inside) <= set(page.ids)


def test_notes_link_both_ways(html) -> None:
    page = Page(html)
    marks = {link["id"]: link["href"] for link in page.links if link.get("role") == "doc-noteref"}
    back = {link["href"][1:] for link in page.links if link.get("role") == "doc-backlink"}
    assert marks.keys() == back
    assert {href[1:] for href in marks.values()} <= {i for i in page.ids if i.startswith("note-")}


def test_the_page_asks_no_host_for_anything_and_runs_nothing(html) -> None:
    page = Page(html)
    assert not {"script", "img", "link", "iframe", "object", "form", "use", "image"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on") or name in ("src", "srcset")]
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)
    assert "default-src 'none'" in html


def test_only_safe_outlets_are_linked(html) -> None:
    live = [link for link in Page(html).links if not link["href"].startswith("#")]
    assert live
    assert all(link["href"].startswith("https://") for link in live)
    assert all({"noreferrer", "nofollow"} <= set(link["rel"].split()) for link in live)
    assert not [link for link in live if "front-radio" in link["href"]]
    assert "https://front-radio.example/1" in html


def test_every_sentence_of_the_summary_carries_a_note(html) -> None:
    summary = html[html.index('id="summary"') : html.index('id="findings"')]
    paragraphs = re.findall(r"<(?:p|dd)>(.*?)</(?:p|dd)>", summary)
    assert len(paragraphs) >= 3
    for paragraph in paragraphs:
        text = re.sub(r'<sup class="marks">.*?</sup>', "^", paragraph)
        sentences = re.findall(r"[^.]+\.(\^?)", text)
        assert all(mark == "^" for mark in sentences), text


def test_the_verdict_is_put_in_the_terms_of_the_scale(html) -> None:
    assert "Who did it is disputed: Tidewater Front, likely (55–80 %; our estimate 58 %)" in html
    assert "It is very likely (80–95 %; our estimate 91 %) that Tidewater Front did it." in html


def test_confidence_and_likelihood_never_share_a_sentence(html) -> None:
    text = re.sub(r"<[^>]+>", " ", html[html.index('id="events"') : html.index('id="methods"')])
    assert not [s for s in text.split(".") if "Basis:" in s and "our estimate" in s]


def test_the_matrix_has_one_row_for_each_distinct_speaker(html) -> None:
    matrix = html[html.index('<table class="matrix">') : html.index("</table>", html.index('<table class="matrix">'))]
    rows = re.findall(r'<bdi class="who">(.*?)</bdi>', matrix)
    assert sorted(rows) == sorted(
        ["Tidewater Front", "Interior Ministry", "Port Calder police", "حركة الضفة", "Delta Courier (in its own words)"]
    )
    assert "Sound Press Agency (copied by Evening Lantern); Front Radio" in matrix
    assert "source fairly reliable, information possibly true" in matrix
    assert "+7.8 dB" in matrix


def test_that_nobody_claimed_is_a_fact_of_its_own(html) -> None:
    assert "Nobody had claimed it when this was written, according to Evening Lantern." in html
    assert "No source that was read says who did it." in html


def test_tolls_stand_as_lowest_best_and_highest_with_who_says_what(html) -> None:
    assert "best figure 12 (lowest 12, highest at least 17)" in html
    assert "at least 17: Interior Ministry" in html


def test_a_month_stays_a_month(html) -> None:
    section = html[html.index('id="event-2"') : html.index('id="event-3"')]
    assert "April 2031" in section
    assert not re.search(r"\d+ April 2031", section)


def test_an_invented_example_says_so_on_the_page_and_on_every_printed_page(html) -> None:
    assert '<p class="banner" role="note" lang="en" dir="ltr">Invented example' in html
    assert '@top-center { content: "Invented example' in html
    real = document(invented=False)
    plain = brief([event_view([statement_view(statement(of=real), real)])]).text
    assert "Invented example" not in plain


def test_the_brief_says_that_nobody_knows_how_well_its_probabilities_do(html) -> None:
    assert "Nobody knows yet how well such probabilities do: no question of this ledger has been resolved." in html


def test_no_masked_name_is_in_any_form_of_the_brief() -> None:
    names = [stories.SECRET, stories.WITNESS]
    for form in ("html", "md"):
        text = brief(format=form).text
        assert not leaks(text, names)
        assert "[suspect 1]" in text.replace("\\", "")


def test_hostile_texts_stay_texts_in_html() -> None:
    doc = document(HOSTILE, outlet=HOSTILE, uri="javascript:alert(4)", language='"><b>')
    told = statement(HOSTILE, of=doc, value=HOSTILE, speaker=HOSTILE, prefix=HOSTILE, suffix=HOSTILE, channel=HOSTILE)
    when = fact(Property.DATE, "2031-03-04", HOSTILE, of=doc, start=1)
    view = event_view(
        [statement_view(told, doc), statement_view(when, doc)],
        [
            assessment(Property.PERPETRATOR, candidate(HOSTILE, 0.6), explanation=HOSTILE),
            assessment(Property.DATE, candidate("2031-03-04", 0.9), best="2031-03-04"),
        ],
        title=HOSTILE,
    )
    listed = (source(HOSTILE, affiliation=HOSTILE),)
    text = render_brief([view], BriefOptions(title=HOSTILE, sources=listed, note=HOSTILE)).text
    page = Page(text)
    assert not {"script", "img", "b"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on")]
    assert not [link for link in page.links if not link["href"].startswith("#")]
    assert "{{ 7*7 }}" in text
    assert "<svg" in text


def test_hostile_texts_stay_texts_in_markdown() -> None:
    doc = document(HOSTILE, outlet="www.bad.example")
    told = statement(HOSTILE + "\n\n# heading http://bad.example", of=doc)
    text = brief([event_view([statement_view(told, doc)], title=HOSTILE)], format="md").text
    assert "<script>" not in text
    assert "\n# heading" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "http://bad" not in text
    assert "www.bad" not in text


def test_direction_controls_cannot_turn_a_page_around() -> None:
    doc = document("title\u202egnihton\u2066")
    told = statement("quote \u202e backwards", of=doc)
    text = brief([event_view([statement_view(told, doc)])]).text
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069")


def test_quotes_from_right_to_left_carry_their_language_and_direction(html) -> None:
    assert '<blockquote dir="auto" lang="ar">' in html


def test_fenced_and_rejected_statements_are_never_shown() -> None:
    harm = statement("mix the two powders slowly", start=500)
    wrong = statement("the Front did something else", act=Act.DENIES, start=700)
    fine = statement()
    views = [
        event_view(
            [
                statement_view(harm, fenced=True),
                statement_view(wrong, verdict=Verdict.REJECT),
                statement_view(fine),
            ],
            [
                assessment(
                    Property.PERPETRATOR,
                    candidate("Tidewater Front", 0.7),
                    weights=(weight("Tidewater Front", (harm, fine), "Tidewater Front", 5.0),),
                )
            ],
        )
    ]
    for form in ("html", "md"):
        text = brief(views, format=form).text
        assert "powders" not in text
        assert "something else" not in text
        assert "One statement withheld, since the passage holds instructions for harm" in text
        assert "one statement left out, since a reviewer rejected the reading" in text


def test_an_event_with_nothing_to_show_is_counted_and_left_out() -> None:
    harm = statement("mix the two powders slowly")
    text = brief([event_view([statement_view(harm, fenced=True)])]).text
    assert "One event had nothing left to show" in text
    assert "No event of this period has a statement that may be shown." in text


def test_a_digest_outlet_gives_300_code_points_without_context_or_link() -> None:
    doc = document(outlet="Quiet Sheet")
    told = statement("word " * 110, of=doc, prefix="before it. ", suffix=" after it")
    listed = (source("Quiet Sheet", hosting="digest"),)
    made = brief([event_view([statement_view(told, doc)])], sources=listed)
    quote = made.publication.footnotes[0].quote
    assert len(quote) <= 300
    assert quote.endswith("…")
    assert "before it" not in made.text
    assert "; not kept" in made.text
    assert f'href="{doc.uri}"' not in made.text


def test_an_address_with_a_masked_name_gives_way_to_the_digest() -> None:
    doc = document(uri="https://delta-courier.example/oren-maskelyne-named")
    view = event_view([statement_view(statement(of=doc), doc)], persons=[person("Oren Maskelyne", of=doc)])
    text = brief([view]).text
    assert "oren-maskelyne" not in text
    assert "address withheld" in text


def test_a_sentence_without_support_is_refused() -> None:
    elsewhere = statement("not in this view", start=900)
    view = event_view(
        [statement_view(statement())],
        [
            assessment(
                Property.PERPETRATOR,
                candidate("Tidewater Front", 0.7),
                weights=(weight("Tidewater Front", (elsewhere,), "Tidewater Front", 5.0),),
                explanation="Because of something that cannot be shown.",
            )
        ],
    )
    with pytest.raises(PublicationRefused, match="is not among the statements"):
        brief([view])


def test_a_period_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(PublicationRefused, match="2017-06"):
        brief(since="last week")


def test_the_period_is_said_in_words() -> None:
    assert "January – March 2031" in brief(since="2031-01", until="2031-03", format="md").text


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("2014-11", "2025-03-10"), "November 2014 – 10 March 2025"),
        (("2014-11-02", "2025"), "2 November 2014 – 2025"),
        (("2014-11-02", "2014-11-20"), "2–20 November 2014"),
        (("2014-11", "2014-11-20"), "November 2014"),
    ],
)
def test_the_period_that_events_cover_narrows_no_month_to_a_day(dates, words) -> None:
    told = [
        statement(f"on {day}", of=stories.WIRE, prop=Property.DATE, act=Act.REPORTS_AS_FACT, value=day, start=n)
        for n, day in enumerate(dates)
    ]
    views = [event_view((statement_view(s, stories.WIRE),), id=f"evt_{s.value}") for s in told]
    assert brief(views, format="md").text.splitlines()[2] == words


def test_the_same_input_gives_the_same_bytes_and_digest() -> None:
    first, second = brief(), brief()
    assert first.text == second.text
    assert first.publication.digest == second.publication.digest
    assert re.fullmatch(r"[0-9a-f]{64}", first.publication.digest)
    assert first.publication.digest == brief(format="md").publication.digest


def test_another_quote_gives_another_digest() -> None:
    one = brief([event_view([statement_view(statement("the Front said so"))])])
    other = brief([event_view([statement_view(statement("the Front said no"))])])
    assert one.publication.digest != other.publication.digest


def test_footnotes_hold_the_walk_back(html) -> None:
    note = brief().publication.footnotes[0]
    assert note.capture_sha256 in html
    assert f"code points {note.start}–{note.end}" in html


def test_what_a_document_cites_stands_in_the_note_of_the_sentence_that_cites_it() -> None:
    doc = document()
    told = statement(of=doc)
    cited = citation(
        "A. Writer, “The pier”, Harbour Review, 2031.", of=doc, number=3, at=passage(told.passage.quote, of=doc)
    )
    text = brief([event_view([statement_view(told, doc)])], citations=(cited,)).text
    assert "The document cites: [3] <bdi>A. Writer, “The pier”, Harbour Review, 2031.</bdi>" in text


def test_the_manifest_and_the_chain_are_printed() -> None:
    manifest = RunManifest(
        version="9.9",
        coder="grammar-en/1",
        linker="l/1",
        weigher="w/1",
        codebook_digest="ab" * 32,
        documents=61,
        documents_digest="cd" * 32,
        chain_head="ef" * 32,
    )
    text = brief(manifest=manifest, chain_head="ef" * 32, problems=2).text
    assert "counterclaim 9.9; coder grammar-en/1" in text
    assert "ef" * 32 in text
    assert "counterclaim verify" in text
    assert "Two items could not be read or coded" in text


def test_an_empty_period_gives_a_page_that_says_so() -> None:
    for form in ("html", "md"):
        assert "No event of this period" in brief([], format=form).text


def test_silence_that_was_weighed_has_a_row_of_its_own() -> None:
    accused = statement("police blame the Front", act=Act.ATTRIBUTES, speaker="police", kind=SpeakerKind.AUTHORITY)
    denied = statement("the Front denies it", act=Act.DENIES, start=300)
    silent = fact(Property.UNCLAIMED, "yes", "no group has claimed it", start=500)
    weighed = assessment(
        Property.PERPETRATOR,
        candidate("Tidewater Front", 0.5),
        outcome="unknown",
        weights=(
            weight("police", (accused,), "Tidewater Front", 3.0),
            weight("silence of Tidewater Front", (silent,), "Tidewater Front", -0.5),
        ),
    )
    text = brief([event_view([statement_view(s) for s in (accused, denied, silent)], [weighed])]).text
    assert '<bdi class="who">Nobody claimed it</bdi>' in text
    assert "-0.5 dB" in text


def test_the_analysts_own_title_and_note_are_masked_too() -> None:
    view = event_view([statement_view(statement())], persons=[person("Oren Maskelyne")])
    made = brief([view], title="The case of Oren Maskelyne", note="Maskelyne was seen.")
    assert not leaks(made.text, ["Oren Maskelyne"])
    assert made.publication.title == "The case of [person 1]"


def test_a_name_that_slips_through_stops_the_publication(monkeypatch) -> None:
    from counterclaim.publications.redaction import Redactor

    monkeypatch.setattr(Redactor, "text", lambda self, text, *, any_case=False: text)
    with pytest.raises(PublicationRefused, match="masked name"):
        brief()


def _doubt(probability: float, verdict: Verdict | None = None) -> str:
    said = statement(of=stories.WIRE)
    denied = statement(
        "the Front was not named in it", of=stories.COURIER, act=Act.DENIES, start=9, probability=probability
    )
    views = (statement_view(said, stories.WIRE), statement_view(denied, stories.COURIER, verdict=verdict))
    weighed = assessment(Property.PERPETRATOR, candidate("Tidewater Front", 0.6), outcome="Tidewater Front")
    return brief((event_view(views, (weighed,)),)).text


def test_a_reading_that_is_likelier_wrong_than_right_says_so_wherever_it_is_told():
    page = _doubt(0.42)
    assert "; one uncertain reading is left to its section." in page
    assert "denied responsibility" not in page.partition('id="findings"')[0]
    assert "denies (uncertain reading)" in page
    assert "(in one by uncertain readings alone)" in page
    assert "claimed responsibility (uncertain reading)" not in page


@pytest.mark.parametrize(("probability", "verdict"), [(0.5, None), (0.42, Verdict.ACCEPT)])
def test_a_sure_reading_and_one_that_a_person_confirmed_stand_as_they_are(probability, verdict):
    page = _doubt(probability, verdict)
    assert "denied responsibility" in page
    assert "(uncertain reading)" not in page


@pytest.mark.parametrize(("told", "words"), [("in a recording", "a recording"), ("via its agency", "its agency")])
def test_a_footnote_says_once_how_words_came(told, words):
    said = statement(of=stories.WIRE, channel=told)
    text = brief([event_view((statement_view(said, stories.WIRE),))], format="md").text
    assert f", through {words}." in text
