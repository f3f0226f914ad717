"""Accounts and tokens through the API."""

from __future__ import annotations

from tests.web.team import PASSWORD, Team


def test_an_admin_makes_an_account_and_changes_it_only_as_it_was_seen(world: Team) -> None:
    admin = world.with_token("admin")
    made = admin.post("/api/v1/accounts", json={"name": "Zoë", "role": "coder", "password": PASSWORD})
    assert made.status_code == 201
    where = made.headers["location"]
    assert where == "/api/v1/accounts/Zo%C3%AB"
    seen = admin.get(where).headers["etag"]
    assert admin.patch(where, json={"role": "adjudicator"}, headers={"If-Match": seen}).json()["role"] == "adjudicator"
    assert admin.patch(where, json={"role": "admin"}, headers={"If-Match": seen}).status_code == 412
    assert admin.patch(where, json={"disabled": True}).json()["disabled"]
    assert admin.patch(where, json={"disabled": False}).json()["disabled"] is None
    assert admin.patch("/api/v1/accounts/admin", json={"role": "reader"}).status_code == 422
    assert admin.patch(where, json={"password": "x"}).status_code == 422
    assert admin.post("/api/v1/accounts", json={"name": "zoë", "password": PASSWORD}).status_code == 422
    assert admin.post("/api/v1/accounts", json={"name": "weak", "password": "weak"}).status_code == 422
    kinds = [line["kind"] for line in admin.get("/api/v1/accounts/log", params={"limit": 4}).json()["items"]]
    assert kinds == ["enabled", "disabled", "role_changed", "added"]


def test_no_answer_holds_a_password_a_hash_or_a_secret(world: Team) -> None:
    admin = world.with_token("admin")
    for address in ("accounts", "accounts/admin", "accounts/log", "tokens", "me"):
        text = admin.get(f"/api/v1/{address}").text
        for secret in (PASSWORD, "argon2", world.accounts.tokens.of(world.accounts.get("admin"))[0].digest):
            assert secret not in text, address


def test_tokens_are_listed_and_revoked_by_their_owner_and_made_by_none(world: Team) -> None:
    coder, other = world.with_token("coder"), world.with_token("adjudicator")
    listed = coder.get("/api/v1/tokens").json()["items"]
    assert [token["name"] for token in listed] == ["test"]
    assert other.delete(f"/api/v1/tokens/{listed[0]['id']}").status_code == 404
    assert coder.post("/api/v1/tokens", json={"label": "another"}).status_code == 403
    assert coder.delete(f"/api/v1/tokens/{listed[0]['id']}").status_code == 204
    assert coder.get("/api/v1/me").status_code == 401


def test_who_asks_is_told_what_they_may(world: Team) -> None:
    me = world.with_token("reader").get("/api/v1/me").json()
    assert (me["name"], me["role"], me["masked"], me["via"]) == ("reader", "reader", True, "token")
    assert me["may"] == ["read", "own_account"]
    assert me["csrf_token"] == ""
    browser = world.signed_in("coder").get("/api/v1/me").json()
    assert (browser["via"], len(browser["csrf_token"])) == ("session", 64)


def test_health_is_told_to_everybody_and_nothing_else_is(world: Team) -> None:
    client = world.client()
    assert client.get("/api/v1/health").json()["status"] == "well"
    for path in ("openapi.json", "me", "version", "events"):
        assert client.get(f"/api/v1/{path}").status_code == 401
    assert client.get("/api/docs").status_code == 303


def test_passwords_sessions_and_tokens_are_changed_as_on_the_pages(world: Team) -> None:
    admin, browser = world.with_token("admin"), world.signed_in("coder")
    csrf = {"X-CSRF-Token": browser.get("/api/v1/me").json()["csrf_token"]}
    made = browser.post("/api/v1/tokens", json={"label": "export", "role": "reader"}, headers=csrf)
    assert made.status_code == 201, made.text
    assert made.headers["cache-control"] == "no-store"
    program = world.client()
    program.headers["Authorization"] = f"Bearer {made.json()['token']}"
    assert program.get("/api/v1/me").json()["role"] == "reader"
    assert program.post("/api/v1/tokens", json={"label": "more"}).status_code == 403
    assert browser.post("/api/v1/tokens", json={"label": "x", "role": "admin"}, headers=csrf).status_code == 422
    wrong = {"old": "not mine", "new": "amber lantern forty reeds"}
    assert browser.put("/api/v1/me/password", json=wrong, headers=csrf).status_code == 422
    right = wrong | {"old": PASSWORD}
    assert browser.put("/api/v1/me/password", json=right, headers=csrf).status_code == 204
    assert browser.get("/api/v1/me").status_code == 401
    assert world.signed_in("coder", right["new"]).get("/api/v1/me").status_code == 200
    given = {"password": "pale copper seven marsh"}
    assert admin.put("/api/v1/accounts/coder/password", json=given).status_code == 204
    again = world.signed_in("coder", given["password"])
    assert admin.delete("/api/v1/accounts/coder/sessions").status_code == 204
    assert again.get("/api/v1/me").status_code == 401
    assert admin.put("/api/v1/accounts/nobody/password", json=given).status_code == 404
