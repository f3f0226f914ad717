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
    assert coder.post("/api/v1/tokens", json={"name": "another"}).status_code == 405
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
