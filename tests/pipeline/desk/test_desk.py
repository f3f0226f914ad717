"""The desk over a small ledger of invented reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.desk.stories import CLOCK, ledger_of

from counterclaim.errors import ConfigError
from counterclaim.model.desk import EventQuery
from counterclaim.pipeline.desk import Desk, open_desk
from counterclaim.pipeline.ledger import open_ledger
from counterclaim.review.queue import KINDS


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger_of(tmp_path_factory.mktemp("told"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(ledger_of(tmp_path), clock=lambda: CLOCK) as opened:
        yield opened


@pytest.fixture(scope="module")
def seen(told: Path) -> Iterator[Desk]:
    with open_desk(told, clock=lambda: CLOCK) as opened:
        yield opened


def test_events_come_page_by_page_in_the_order_of_their_dates(seen: Desk) -> None:
    first = seen.events(limit=2)
    rest = seen.events(cursor=first.next, limit=2)
    assert [row.when for row in (*first.items, *rest.items)] == ["2014-06-02", "2015-03-09", "2016-05-01"]
    assert (first.total, rest.next) == (3, "")


@pytest.mark.parametrize(
    ("query", "places"),
    [
        (EventQuery(place="lash"), ["Lashio"]),
        (EventQuery(place="FR"), ["Paris"]),
        (EventQuery(actor="Karen National Union"), ["Myawaddy"]),
        (EventQuery(since="2015", until="2016-04"), ["Lashio"]),
        (EventQuery(contested=True), ["Myawaddy"]),
        (EventQuery(text="bomb par"), ["Paris"]),
        (EventQuery(type="bombing", sort="-date"), ["Paris", "Myawaddy"]),
        (EventQuery(place="Atlantis"), []),
    ],
)
def test_events_are_found_by_every_condition(seen: Desk, query: EventQuery, places: list[str]) -> None:
    assert [row.place for row in seen.events(query).items] == places


def test_wrong_orders_cursors_and_limits_are_refused(seen: Desk) -> None:
    for call in (
        lambda: seen.events(EventQuery(sort="colour")),
        lambda: seen.events(cursor="!!"),
        lambda: seen.events(limit=0),
        lambda: seen.events(EventQuery(since="2016", until="2014")),
    ):
        with pytest.raises(ConfigError):
            call()


def test_an_event_is_the_same_as_the_ledger_shows(seen: Desk, told: Path) -> None:
    row = seen.events(EventQuery(place="Myawaddy")).items[0]
    with open_ledger(told) as book:
        assert seen.event(row.id[:12]) == book.show(row.id)


def test_a_judgement_shows_at_once_and_waits_for_the_next_run(desk: Desk) -> None:
    view = desk.event(desk.events(EventQuery(place="Myawaddy")).items[0].id)
    claim = next(s for s in view.statements if s.statement.act == "claims")
    assert (claim.verdict, desk.pending()) == (None, 0)
    made = desk.judge("accept", claim.statement.id, reason="read in the original", by="ada")
    assert (made.by, made.at) == ("ada", CLOCK)
    assert desk.statement(claim.statement.id).verdict == "accept"
    assert desk.pending() == 1
    assert desk.document(claim.document.id).judgements == (made,)
    desk.undo(made.digest, reason="too soon", by="ada")
    assert desk.statement(claim.statement.id).verdict is None
    assert desk.pending() == 2


def test_a_correction_stands_beside_the_machines_reading(desk: Desk) -> None:
    view = desk.event(desk.events(EventQuery(place="Myawaddy")).items[0].id)
    claim = next(s.statement for s in view.statements if s.statement.act == "claims")
    desk.judge("correct", claim.id, reason="the letter is unsigned", by="ada", changes={"act": "attributes"})
    history = desk.statement_history(claim.id)
    assert (str(history.machine.act), str(history.present.statement.act)) == ("claims", "attributes")
    assert [(r.judgement.by, r.statement.act) for r in history.readings if r.statement] == [("ada", "attributes")]
    assert history.event_id == view.event.id


def test_a_merge_is_previewed_and_recorded(desk: Desk) -> None:
    rows = desk.events().items
    seen = desk.preview("merge", rows[0].id, rows[1].id)
    assert [row.id for row in seen.before] == [rows[0].id, rows[1].id]
    assert seen.after[0].statements == rows[0].statements + rows[1].statements
    assert desk.pending() == 0
    desk.judge("merge", rows[0].id, rows[1].id, reason="one attack", by="ada")
    assert desk.changes_since(0)[-1].kind == "judgement"


def test_actors_search_problems_and_queue_answer(seen: Desk) -> None:
    union = next(row for row in seen.actors("karen").items)
    assert seen.actor(union.key).row == union
    found = seen.search("Lashio")
    assert found.results[0].title == "lashio"
    assert ("language", (("en", found.total),)) in found.facets
    assert seen.problems().total == len(seen.problems().items)
    assert {item.kind for item in seen.queue().items} <= set(KINDS)


def test_unknown_ids_are_refused_with_a_remedy(seen: Desk) -> None:
    for look in (seen.event, seen.document, seen.statement, seen.actor, seen.related, seen.event_history):
        with pytest.raises(ConfigError) as refused:
            look("nothing")
        assert refused.value.remedy
