"""The queue of a ledger: what it asks, how it follows judgements, and what the verb says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.pipeline.desk.stories import CLOCK, ledger_of
from typer.testing import CliRunner

from counterclaim.cli.app import app
from counterclaim.model.desk import EventQuery
from counterclaim.pipeline.desk import Desk, open_desk
from counterclaim.pipeline.ledger import open_ledger
from counterclaim.review.queue import KIND_WORDS, KINDS

TWICE = (
    ("pier", "A bomb in Myawaddy killed 3 people on 2 June 2014. The Karen National Union claimed responsibility."),
    ("market", "A bomb in Myawaddy killed 3 people on 2 June 2014. Police blamed the Quillhaven Front."),
)


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """A ledger whose two reports a person holds apart, so that they are two events."""
    path = ledger_of(tmp_path, TWICE)
    with open_ledger(path, clock=lambda: CLOCK) as book:
        view = book.views()[0]
        other = next(m.document_id for m in view.mentions if m.id != view.mentions[0].id)
        book.judge("split", view.event.id, other, reason="two bombs", by="ada")
        book.run()
        assert len(book.views()) == 2
    return path


def asked(desk: Desk, kind: str) -> list[tuple[str, ...]]:
    return [tuple(sorted((i.subject_id, i.event_id))) for i in desk.queue(kind).items]


def test_two_events_that_may_be_one_are_asked_about_as_long_as_nobody_has_decided(split: Path) -> None:
    with open_desk(split, clock=lambda: CLOCK) as desk:
        events = tuple(sorted(row.id for row in desk.events().items))
        assert asked(desk, "duplicate") == []
        apart = next(i.judgement for i in desk.activity().items if i.judgement)
        taken = desk.undo(apart.digest, reason="one bomb after all", by="ada")
        assert asked(desk, "duplicate") == [events]
        assert desk.queue("duplicate").items[0].why == "the same day, both at Myawaddy"
        merged = desk.judge("merge", *events, reason="one bomb", by="bo")
        assert asked(desk, "duplicate") == []
        desk.undo(merged.digest, reason="not yet", by="bo")
        assert asked(desk, "duplicate") == [events]
        desk.judge("split", *events, reason="two bombs, really", by="bo")
        assert asked(desk, "duplicate") == []
        assert desk.judgement(taken.digest) == taken


def test_events_that_a_person_holds_apart_by_their_ids_stay_two_in_the_next_run(split: Path) -> None:
    with open_ledger(split, clock=lambda: CLOCK) as book:
        apart = book.judgements()[0]
        events = [view.event.id for view in book.views()]
        book.judge("undo", apart.digest, reason="by documents", by="ada")
        book.judge("split", *events, reason="by events", by="ada")
        book.run()
        assert len(book.views()) == 2
        book.judge("undo", book.judgements()[-1].digest, reason="one after all", by="ada")
        book.run()
        assert len(book.views()) == 1


def test_what_is_built_anew_asks_the_same_as_what_followed_the_judgements(split: Path) -> None:
    with open_desk(split, clock=lambda: CLOCK) as desk:
        statement = next(s for s in desk.event(desk.events(EventQuery()).items[0].id).statements)
        desk.judge("accept", statement.statement.id, reason="read", by="ada")
        desk.judge("reject", statement.statement.id, reason="not said", by="bo")
        followed = desk.queue(limit=200).items
        assert followed[0].kind == "conflict"
        with open_ledger(split, clock=lambda: CLOCK) as book:
            book.run()
        built = desk.queue(limit=200).items
    assert [(i.kind, i.subject_id) for i in built] == [(i.kind, i.subject_id) for i in followed]


def test_the_verb_lists_the_same_with_reasons_and_ways(split: Path) -> None:
    with open_desk(split, clock=lambda: CLOCK) as desk:
        wanted = desk.queue(limit=3)
    told = CliRunner().invoke(app, ["queue", "--ledger", str(split), "--limit", "3", "--json"])
    found = json.loads(told.stdout)
    assert [item["subject_id"] for item in found["items"]] == [item.subject_id for item in wanted.items]
    assert all(item["why"] and item["actions"] for item in found["items"])
    assert found["total"] == wanted.total == sum(found["counts"].values())
    plain = CliRunner().invoke(app, ["queue", "--ledger", str(split)])
    assert f"{wanted.total} wait: " in plain.stdout
    assert wanted.items[0].kind in plain.stdout
    refused = CliRunner().invoke(app, ["queue", "--ledger", str(split), "--kind", "colour"])
    assert refused.exit_code != 0


def test_every_kind_has_words() -> None:
    assert set(KIND_WORDS) == set(KINDS)
