from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.narratives.test_matching import document as text_document

from counterclaim.model import DateInterval, Passage, Source
from counterclaim.narratives import ToldOf, profiles


def dated(source, when, **changes):
    base = replace(text_document("words"), source_id=source.id, outlet=source.name)
    return replace(base, published=DateInterval.parse(when), uri=f"https://example.org/{when}", **changes)


POST = Source(name="Post", kind="newspaper")


def test_a_profile_counts_items_languages_and_months():
    documents = [dated(POST, "2031-03-02"), dated(POST, "2031-03-09"), dated(POST, "2031-04-01", language="fr")]
    (found,) = profiles([POST], documents, [])
    assert (found.name, found.kind, found.collected) == ("Post", "newspaper", 3)
    assert found.languages == (("en", 2), ("fr", 1))
    assert found.per_month == ((date(2031, 3, 1), 2), (date(2031, 4, 1), 1))
    assert (found.first, found.last) == (date(2031, 3, 2), date(2031, 4, 1))
    assert found.media == ("text",)


def test_months_of_silence_of_a_busy_outlet_are_one_gap():
    days = [f"2031-{month:02d}-{day:02d}" for month in (3, 6) for day in (1, 5, 9, 13)]
    (found,) = profiles([POST], [dated(POST, d) for d in days], [])
    assert found.gaps == ((date(2031, 4, 1), date(2031, 5, 31)),)


def test_an_outlet_that_writes_seldom_has_no_gaps():
    (found,) = profiles([POST], [dated(POST, "2031-03-02"), dated(POST, "2031-06-02")], [])
    assert found.gaps == ()


def test_outlets_that_texts_tell_of_stand_beside_the_collected_ones():
    quote = "Lantern, its magazine, appeared in ten languages, among them Pashto and Bosnian, and made videos."
    told = ToldOf(
        name="Lantern", kind="media_wing", passage=Passage(document_id="d", start=0, end=len(quote), quote=quote)
    )
    found = profiles([POST], [dated(POST, "2031-03-02")], [], [told])
    assert [p.name for p in found] == ["Post", "Lantern"]
    lantern = found[1]
    assert lantern.languages_told == ("ten languages", "Pashto", "Bosnian")
    assert lantern.media == ("text", "video")
    assert (lantern.collected, lantern.kind) == (0, "media_wing")
