"""Tokens that do not hold, ids of others and other sites: refused, changing nothing, and each in the log once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from tests.web.team import Team

from counterclaim.model.account import TeamRole

ACCOUNT = "/api/v1/me"


def expired(team: Team, _: str) -> None:
    team.accounts.tokens._clock = lambda: datetime.now(UTC) + timedelta(days=91)


def revoked(team: Team, token: str) -> None:
    team.accounts.tokens.revoke(team.accounts.get("coder"), token.split("_")[1])


def disabled(team: Team, _: str) -> None:
    team.accounts.set_disabled("coder", True)


@pytest.mark.parametrize("end", [expired, revoked, disabled])
def test_a_token_that_held_a_moment_ago_is_worthless_when_replayed(
    team: Team, end: Callable[[Team, str], None]
) -> None:
    token = team.token("coder")
    client = team.client()
    client.headers["Authorization"] = f"Bearer {token}"
    assert [client.get(ACCOUNT).status_code for _ in range(2)] == [200, 200]
    end(team, token)
    for _ in range(2):
        answer = client.get(ACCOUNT)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer ")
    assert team.refusals() == [("token", 401, "")] * 2


def test_a_secret_of_one_token_under_the_id_of_another_is_forged(team: Team) -> None:
    _, own, secret = team.token("coder").split("_", 2)
    _, admins, _ = team.token("admin").split("_", 2)
    client = team.client()
    for forged in (
        f"cct_{admins}_{secret}",
        f"cct_{own}_{secret[::-1]}",
        f"cct_{own}_",
        f"cct_{own}_{secret}_{secret}",
    ):
        assert client.get(ACCOUNT, headers={"Authorization": f"Bearer {forged}"}).status_code == 401
    assert team.refusals() == [("token", 401, "")] * 4
    kept = team.stream.getvalue()
    assert secret not in kept
    assert "cct_" not in kept


def test_another_persons_token_is_neither_seen_nor_revoked(team: Team) -> None:
    victims = team.token("adjudicator")
    thief = team.with_token("coder")
    assert victims.split("_")[1] not in thief.get("/api/v1/tokens").text
    assert thief.delete(f"/api/v1/tokens/{victims.split('_')[1]}").status_code in (404, 422)
    client = team.client()
    assert client.get(ACCOUNT, headers={"Authorization": f"Bearer {victims}"}).json()["name"] == "adjudicator"


def test_a_token_does_not_help_another_site_or_name(team: Team) -> None:
    client = team.with_token("admin", TeamRole.ADMIN)
    for headers, status, why in (
        ({"Host": "evil.example"}, 421, "host"),
        ({"Host": "127.0.0.1.evil.example:8765"}, 421, "host"),
        ({"Origin": "https://evil.example"}, 403, "origin"),
        ({"Origin": "null"}, 403, "origin"),
    ):
        before = len(team.refusals())
        assert client.get(ACCOUNT, headers=headers).status_code == status
        assert client.post("/api/v1/tokens", json={"label": "x"}, headers=headers).status_code == status
        # They are refused before anybody asks who it is.
        assert team.refusals()[before:] == [(why, status, "")] * 2
    assert len(client.get("/api/v1/tokens").json()["items"]) == 1


def test_a_session_of_one_person_with_the_csrf_token_of_another_changes_nothing(team: Team) -> None:
    coder, reader = team.signed_in("coder"), team.signed_in("reader")
    others = reader.get(ACCOUNT).json()["csrf_token"]
    before = len(team.accounts.tokens.of(team.accounts.get("coder")))
    for headers in ({"X-CSRF-Token": others}, {"X-CSRF-Token": ""}, {}):
        assert coder.post("/api/v1/tokens", json={"label": "x"}, headers=headers).status_code == 403
    assert team.refusals() == [("csrf", 403, "coder")] * 3
    assert len(team.accounts.tokens.of(team.accounts.get("coder"))) == before
