"""What every answer carries, how much is taken, how often, and what faults tell."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.team import ORIGIN, Team, make_local, make_team

from counterclaim.errors import StorageError
from counterclaim.web.security import Action, needs
from counterclaim.web.security.limiting import Limits, network
from counterclaim.web.security.refusals import Refusal

CARRIED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
}


def test_pages_refusals_files_and_faults_carry_the_headers(team: Team) -> None:
    client = team.signed_in("coder")
    for answer in (
        client.get("/account"),
        client.get("/people"),
        client.get("/no-such-page"),
        client.get("/account", headers={"Host": "evil.example"}),
        team.client().get("/account"),
    ):
        assert {name: answer.headers[name] for name in CARRIED} == CARRIED, answer.status_code
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
    style = client.get("/static/base.css")
    assert style.headers["x-content-type-options"] == "nosniff"


def test_a_body_that_is_too_large_is_refused_announced_or_not(team: Team) -> None:
    client = team.with_token("coder")
    large = b"x" * (2 * 1024 * 1024 + 1)
    assert client.post("/account/tokens", content=large).status_code == 413
    assert client.post("/account/tokens", content=iter([large[:1000], large])).status_code == 413
    assert client.post("/account/tokens", content=b"x", headers={"Content-Length": "-1"}).status_code == 400
    assert client.get("/account?" + "x" * 9000).status_code == 414
    assert [why for why, _, _ in team.refusals()] == ["size"] * 4


def test_a_fault_tells_the_client_nothing_and_the_log_all(empty_ledger: Path) -> None:
    stream = io.StringIO()
    app = make_local(empty_ledger, stream)

    @app.get("/api/v1/broken", dependencies=[needs(Action.READ)])
    def broken() -> None:
        raise KeyError("the secret of the house\n{}")

    @app.get("/api/v1/away", dependencies=[needs(Action.READ)])
    def away() -> None:
        raise StorageError("connection refused", where="postgresql://user:password@host/x")

    client = TestClient(app, base_url=ORIGIN)
    answer = client.get("/api/v1/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    gone = client.get("/api/v1/away")
    assert (gone.status_code, gone.headers["retry-after"]) == (503, "2")
    assert "password" not in gone.text
    lines = stream.getvalue().splitlines()
    assert len(lines) == 2
    assert "the secret of the house" in json.loads(lines[0])["exception"]


def test_more_requests_than_a_person_makes_are_refused_by_account(empty_ledger: Path) -> None:
    team = make_team(empty_ledger, limits=Limits(reads="5/minute", writes="2/minute"))
    client = team.with_token("coder")
    answers = [client.get("/api/v1/version").status_code for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2
    assert team.with_token("admin").get("/api/v1/version").status_code == 200
    assert [client.post("/api/v1/nothing").status_code for _ in range(3)] == [404, 404, 429]
    assert team.refusals()[0] == ("rate", 429, "coder")
    team.accounts.close()


def test_guessing_tokens_is_limited_by_address(team: Team) -> None:
    client = team.client()
    client.headers["Authorization"] = "Bearer cct_" + "0" * 24 + "_" + "A" * 43
    answers = [client.get("/api/v1/version").status_code for _ in range(32)]
    assert answers == [401] * 30 + [429] * 2
    assert client.get("/api/v1/version").headers["retry-after"]


@pytest.mark.parametrize(
    "given", ["Bearer", "Bearer ", "Basic YWRtaW46eA==", "bearer cct_x", "Bearer cct_" + "0" * 24 + "_" + "A" * 43, "é"]
)
def test_what_is_no_token_is_refused_even_with_a_session_beside_it(team: Team, given: str) -> None:
    client = team.signed_in("admin")
    answer = client.get("/api/v1/version", headers={"Authorization": given.encode()})
    assert answer.status_code == 401
    assert "invalid_token" in answer.headers["www-authenticate"]
    assert team.refusals() == [("token", 401, "")]


def test_six_addresses_of_one_ipv6_network_are_one(team: Team) -> None:
    assert network("2001:db8:1:2:3::4") == network("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert network("192.0.2.1") != network("192.0.2.2")
    limits = Limits()
    for n in range(20):
        limits.sign_in_failed(f"2001:db8:1:2::{n}", f"name{n}")
    with pytest.raises(Refusal, match="too many"):
        limits.sign_in("2001:db8:1:2::ffff", "another")


def test_nobody_opens_a_websocket(team: Team) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), team.client().websocket_connect("/"):
        pass
