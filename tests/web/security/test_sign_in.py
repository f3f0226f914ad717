"""Signing in and out in the browser, and what forged, expired and replayed sessions get."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import pytest
from tests.web.team import ORIGIN, PASSWORD, Team, make_team, token_of

COOKIE = "counterclaim_8765"


def test_who_has_not_signed_in_is_sent_to_the_form_and_back(team: Team) -> None:
    client = team.client()
    answer = client.get("/people?before=7")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/people%3Fbefore%3D7")
    page = client.get(answer.headers["location"]).text
    assert 'name="next" value="/people?before=7"' in page
    form = {"name": "admin", "password": PASSWORD, "csrf_token": token_of(page), "next": "/people?before=7"}
    assert client.post("/login", data=form).headers["location"] == "/people?before=7"
    assert "admin" in client.get("/account").text


def test_programs_get_a_problem_that_says_what_to_do(team: Team) -> None:
    answer = team.client().get("/api/v1/version")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Unauthorized",
        "status": 401,
        "detail": "nobody has signed in",
        "remedy": "sign in, or send a token that holds",
    }


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "evil",
        "/\n/evil.example",
        "",
    ],
)
def test_signing_in_never_leads_to_another_site(team: Team, target: str) -> None:
    client = team.client()
    form = {"name": "admin", "password": PASSWORD, "csrf_token": token_of(client.get("/login").text), "next": target}
    assert client.post("/login", data=form).headers["location"] == "/"


def test_the_id_changes_at_sign_in_and_the_cookie_is_kept_from_scripts_and_other_sites(team: Team) -> None:
    client = team.client()
    page = client.get("/login")
    before = client.cookies[COOKIE]
    form = {"name": "coder", "password": PASSWORD, "csrf_token": token_of(page.text)}
    answer = client.post("/login", data=form)
    assert client.cookies[COOKIE] != before
    assert answer.headers["set-cookie"].endswith("; Path=/; HttpOnly; SameSite=Lax")
    # A session that somebody planted before is nobody's.
    planted = team.client()
    planted.cookies.set(COOKIE, before)
    assert planted.get("/account").status_code == 303


def test_behind_https_the_cookie_is_secure_and_bound_to_the_host(empty_ledger) -> None:
    team = make_team(empty_ledger, origins=("https://desk.example",))
    client = team.client()
    client.base_url = "http://desk.example"
    cookie = client.get("/login").headers["set-cookie"]
    assert cookie.startswith("__Host-counterclaim=")
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Lax; Secure")
    team.accounts.close()


def test_wrong_passwords_say_nothing_of_who_exists(team: Team) -> None:
    client = team.client()
    form = {"csrf_token": token_of(client.get("/login").text)}
    known = client.post("/login", data={**form, "name": "coder", "password": "wrong"})
    unknown = client.post("/login", data={**form, "name": "nobody", "password": "wrong"})
    assert known.status_code == unknown.status_code == 401
    assert known.text == unknown.text
    assert team.refusals() == [("password", 401, "")] * 2


def test_the_log_has_no_password_no_name_that_was_tried_and_no_id(team: Team) -> None:
    client = team.client()
    form = {"csrf_token": token_of(client.get("/login").text)}
    client.post("/login", data={**form, "name": "my secret typed as a name", "password": "swordfish swordfish"})
    client.get("/account", headers={"Authorization": "Bearer cct_secret"})
    client.get("/api/v1/version?token=abcdef")
    signed = team.signed_in("coder")
    signed.post("/account/tokens", data={"label": "x"})
    text = team.stream.getvalue()
    for secret in ("swordfish", "my secret", "cct_secret", "abcdef", signed.cookies[COOKIE], form["csrf_token"]):
        assert secret not in text


def test_lines_cannot_be_forged_in_the_log(team: Team) -> None:
    client = team.client()
    client.get('/x%0a{"event":"signed_in","who":"admin"}%1b[2J%E2%80%AE', headers={"Authorization": "Bearer a\x01b"})
    lines = team.stream.getvalue().splitlines()
    assert len(lines) == 1
    assert lines[0].isascii()
    assert lines[0].isprintable()
    assert team.log()[0]["event"] == "refused"


def test_ten_wrong_passwords_for_one_account_are_enough_and_its_open_session_goes_on(team: Team) -> None:
    signed = team.signed_in("coder")
    client = team.client()
    form = {"name": "Coder", "csrf_token": token_of(client.get("/login").text)}
    for _ in range(10):
        assert client.post("/login", data={**form, "password": "wrong"}).status_code == 401
    answer = client.post("/login", data={**form, "password": PASSWORD})
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 900
    assert team.refusals()[-1] == ("rate", 429, "")
    assert signed.get("/account").status_code == 200
    assert team.signed_in("adjudicator").get("/account").status_code == 200


def test_thirty_tries_a_minute_from_one_address_are_enough_whoever_they_are_for(team: Team) -> None:
    client = team.client()
    token = token_of(client.get("/login").text)
    answers = [
        client.post("/login", data={"name": f"guess{n}", "password": "wrong", "csrf_token": token}).status_code
        for n in range(25)
    ]
    assert answers == [401] * 20 + [429] * 5


@pytest.mark.parametrize("value", ["", "x", "A" * 43, "a" * 42 + "\\", "../../etc", "é" * 43])
def test_forged_ids_are_nobodys(team: Team, value: str) -> None:
    client = team.client()
    answer = client.get("/account", headers={"Cookie": f"{COOKIE}={value}".encode()})
    assert answer.status_code == 303
    assert team.refusals() == [("sign-in", 401, "")]


def test_an_id_that_was_signed_out_is_worthless_when_replayed(team: Team) -> None:
    client = team.signed_in("coder")
    stolen = client.cookies[COOKIE]
    client.post("/logout", data={"csrf_token": token_of(client.get("/account").text)})
    replayed = team.client()
    replayed.cookies.set(COOKIE, stolen)
    assert replayed.get("/account").status_code == 303


def test_signing_out_everywhere_ends_the_other_browsers_sessions(team: Team) -> None:
    one, two, other = team.signed_in("coder"), team.signed_in("coder"), team.signed_in("admin")
    page = one.get("/account").text
    one.post("/logout", data={"csrf_token": token_of(page), "everywhere": "true"})
    assert two.get("/account").status_code == 303
    assert other.get("/account").status_code == 200


def test_a_session_is_over_after_its_time(team: Team) -> None:
    client = team.signed_in("coder")
    later = datetime.now(UTC) + timedelta(hours=9)
    team.accounts.sessions._clock = lambda: later
    assert client.get("/account").status_code == 303


def test_a_disabled_account_is_out_at_its_next_request(team: Team) -> None:
    client, program = team.signed_in("coder"), team.with_token("coder")
    assert program.get("/api/v1/version").status_code == 200
    team.accounts.set_disabled("coder", True)
    assert client.get("/account").status_code == 303
    assert program.get("/api/v1/version").status_code == 401


def test_the_digest_that_the_database_keeps_is_no_way_in(team: Team) -> None:
    from counterclaim.pipeline.accounts.secrets import digest_of

    signed = team.signed_in("admin")
    client = team.client()
    client.cookies.set(COOKIE, digest_of(signed.cookies[COOKIE])[:43])
    assert client.get("/account").status_code == 303


def test_many_random_ids_find_nobody(team: Team) -> None:
    team.signed_in("admin")
    client = team.client()
    for _ in range(50):
        client.cookies.set(COOKIE, secrets.token_urlsafe(32))
        assert client.get("/account").status_code == 303


def test_the_way_in_works_at_the_address_that_was_printed(team: Team) -> None:
    client = team.client()
    client.headers["Origin"] = ORIGIN
    form = {"name": "admin", "password": PASSWORD, "csrf_token": token_of(client.get("/login").text)}
    assert client.post("/login", data=form).status_code == 303
