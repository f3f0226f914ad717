"""Whatever people decide, the lists of the desk tell what reading the whole ledger tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pipeline.desk.slow_looks import events_of, index_of, queue_of
from tests.pipeline.desk.stories import CLOCK, ledger_of, write_reports

from counterclaim.errors import ConfigError
from counterclaim.model.desk import EventQuery
from counterclaim.pipeline.desk import Desk, open_desk
from counterclaim.pipeline.desk.indexing import LedgerContent
from counterclaim.pipeline.ledger import Ledger, open_ledger
from counterclaim.pipeline.progress import Silent

QUERIES = (
    EventQuery(),
    EventQuery(sort="-date"),
    EventQuery(contested=True),
    EventQuery(contested=False),
    EventQuery(place="la"),
    EventQuery(place="mm"),
    EventQuery(actor="Karen National Union"),
    EventQuery(actor="knu"),
    EventQuery(actor="Quillhaven Front"),
    EventQuery(text="bomb"),
    EventQuery(type="bombing"),
    EventQuery(outcome="disputed"),
    EventQuery(since="2015", until="2016-04"),
    EventQuery(since="2014-06-03"),
    EventQuery(until="2014"),
    EventQuery(place="m", contested=True, since="2014"),
)
_CHANGES = (
    ("act", "denies"),
    ("act", "suspects"),
    ("value", "Quillhaven Front"),
    ("value", "Lamplighters"),
    ("speaker", "Harbour Watch"),
)
STEP = st.one_of(
    st.tuples(st.sampled_from(["accept", "reject"]), st.integers(0, 40)),
    st.tuples(st.just("correct"), st.integers(0, 40), st.sampled_from(_CHANGES)),
    st.tuples(st.just("undo"), st.integers(0, 40)),
    st.tuples(st.just("merge"), st.integers(0, 40), st.integers(0, 40)),
    st.tuples(st.just("run")),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Desk]]:
    path = ledger_of(tmp_path_factory.mktemp("made"))
    with open_ledger(path, clock=lambda: CLOCK) as ledger, open_desk(path, clock=lambda: CLOCK) as desk:
        yield ledger, desk


def take(ledger: Ledger, desk: Desk, step: tuple) -> None:
    kind = step[0]
    if kind == "run":
        ledger.run()
        return
    statements = sorted(s.id for c in ledger.reading().applied.codings for s in c.statements)
    judged, events = ledger.judgements(), [row.id for row in desk.events(limit=500).items]
    try:
        if kind == "undo":
            desk.undo(judged[step[1] % len(judged)].digest if judged else "x", reason="r", by="ada")
        elif kind == "merge":
            desk.judge("merge", events[step[1] % len(events)], events[step[2] % len(events)], reason="r", by="ada")
        else:
            changes = {step[2][0]: step[2][1]} if kind == "correct" else None
            desk.judge(kind, statements[step[1] % len(statements)], reason="r", by="ada", changes=changes)
    except ConfigError:
        pass  # what does not fit is refused, and changes nothing


def all_of(desk: Desk, query: EventQuery, limit: int) -> list:
    found, cursor = [], ""
    while True:
        page = desk.events(query, cursor=cursor, limit=limit)
        found += page.items
        cursor = page.next
        if not cursor:
            assert page.total == len(found)
            return found


def agree(ledger: Ledger, desk: Desk) -> None:
    for query in QUERIES:
        slow = events_of(ledger, query)
        assert all_of(desk, query, 2) == (slow[::-1] if query.sort == "-date" else slow), query
    for wanted in ({"place": "la"}, {"actor": "knu"}, {"contested": True}, {"since": "2014-06-03", "until": "2015"}):
        # The slow answer takes the filter's own word for it.
        slow = [row.id for row in events_of(ledger, EventQuery(**wanted))]
        assert [view.event.id for view in ledger.views(**wanted)] == slow
    assert list(desk.queue(limit=500).items) == queue_of(ledger)
    for row in desk.events(limit=500).items:
        assert desk.event(row.id) == next(v for v in ledger.views() if v.event.id == row.id)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=5))
def test_fast_and_slow_answers_are_the_same_after_any_judgements(made: tuple[Ledger, Desk], steps: list) -> None:
    ledger, desk = made
    for step in steps:
        take(ledger, desk, step)
    agree(ledger, desk)


def test_following_judgements_leaves_the_tables_as_making_them_anew_does(tmp_path: Path) -> None:
    path = ledger_of(tmp_path)
    with open_ledger(path, clock=lambda: CLOCK) as ledger, open_desk(path, clock=lambda: CLOCK) as desk:
        for step in (("accept", 3), ("correct", 5, ("act", "denies")), ("reject", 11), ("undo", 1), ("accept", 8)):
            take(ledger, desk, step)
            desk.events()
        followed = index_of(ledger)
        ledger._storage.index.replace(LedgerContent(ledger._storage, ledger._codebook, Silent()).content())
        assert followed == index_of(ledger)
        assert ledger.run().derived
        by_run = index_of(ledger)
        ledger._storage.index.replace(LedgerContent(ledger._storage, ledger._codebook, Silent()).content())
        assert by_run == index_of(ledger)


def test_lists_that_were_never_made_are_made_at_the_first_look(tmp_path: Path) -> None:
    path = ledger_of(tmp_path)
    with open_ledger(path) as ledger:
        with ledger._storage.database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM counters WHERE name = 'index'")
            connection.exec_driver_sql("DELETE FROM index_events")
        with open_desk(path) as desk:
            assert desk.events().total == 3
            assert [r.id for r in desk.events().items] == [v.event.id for v in ledger.views()]


def test_what_is_added_and_run_later_is_in_the_lists(tmp_path: Path) -> None:
    path = ledger_of(tmp_path)
    with open_ledger(path, clock=lambda: CLOCK) as ledger, open_desk(path) as desk:
        assert desk.events(EventQuery(place="Oslo")).items == ()
        more = (("oslo", "A bomb in Oslo killed 2 people on 3 July 2017. The Harbour Watch claimed responsibility."),)
        ledger.add(write_reports(tmp_path, more, "more.jsonl"))
        before = desk.last_change()
        ledger.run()
        assert [row.place for row in desk.events(EventQuery(place="Oslo")).items] == ["Oslo"]
        assert [c.kind for c in desk.changes_since(before)] == ["code", "run"]
        agree(ledger, desk)
