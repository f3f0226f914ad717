"""What a desk shows to somebody who codes a part of the ledger blind, and to everybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.pipeline.desk.stories import CLOCK, ledger_of

from counterclaim.errors import ConfigError
from counterclaim.model import Anchor, EventView, StatementView
from counterclaim.model.desk import EventQuery
from counterclaim.pipeline.desk import Desk, open_desk
from counterclaim.pipeline.desk.blind import BlindDesk
from counterclaim.review.sampling import Plan


def blind_to(desk: Desk, name: str) -> BlindDesk:
    return BlindDesk(desk, desk.double_coding.sight(name))


def drawn(desk: Desk, kind: str, size: int) -> tuple[Anchor, ...]:
    plan = Plan(kind=kind, seed="7", coders=("ada", "ben"), blind=True)
    return desk.double_coding.draw(plan, size, reason="march", by="eve").anchors


def told_in(desk: Desk, item: str) -> tuple[EventView, StatementView]:
    """An event and one of its statements in the document with these bytes."""
    events = [desk.event(row.id) for row in desk.events().items]
    return next((e, v) for e in events for v in e.statements if v.document.item_sha256 == item)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(ledger_of(tmp_path), clock=lambda: CLOCK) as opened:
        yield opened


def test_of_a_document_coded_blind_only_ones_own_is_seen_on_any_page(desk: Desk) -> None:
    item = drawn(desk, "documents", 1)[0].item_sha256
    event, view = told_in(desk, item)
    document, statement = view.document, view.statement
    desk.judge("reject", statement.id, reason="not there", by="ben")
    blind, open_ = blind_to(desk, "ada"), blind_to(desk, "eve")

    seen = blind.document(document.id)
    assert (seen.statements, [str(j.verdict) for j in seen.judgements]) == ((), ["sample"])
    assert seen.document.text == desk.document(document.id).document.text
    looks: list[Callable[[Desk], object]] = [
        lambda d: d.statement(statement.id),
        lambda d: d.statement_history(statement.id),
        lambda d: d.event(event.event.id),
        lambda d: d.event_history(event.event.id),
        lambda d: d.event_statements(event.event.id),
        lambda d: d.judgement(desk.activity().items[0].subject),
        lambda d: d.preview("merge", event.event.id, next(r.id for r in desk.events().items if r.id != event.event.id)),
    ]
    for look in looks:
        assert look(open_) == look(desk)
        with pytest.raises(ConfigError, match="You code this blind"):
            look(blind)
    rows = {row.id: row for row in blind.events(EventQuery()).items}
    assert (rows[event.event.id].title, rows[event.event.id].outcome) == ("An event of what you code blind", "")
    assert document.id not in {item.document_id for item in blind.queue(limit=200).items}
    assert document.id in {item.document_id for item in desk.queue(limit=200).items}
    words = statement.passage.quote.split()[1]
    assert not [r for r in blind.search(words).results if r.statement_id and r.document_id == document.id]
    assert not [said for held, said in blind.search_ids(words) if said and held == document.id]
    assert blind.activity().items[0].words == "a decision about what you code blind"
    own = {"quote": statement.passage.quote, "property": "injured", "act": "reports_as_fact", "value": "9"}
    desk.judge("add", document.id, reason="read", by="ada", changes=own)
    assert [v.statement.value for v in blind_to(desk, "ada").document(document.id).statements] == ["9"]


def test_everything_is_seen_once_all_have_coded_it(desk: Desk) -> None:
    drawn(desk, "documents", 1)
    item = desk.double_coding.sample().sample.units[0].item_sha256
    document = told_in(desk, item)[1].document
    desk.judge("finish", document.id, reason="whole", by="ada")
    assert blind_to(desk, "ada").document(document.id).statements == ()
    desk.judge("finish", document.id, reason="whole", by="ben")
    assert blind_to(desk, "ada").document(document.id) == desk.document(document.id)


def test_of_a_statement_coded_blind_the_rest_of_its_document_is_seen(desk: Desk) -> None:
    unit = drawn(desk, "statements", 1)[0]
    document = told_in(desk, unit.item_sha256)[1].document
    every, seen = desk.document(document.id).statements, blind_to(desk, "ada").document(document.id).statements
    hidden = [v.statement for v in every if v not in seen]
    assert {str(s.property) for s in hidden} == {unit.property}
    assert seen
    # Its anchor has the machine's reading.
    with pytest.raises(ConfigError, match="You code this blind"):
        blind_to(desk, "ada").judgement(desk.double_coding.sample().sample.id)


def test_the_queue_of_who_codes_blind_is_filled_from_what_comes_after(desk: Desk) -> None:
    drawn(desk, "documents", 2)
    blind = blind_to(desk, "ada")
    whole = blind.queue(limit=200).items
    first = blind.queue(limit=2)
    rest = blind.queue(cursor=first.next, limit=200)
    assert len(first.items) == 2
    assert (*first.items, *rest.items) == whole
