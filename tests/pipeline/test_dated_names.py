"""Whom a name means goes by the year of the event, for who is named and for who speaks. The attacks are invented."""

import pytest
from tests.factories import document, fact, mention, statement

from counterclaim.codebooks import ActorBook
from counterclaim.events import ActorResolver, days_told, profiles
from counterclaim.model import Coding, Event, Property, Verdict
from counterclaim.pipeline.evidence import Context, evidence_by_event


def told(day: str) -> Coding:
    of = document(f"An invented attack of {day}")
    said = (
        statement("DKBA said it did it", of=of, value="DKBA", speaker="DKBA"),
        fact(Property.DATE, day, "on that day", of=of),
    )
    return Coding(document_id=of.id, coder="test/1", mentions=(mention(of),), statements=said)


@pytest.fixture(scope="module")
def book() -> ActorBook:
    return ActorBook.load()


@pytest.mark.parametrize(
    ("day", "actor"),
    [("1997-05-02", "dkba"), ("2014-05-02", "dkba-5"), ("2014", "dkba-5")],
)
def test_who_is_named_and_who_speaks_are_the_actor_of_that_year(book: ActorBook, day: str, actor: str) -> None:
    coding = told(day)
    resolver = ActorResolver(book, [coding])
    of = document(f"An invented attack of {day}")
    event = Event(id="evt_1", mention_ids=(coding.mentions[0].id,))
    context = Context.of({of.id: of}, {}, (), book)
    found = [e for e in evidence_by_event([event], [coding], context, resolver, {})["evt_1"] if e.value_key != day]
    assert [(e.value_key, e.speaker_key) for e in found] == [(actor, actor)]
    assert profiles([coding], {of.id: of}, (), resolver)[0].actors == (actor,)


def test_a_name_of_two_groups_stays_open_where_no_single_year_is_told(book: ActorBook) -> None:
    coding = told("1997-05-02/2014-05-02")
    assert list(days_told(coding).values()) == [None]
    assert ActorResolver(book, [coding]).key("DKBA", (), "", None) == "name:dkba"


def test_a_rejected_date_dates_nothing(book: ActorBook) -> None:
    coding = told("1997-05-02")
    date = coding.statements[1]
    assert days_told(coding, {date.id: Verdict.REJECT}) == {}
