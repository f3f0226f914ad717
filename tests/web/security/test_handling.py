"""Who may see marked documents in the app and API, and who may forget. All reports are invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from tests.pipeline.forgetting.ledgers import MARKER, filled, remains, written
from tests.web.team import Team, make_team, token_of

from counterclaim.model.account import TeamRole
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.desk import open_desk


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[tuple[Team, str, Path]]:
    ledger = tmp_path / "ledger.db"
    wanted = filled(ledger, written(tmp_path / "reports"))
    team = make_team(ledger)
    yield team, wanted, ledger
    team.app.state.desk.close()
    team.app.state.runner.close()
    team.accounts.close()


def mark(team: Team, document: str, handling: str, role: TeamRole = TeamRole.ADJUDICATOR) -> int:
    body = {"verdict": "mark", "subjects": [document], "reason": "agreed", "changes": {"handling": handling}}
    return team.with_token(str(role)).post("/api/v1/judgements", json=body).status_code


@pytest.mark.parametrize(("handling", "sees"), [("green", 4), ("amber", 3), ("red", 2)])
def test_each_role_sees_what_its_mark_lets_it_see(marked: tuple[Team, str, Path], handling: str, sees: int) -> None:
    team, wanted, _ = marked
    assert mark(team, wanted, handling) == 201
    places = (
        f"/api/v1/documents/{wanted}", f"/api/v1/search?q={MARKER}", "/api/v1/events", "/api/v1/activity",
        "/api/v1/queue", "/api/v1/problems", "/", "/queue", f"/search?q={MARKER}", "/activity", f"/documents/{wanted}",
    )  # fmt: skip
    for role in list(TeamRole)[: 4 - sees]:
        client = team.with_token(str(role))
        for place in places:
            # What was searched for stands on the page itself; the word beside it only in the report.
            word = "Brigade" if "search" in place else MARKER
            assert word not in client.get(place).text, (role, place)
        assert client.get(f"/api/v1/documents/{wanted}").status_code == 404
    for role in list(TeamRole)[4 - sees :]:
        assert team.with_token(str(role)).get(f"/api/v1/documents/{wanted}").status_code == 200


def test_what_another_process_marks_or_gives_free_is_so_for_the_next_request(marked: tuple[Team, str, Path]) -> None:
    team, wanted, ledger = marked
    reader = team.with_token("reader")
    assert reader.get(f"/api/v1/documents/{wanted}").status_code == 200
    with open_desk(ledger) as desk:
        made = desk.judge("mark", wanted, reason="agreed", by="chief", changes={"handling": "red"})
        assert reader.get(f"/api/v1/documents/{wanted}").status_code == 404
        desk.undo(made.digest, reason="a mistake", by="chief")
        assert reader.get(f"/api/v1/documents/{wanted}").status_code == 200
        desk.judge("mark", wanted, reason="agreed", by="chief", changes={"handling": "amber"})
    assert reader.get(f"/api/v1/documents/{wanted}").status_code == 404
    assert team.with_token("coder").get(f"/api/v1/documents/{wanted}").status_code == 200


def test_as_long_as_nothing_is_hidden_a_request_looks_once_whether_anything_is(marked: tuple[Team, str, Path]) -> None:
    team, wanted, _ = marked
    desk = team.app.state.desk
    looks = Mock(wraps=desk.veils)
    desk.veils = looks
    coder = team.with_token("coder")
    for number in range(5):
        body = {"verdict": "finish", "subjects": [wanted], "reason": f"read {number}"}
        assert coder.post("/api/v1/judgements", json=body).status_code == 201
        assert coder.get(f"/api/v1/documents/{wanted}").status_code == 200
    assert looks.call_count == 1
    assert mark(team, wanted, "red") == 201
    assert coder.get(f"/api/v1/documents/{wanted}").status_code == 404


def test_only_adjudicators_mark_and_only_admins_forget(marked: tuple[Team, str, Path]) -> None:
    team, wanted, _ = marked
    assert mark(team, wanted, "red", TeamRole.CODER) == 403
    for role in (TeamRole.READER, TeamRole.CODER, TeamRole.ADJUDICATOR):
        asked = team.with_token(str(role)).post(f"/api/v1/documents/{wanted}/forget", json={"reason": "r"})
        assert asked.status_code == 403
    forged = team.signed_in("admin").post(f"/documents/{wanted}/forget", data={"reason": "r", "sure": "yes"})
    assert forged.status_code == 403


def test_an_admin_forgets_by_page_and_nothing_is_found_any_more(marked: tuple[Team, str, Path]) -> None:
    team, wanted, ledger = marked
    client = team.signed_in("admin")
    shown = client.get(f"/documents/{wanted}").text
    form = {"csrf_token": token_of(shown), "reason": "asked for", "sure": "yes"}
    assert client.post(f"/documents/{wanted}/forget", data=form).status_code == 303
    assert client.get(f"/documents/{wanted}").status_code == 404
    assert team.with_token("admin").get(f"/api/v1/search?q={MARKER}").json()["results"] == []
    team.app.state.runner.close()
    assert remains(ledger, MARKER) == []
    with open_ledger(ledger) as book:
        assert book.verify().faults == []
