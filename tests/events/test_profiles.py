"""What linking sees of a mention. All names are invented."""

from dataclasses import replace

import pytest
from tests.events.test_actors import Book

from counterclaim.events import ActorResolver, profiles
from counterclaim.model import (
    Act,
    ActorName,
    Coding,
    DocumentRelation,
    EventType,
    Mention,
    Passage,
    Place,
    Property,
    Role,
    SpeakerKind,
    Statement,
    Verdict,
)

ANCHOR = Passage(document_id="d", start=0, end=5, quote="blast")
MENTION = Mention(document_id="d", number=1, role=Role.BACKGROUND, anchor=ANCHOR)


def told(prop, value, act=Act.REPORTS_AS_FACT, place=None):
    return Statement(
        mention_id=MENTION.id,
        property=prop,
        act=act,
        value=value,
        passage=ANCHOR,
        speaker=ActorName(name="the text"),
        speaker_kind=SpeakerKind.MEDIA,
        place=place,
    )


def profile(*statements, relations=()):
    coding = Coding(document_id="d", coder="test", mentions=(MENTION,), statements=statements)
    [found] = profiles([coding], {}, relations, ActorResolver(Book(), [coding]))
    return found


def test_what_no_statement_tells_is_empty():
    found = profile()
    assert (found.date, found.place, found.type, found.actors, found.main) == (None, None, None, (), False)
    assert (found.fatalities_low, found.fatalities_high, found.anchor_words) == (None, None, "blast")


def test_a_value_read_with_no_more_than_even_chance_tells_nothing_until_a_person_accepts_it():
    byline = replace(told(Property.DATE, "2031-03-09"), probability=0.5)
    assert profile(byline).date is None
    coding = Coding(document_id="d", coder="test", mentions=(MENTION,), statements=(byline,))
    [found] = profiles([coding], {}, (), ActorResolver(Book(), [coding]), {byline.id: Verdict.ACCEPT})
    assert str(found.date) == "2031-03-09"


def test_a_value_that_a_person_rejected_tells_nothing():
    date = told(Property.DATE, "2031-03-09")
    coding = Coding(document_id="d", coder="test", mentions=(MENTION,), statements=(date,))
    [found] = profiles([coding], {}, (), ActorResolver(Book(), [coding]), {date.id: Verdict.REJECT})
    assert found.date is None


def test_dates_are_combined_and_those_that_do_not_meet_are_left_out():
    found = profile(told(Property.DATE, "2031-03"), told(Property.DATE, "2031-03-08"), told(Property.DATE, "1999"))
    assert str(found.date) == "2031-03-08"


def test_the_most_precise_place_and_type_are_taken():
    town = Place(name="Wexmarsh", countries=("XE",), latitude=-35.9, longitude=-22.3, radius_m=3_000)
    country = Place(name="Ardelune", countries=("XE",), latitude=-36.0, longitude=-23.3, radius_m=180_000)
    found = profile(
        told(Property.PLACE, "Ardelune", place=country),
        told(Property.PLACE, "Wexmarsh", place=town),
        told(Property.TYPE, "attack"),
        told(Property.TYPE, "bombing"),
    )
    assert (found.place, found.type) == (town, EventType.BOMBING)


def test_the_denied_are_named_too_and_denied_tolls_are_not():
    found = profile(
        told(Property.PERPETRATOR, "Marsh Column", Act.DENIES),
        told(Property.PERPETRATOR, "Reed Front", Act.CLAIMS),
        told(Property.FATALITIES, "300", Act.DENIES),
        told(Property.FATALITIES, "9..12"),
        told(Property.FATALITIES, "11+"),
    )
    assert found.actors == ("marsh column", "reed front")
    assert (found.fatalities_low, found.fatalities_high) == (9, None)


def test_a_copy_has_the_origin_of_what_it_repeats_and_a_partial_one_its_own():
    def relation(kind):
        return [DocumentRelation(document_id="d", origin_id="o", kind=kind, similarity=0.9)]

    assert profile(relations=relation("copy")).origin_id == "o"
    assert profile(relations=relation("partial")).origin_id == "d"


def test_a_value_that_cannot_be_read_is_left_out():
    found = profile(
        told(Property.DATE, "last week"), told(Property.FATALITIES, "dozens"), told(Property.TYPE, "mayhem")
    )
    assert (found.date, found.fatalities_low, found.type) == (None, None, None)


@pytest.mark.parametrize(
    ("quote", "basis"),
    [
        ("WEXMARSH (Mereld Wire) - A group denied it.", "dateline"),
        ("WEXMARSH, June 2 (Mereld Wire) \N{EM DASH} A group denied it.", "dateline"),
        ("WEXMARSH \N{EN DASH} A group denied it.", "dateline"),
        ("WEXMARSH BLAST KILLS TWO", "named"),
    ],
)
def test_the_place_of_a_dateline_is_known_as_such(quote, basis):
    passage = Passage(document_id="d", start=0, end=len(quote), quote=quote)
    town = Place(name="Wexmarsh", latitude=1.0, longitude=2.0, radius_m=3_000, basis="named")
    said = replace(told(Property.PLACE, "Wexmarsh", place=town), passage=passage, words="WEXMARSH")
    assert profile(said).place == replace(town, basis=basis)
