"""Decisions through the API: recorded once, held to what was seen, and allowed by role."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.team import ORIGIN, Team, make_local

from counterclaim.pipeline import open_ledger

JUDGE = "/api/v1/judgements"


def statements(client: TestClient) -> list[str]:
    events = [row["id"] for row in client.get("/api/v1/events").json()["items"]]
    return [s["statement"]["id"] for s in client.get(f"/api/v1/events/{events[0]}").json()["statements"]]


def accept(statement: str, reason: str = "read in the original") -> dict[str, object]:
    return {"verdict": "accept", "subjects": [statement], "reason": reason}


def chain(world: Team) -> list[tuple[str, str, str]]:
    with open_ledger(world.app.state.settings.ledger, create=False) as book:
        assert book.verify().sound
        return [(str(j.verdict), j.by, j.reason) for j in book.judgements()]


def test_a_judgement_is_recorded_in_the_name_of_the_account_and_found_again(world: Team) -> None:
    client = world.with_token("coder")
    statement = statements(client)[0]
    answer = client.post(JUDGE, json=accept(statement))
    assert answer.status_code == 201
    made = answer.json()
    assert made["by"] == "coder"
    assert client.get(answer.headers["location"]).json() == made
    assert client.get(f"{JUDGE}/{made['digest'][:12]}").json() == made
    assert client.get(f"/api/v1/statements/{statement}").json()["verdict"] == "accept"
    assert client.get("/api/v1/me").json()["pending"] == 1
    assert chain(world) == [("accept", "coder", "read in the original")]


def test_the_same_key_again_is_answered_again_and_recorded_once(world: Team) -> None:
    client = world.with_token("coder")
    first, second = statements(client)[:2]
    key = {"Idempotency-Key": "8f14e45f-ceea-467f-a0e6-0123456789ab"}
    answers = [client.post(JUDGE, json=accept(first), headers=key) for _ in range(3)]
    assert [a.status_code for a in answers] == [201] * 3
    assert len({a.text for a in answers}) == 1
    other = client.post(JUDGE, json=accept(second), headers=key)
    assert (other.status_code, other.json()["detail"]) == (422, "the key was used for another request")
    theirs = world.with_token("adjudicator").post(JUDGE, json=accept(second), headers=key)
    assert theirs.status_code == 201, "another account's keys are its own"
    assert len(chain(world)) == 2


def test_one_request_sent_many_times_at_once_is_recorded_once(world: Team) -> None:
    client = world.with_token("coder")
    body, told = accept(statements(client)[0]), []
    key = {"Idempotency-Key": "at-once-at-once"}

    def send() -> None:
        told.append(client.post(JUDGE, json=body, headers=key))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {a.status_code for a in told} == {201}
    assert len({a.json()["digest"] for a in told}) == 1
    assert len(chain(world)) == 1


@pytest.mark.parametrize("key", ["short", "x" * 101, "with space", "é" * 10])
def test_a_key_that_is_none_is_refused(world: Team, key: str) -> None:
    client = world.with_token("coder")
    answer = client.post(JUDGE, json=accept(statements(client)[0]), headers={"Idempotency-Key": key.encode()})
    assert answer.status_code == 422
    assert chain(world) == []


def test_a_decision_about_what_has_changed_since_is_refused(world: Team) -> None:
    one, two = world.with_token("coder"), world.with_token("adjudicator")
    statement = statements(one)[0]
    seen = one.get(f"/api/v1/statements/{statement}").headers["etag"]
    assert two.post(JUDGE, json=accept(statement), headers={"If-Match": seen}).status_code == 201
    late = one.post(JUDGE, json=accept(statement, "too late"), headers={"If-Match": seen})
    assert late.status_code == 412
    fresh = one.get(f"/api/v1/statements/{statement}").headers["etag"]
    assert late.headers["etag"] == fresh
    assert one.post(JUDGE, json=accept(statement, "anew"), headers={"If-Match": fresh}).status_code == 201
    assert [reason for _, _, reason in chain(world)] == ["read in the original", "anew"]
    undo = {"verdict": "undo", "subjects": ["ffffffff"], "reason": "x"}
    assert one.post(JUDGE, json=undo, headers={"If-Match": fresh}).status_code == 422


def test_coders_take_back_their_own_and_adjudicators_everybodys(world: Team) -> None:
    coder, adjudicator, admin = (world.with_token(role) for role in ("coder", "adjudicator", "admin"))
    one, two = statements(coder)[:2]
    own = coder.post(JUDGE, json=accept(one)).json()["digest"]
    others = admin.post(JUDGE, json=accept(two)).json()["digest"]

    def undo(client: TestClient, digest: str) -> int:
        return client.post(JUDGE, json={"verdict": "undo", "subjects": [digest], "reason": "mistaken"}).status_code

    assert undo(coder, others) == 403
    assert undo(coder, own) == 201
    assert undo(adjudicator, others) == 201
    assert world.refusals() == [("role", 403, "coder")]


def test_readers_do_not_judge_and_coders_lift_no_mask(world: Team) -> None:
    coder = world.with_token("coder")
    statement = statements(coder)[0]
    assert world.with_token("reader").post(JUDGE, json=accept(statement)).status_code == 403
    unmask = {"verdict": "unmask", "subjects": ["A. Name"], "reason": "convicted, record 12/31"}
    assert coder.post(JUDGE, json=unmask).status_code == 403
    assert world.with_token("adjudicator").post(JUDGE, json=unmask).status_code == 201
    assert [verdict for verdict, _, _ in chain(world)] == ["unmask"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"verdict": "accept"},
        {"verdict": "applaud", "subjects": ["x"], "reason": "y"},
        {"verdict": "accept", "subjects": [], "reason": "y"},
        {"verdict": "accept", "subjects": ["stm_none"], "reason": "y"},
        {"verdict": "accept", "subjects": ["x", "y"], "reason": "y"},
        {"verdict": "accept", "subjects": "stm_x", "reason": "y"},
        {"verdict": "accept", "subjects": ["stm_x"], "reason": ""},
        {"verdict": "accept", "subjects": ["stm_x"], "reason": "   "},
        {"verdict": "accept", "subjects": ["stm_x"], "reason": "x" * 4001},
        {"verdict": "accept", "subjects": ["stm_x"], "reason": "a\0b"},
        {"verdict": "accept", "subjects": ["\ud800"], "reason": "y"},
        {"verdict": "accept", "subjects": ["stm_x"] * 501, "reason": "y"},
        {"verdict": "accept", "subjects": ["stm_x"], "reason": "y", "by": "somebody else"},
        {"verdict": "accept", "subjects": ["stm_x"], "reason": "y", "changes": {"act": 7}},
        {"verdict": "merge", "subjects": ["evt_x"], "reason": "y"},
        {"verdict": "consent", "subjects": ["http://127.0.0.1/"], "reason": "y"},
        {"verdict": "undo", "subjects": ["nothing"], "reason": "y"},
        {"verdict": "resolve", "subjects": ["evt_x"], "reason": "y", "changes": {}},
    ],
)
def test_what_is_no_decision_is_refused_and_nothing_is_recorded(world: Team, body: object) -> None:
    import json

    answer = world.with_token("admin").post(
        JUDGE, content=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["detail"]
    assert chain(world) == []


def test_bodies_that_are_no_json_are_refused(world: Team) -> None:
    client = world.with_token("coder")
    for body in (b"", b"{", b"\xff\xfe", b'{"a":' * 100_000, b"[" * 100_000, b"NaN"):
        answer = client.post(JUDGE, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422), body[:20]


def test_a_merge_is_seen_beforehand_recorded_and_taken_back(world: Team) -> None:
    client = world.with_token("coder")
    ids = [row["id"] for row in client.get("/api/v1/events").json()["items"]][:2]
    seen = client.post(f"{JUDGE}/preview", json={"verdict": "merge", "subjects": ids})
    assert seen.status_code == 200, seen.text
    assert [row["id"] for row in seen.json()["before"]] == ids
    assert len(seen.json()["after"]) == 1
    assert chain(world) == []
    made = client.post(JUDGE, json={"verdict": "merge", "subjects": ids, "reason": "one bombing"}).json()
    undo = {"verdict": "undo", "subjects": [made["digest"]], "reason": "two after all"}
    assert client.post(JUDGE, json=undo).status_code == 201


def test_on_ones_own_machine_a_program_judges_with_the_token_of_its_session(estuary: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(estuary, tmp_path / "own")
    client = TestClient(make_local(tmp_path / "own" / "ledger.db"), base_url=ORIGIN)
    statement = statements(client)[0]
    assert client.post(JUDGE, json=accept(statement)).status_code == 403
    token = client.get("/api/v1/me").json()["csrf_token"]
    answer = client.post(JUDGE, json=accept(statement), headers={"X-CSRF-Token": token})
    assert answer.status_code == 201
    assert answer.json()["by"] == "kit"
    assert client.get("/api/v1/accounts").status_code == 404
