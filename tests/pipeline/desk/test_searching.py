"""Search follows what happens in the ledger, and never tells what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.desk.stories import CLOCK, REPORTS, ledger_of, write_reports

from counterclaim.errors import ConfigError
from counterclaim.model import Property
from counterclaim.model.desk import SearchFilters
from counterclaim.pipeline.desk import Desk, finding, open_desk
from counterclaim.pipeline.desk import desk as desk_module
from counterclaim.pipeline.ledger import open_ledger
from counterclaim.settings import LedgerFiles


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return ledger_of(tmp_path)


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with open_desk(path, clock=lambda: CLOCK) as made:
        yield made


def quotes(desk: Desk, **filters: str) -> set[str]:
    found = desk.search("bomb* OR claimed OR said", filters=SearchFilters(kind="statement", **filters), limit=500)
    assert found.total == len(found.results)
    return {result.statement_id for result in found.results}


def test_quotes_are_found_by_act_and_by_actor(desk: Desk) -> None:
    claims = quotes(desk, act="claims")
    assert claims
    assert {str(desk.statement(s).statement.act) for s in claims} == {"claims"}
    page = desk.search("bomb* OR claimed", filters=SearchFilters(act="claims"))
    actors = dict(dict(page.facets)["actor"])
    assert actors
    for actor, count in actors.items():
        assert len(quotes(desk, act="claims", actor=actor)) >= count


def test_documents_come_once_unless_quotes_are_asked_for(desk: Desk) -> None:
    page = desk.search("bomb*")
    assert [r.statement_id for r in page.results] == [""] * page.total
    kinds = dict(dict(page.facets)["kind"])
    assert kinds["document"] == page.total
    assert desk.search("bomb*", filters=SearchFilters(kind="statement")).total == kinds["statement"]


def test_a_rejected_and_a_corrected_reading_are_no_longer_found_as_they_were(desk: Desk) -> None:
    (claim,) = quotes(desk, act="claims")
    blamed = min(quotes(desk, act="attributes"))
    denials = quotes(desk, act="denies")
    made = desk.judge("reject", blamed, reason="not said", by="ada")
    desk.judge("correct", claim, reason="it denies", by="ada", changes={"act": "denies"})
    assert quotes(desk, act="claims") == set()
    assert blamed not in quotes(desk, act="attributes")
    assert len(quotes(desk, act="denies")) == len(denials) + 1
    desk.undo(made.digest, reason="it is", by="ada")
    assert blamed in quotes(desk, act="attributes")


def test_what_is_added_is_found_and_what_is_forgotten_is_gone_from_the_disk(desk: Desk, path: Path) -> None:
    assert desk.search("zwielicht").total == 0
    report = (("late", "A bomb in Zwielicht killed 2 people on 3 July 2017. The Harbour Watch claimed it."),)
    with open_ledger(path, clock=lambda: CLOCK) as ledger:
        ledger.add(write_reports(path.parent, report, "late.jsonl"))
        ledger.run()
    (found,) = desk.search("zwielicht").results
    with open_ledger(path, clock=lambda: CLOCK) as ledger:
        ledger.forget(found.document_id, reason="asked for", by="ada")
    assert desk.search("zwielicht").total == 0
    assert desk.search("bomb*").total > 0
    kept = b"".join(file.read_bytes() for file in LedgerFiles(path).index.rglob("*") if file.is_file())
    assert b"wielicht" not in kept


def test_a_large_ledger_is_indexed_beside_what_people_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "SMALL", 0)
    with open_desk(path) as desk:
        first = desk.search("bomb*")
        assert first.behind == len(REPORTS)
        desk._finding._beside.join()
        assert desk.search("bomb*").behind == 0
        assert desk.search("bomb*").total > 0


def test_ids_are_those_of_the_results(desk: Desk) -> None:
    wanted = SearchFilters(kind="statement")
    page = desk.search("bomb*", filters=wanted, limit=100)
    assert desk.search_ids("bomb*", filters=wanted) == [(r.document_id, r.statement_id) for r in page.results]


def test_a_query_that_cannot_be_read_is_refused_by_place(desk: Desk) -> None:
    with pytest.raises(ConfigError) as refused:
        desk.search('bomb "in the')
    assert refused.value.where == "character 6 of the search"


def test_of_an_event_of_many_mentions_the_weightiest_are_shown_and_all_can_be_read(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = max(desk.events().items, key=lambda r: r.documents)
    whole = desk.event(row.id)
    assert row.documents > 1
    monkeypatch.setattr(desk_module, "SHOWN", 1)
    with open_desk(path) as other:
        part = other.event(row.id)
        assert part.event == whole.event
        assert part.assessments == whole.assessments
        assert len(part.mentions) == 1
        verdict = whole.assessment(Property.PERPETRATOR)
        assert verdict is not None
        assert verdict.weights[0].statement_ids[0] in {v.statement.id for v in part.statements}
        assert other.event(row.id, whole=True) == whole
        told, cursor = [], ""
        while True:
            page = other.event_statements(row.id, cursor=cursor, limit=1)
            told += page.items
            if not (cursor := page.next):
                break
        assert sorted(v.statement.id for v in told) == sorted(v.statement.id for v in whole.statements)
