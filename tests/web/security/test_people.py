"""The account's own page, and the people page of admins."""

from __future__ import annotations

import re

from tests.web.team import PASSWORD, Team, token_of


def test_a_token_is_shown_once_listed_and_revoked(team: Team) -> None:
    client = team.signed_in("coder")
    form = {"csrf_token": token_of(client.get("/account").text)}
    made = client.post("/account/tokens", data={**form, "label": "<b>nightly</b>", "role": "reader", "days": "30"})
    text = re.search(r"<code>(cct_[^<]+)</code>", made.text)[1]
    assert made.headers["cache-control"] == "no-store"
    page = client.get("/account").text
    assert text not in page
    assert "&lt;b&gt;nightly&lt;/b&gt;" in page
    program = team.client()
    program.headers["Authorization"] = f"Bearer {text}"
    assert program.get("/api/v1/version").status_code == 200
    token_id = text.split("_")[1]
    stranger = team.signed_in("adjudicator")
    theirs = {"csrf_token": token_of(stranger.get("/account").text)}
    assert stranger.post(f"/account/tokens/{token_id}/revoke", data=theirs).status_code == 404
    assert program.get("/api/v1/version").status_code == 200
    assert client.post(f"/account/tokens/{token_id}/revoke", data=form).status_code == 303
    assert program.get("/api/v1/version").status_code == 401


def test_a_token_above_ones_role_is_refused(team: Team) -> None:
    client = team.signed_in("coder")
    form = {"csrf_token": token_of(client.get("/account").text), "label": "x", "role": "admin"}
    answer = client.post("/account/tokens", data=form)
    assert answer.status_code == 422
    assert "a token may not do more" in answer.text


def test_a_new_password_signs_out_everywhere(team: Team) -> None:
    client, other = team.signed_in("coder"), team.signed_in("coder")
    form = {"csrf_token": token_of(client.get("/account").text), "new": "a b c d e f g h", "again": "a b c d e f g h"}
    assert "present password is wrong" in client.post("/account/password", data={**form, "old": "wrong"}).text
    assert "differ" in client.post("/account/password", data={**form, "old": PASSWORD, "again": "x"}).text
    assert client.post("/account/password", data={**form, "old": PASSWORD}).headers["location"] == "/login"
    assert other.get("/account").status_code == 303
    assert team.signed_in("coder", "a b c d e f g h").get("/account").status_code == 200


def test_an_admin_makes_changes_and_shuts_out_accounts_and_the_log_tells_it(team: Team) -> None:
    admin = team.signed_in("admin")
    form = {"csrf_token": token_of(admin.get("/people").text)}
    assert admin.post("/people", data={**form, "name": "مريم", "password": PASSWORD}).status_code == 303
    assert admin.post("/people/مريم/role", data={**form, "role": "adjudicator"}).status_code == 303
    maria = team.signed_in("مريم")
    assert admin.post("/people/مريم/disabled", data={**form, "disabled": "true"}).status_code == 303
    assert maria.get("/account").status_code == 303
    assert admin.post("/people/مريم/disabled", data={**form, "disabled": "false"}).status_code == 303
    assert admin.post("/people/مريم/password", data={**form, "password": "short"}).status_code == 422
    page = admin.get("/people").text
    assert "coder -&gt; adjudicator" in page
    done = [(e.kind, e.by, e.about) for e in team.accounts.log(limit=5)]
    assert done == [
        ("enabled", "admin", "مريم"),
        ("disabled", "admin", "مريم"),
        ("signed_in", "مريم", "مريم"),
        ("role_changed", "admin", "مريم"),
        ("added", "admin", "مريم"),
    ]


def test_the_last_admin_stays(team: Team) -> None:
    admin = team.signed_in("admin")
    form = {"csrf_token": token_of(admin.get("/people").text)}
    answer = admin.post("/people/admin/disabled", data={**form, "disabled": "true"})
    assert answer.status_code == 422
    assert "only admin" in answer.text


def test_names_that_cannot_be_are_refused_with_the_reason(team: Team) -> None:
    admin = team.signed_in("admin")
    form = {"csrf_token": token_of(admin.get("/people").text), "password": PASSWORD}
    for name in ("<script>", "a\nb", "‮abc", "x" * 65, " ", "=cmd"):
        answer = admin.post("/people", data={**form, "name": name})
        assert answer.status_code == 422, name
        assert "<script>" not in answer.text
