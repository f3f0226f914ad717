"""No request changes anything that does not come from a page of the same session."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.team import ORIGIN, PASSWORD, Team, make_local, token_of

from counterclaim.web.security.csrf import csrf_token, load_key


def test_a_form_needs_the_token_of_its_session(team: Team) -> None:
    client, other = team.signed_in("coder"), team.signed_in("admin")
    foreign = token_of(other.get("/account").text)
    own = token_of(client.get("/account").text)
    for token in ("", foreign, own[:-1], own.upper(), "\ud800é"):
        data = {"label": "x"} if not token else {"label": "x", "csrf_token": token.encode("utf-8", "surrogatepass")}
        assert client.post("/account/tokens", data=data).status_code == 403
    assert team.accounts.tokens.of(team.accounts.get("coder")) == []
    assert client.post("/account/tokens", data={"label": "x", "csrf_token": own}).status_code == 200
    assert team.refusals() == [("csrf", 403, "coder")] * 5


def test_a_script_sends_it_as_a_header_and_a_form_with_files_as_a_field(team: Team) -> None:
    client = team.signed_in("coder")
    own = token_of(client.get("/account").text)
    assert client.post("/account/tokens", data={"label": "x"}, headers={"X-CSRF-Token": own}).status_code == 200
    parts = {"label": (None, "y"), "csrf_token": (None, own)}
    assert client.post("/account/tokens", files=parts).status_code == 200
    assert client.post("/account/tokens", files={"label": (None, "y")}).status_code == 403
    as_file = {"label": (None, "y"), "csrf_token": ("name.txt", own)}
    assert client.post("/account/tokens", files=as_file).status_code == 403


def test_a_token_does_not_outlive_its_session(team: Team) -> None:
    client = team.signed_in("coder")
    old = token_of(client.get("/account").text)
    client.post("/logout", data={"csrf_token": old})
    again = team.signed_in("coder")
    assert again.post("/account/tokens", data={"label": "x", "csrf_token": old}).status_code == 403


def test_signing_in_needs_it_too(team: Team) -> None:
    client = team.client()
    client.get("/login")
    assert client.post("/login", data={"name": "admin", "password": PASSWORD}).status_code == 403
    assert team.client().post("/login", data={"name": "admin", "password": PASSWORD}).status_code == 403


def test_programs_with_a_token_need_none(team: Team) -> None:
    answer = team.with_token("coder").post("/api/v1/no-such-thing")
    assert answer.status_code == 404


def test_a_token_for_programs_does_not_open_what_only_people_do(team: Team) -> None:
    program = team.with_token("admin")
    assert program.post("/account/tokens", data={"label": "another"}).status_code == 403
    assert program.post("/people", data={"name": "x", "password": PASSWORD}).status_code == 403


def test_on_ones_own_machine_unsafe_requests_need_it_as_well(empty_ledger: Path) -> None:
    client = TestClient(make_local(empty_ledger), base_url=ORIGIN, follow_redirects=False)
    assert client.post("/logout").status_code == 403
    client.get("/help")
    assert client.post("/logout").status_code == 403


def test_on_ones_own_machine_the_cookie_alone_does_not_give_the_token() -> None:
    assert csrf_token("cookie", b"key") != csrf_token("cookie")
    assert csrf_token("cookie", b"key") != csrf_token("cookie", b"yek")


def test_the_servers_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    key = load_key(tmp_path / "secrets")
    assert len(key) == 32
    assert load_key(tmp_path / "secrets") == key
    assert (tmp_path / "secrets" / "web.key").stat().st_mode & 0o777 == 0o600
    (tmp_path / "secrets" / "web.key").write_bytes(b"half")
    assert len(load_key(tmp_path / "secrets")) == 32
    assert load_key(None) != load_key(None)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"])
def test_bodies_that_are_no_forms_are_refused(team: Team, kind: str) -> None:
    client = team.signed_in("coder")
    for body in (b"\xff\x00" * 100, b"csrf_token", b"--x\r\nnonsense", b""):
        answer = client.post("/account/tokens", content=body, headers={"Content-Type": kind})
        assert answer.status_code in (400, 403), (kind, body)
