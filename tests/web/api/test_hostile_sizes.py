"""Names of ten megabytes and characters that mean something to a screen, in every field: refused or shown, quickly."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from tests.web.team import Team, token_of

from counterclaim.web import pages

HUGE = "Tide\u202eWater " * 900_000
CONTROLS = (
    "\u202eevil\u2066",
    "a\u0007\u001b[31mred",
    "\u0000",
    "\ufeff\u200b",
    "a\r\nSet-Cookie: b=1",
    "\ud7ff\ufffe",
    "é" * 190,
)
SECONDS = 10.0
"""Far more than any refusal needs, also on a busy machine."""


def bodies(app: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(method, path, fields) of each operation that takes JSON."""
    described = app.openapi()
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            content = told.get("requestBody", {}).get("content", {}).get("application/json")
            if content:
                name = content["schema"]["$ref"].rpartition("/")[2]
                yield method, path, described["components"]["schemas"][name]["properties"]


def filled(path: str, words: str) -> str:
    for part in ("event_id", "statement_id", "document_id", "sample_id", "digest", "token_id", "name", "key"):
        path = path.replace(f"{{{part}}}", words)
    return path


def value_for(told: dict[str, Any], words: str) -> Any:
    kinds = {told.get("type"), *(one.get("type") for one in told.get("anyOf", ()))}
    if "array" in kinds:
        return [words]
    return {words: words} if "object" in kinds else words


def test_ten_megabytes_in_any_field_of_the_api_are_refused_at_once(world: Team) -> None:
    client, tried = world.with_token("admin"), 0
    for method, path, fields in bodies(world.app):
        for field, told in fields.items():
            body = json.dumps({field: value_for(told, HUGE)})
            begun = time.monotonic()
            answer = client.request(
                method, filled(path, "a" * 24), content=body, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code in (404, 413, 422), (method, path, field, answer.status_code)
            assert len(answer.content) < 10_000
            assert time.monotonic() - begun < SECONDS, (method, path, field)
            tried += 1
    assert tried > 20


@pytest.mark.parametrize("words", CONTROLS)
def test_characters_that_steer_a_screen_are_text_or_refused_in_the_api(world: Team, words: str) -> None:
    client = world.with_token("admin")
    for method, path, fields in bodies(world.app):
        for field, told in fields.items():
            answer = client.request(method, filled(path, "a" * 24), json={field: value_for(told, words)})
            assert answer.status_code < 500, (method, path, field, answer.text)
    for path, methods in world.app.openapi()["paths"].items():
        if "get" not in methods or "stream" in path:
            continue
        names = [p["name"] for p in methods["get"].get("parameters", []) if p["in"] == "query"]
        for query in [{}, *({name: words} for name in names)]:
            answer = client.get(filled(path, "x"), params=query)
            assert answer.status_code < 500, (path, query, answer.text)
            assert "set-cookie" not in answer.headers or "b=1" not in answer.headers["set-cookie"]


def forms() -> Iterator[str]:
    for module in pages.PAGES:
        for route in module.router.routes:
            if "POST" in route.methods:
                yield route.path


def form(csrf: str, words: str) -> bytes:
    """All fields of all forms; one whose words are huge alone."""
    names = (
        "reason",
        "verdict",
        "subject",
        "name",
        "label",
        "password",
        "role",
        "coders",
        "kind",
        "set.value",
        "quote",
    )
    return urlencode({"csrf_token": csrf, **dict.fromkeys(names if len(words) < 1000 else names[:1], words)}).encode()


def sent(client: TestClient, path: str, body: bytes) -> Any:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return client.post(filled(path, "a" * 24), content=body, headers=headers)


def test_forms_refuse_ten_megabytes_and_take_any_character_as_text(world: Team) -> None:
    browser = world.signed_in("admin")
    csrf = token_of(browser.get("/account").text)
    huge, strange = form(csrf, HUGE), [form(csrf, words) for words in CONTROLS]
    for path in forms():
        if path in ("/run", "/run/stop"):
            continue
        begun = time.monotonic()
        answer = sent(browser, path, huge)
        assert answer.status_code in (400, 404, 413, 422), (path, answer.status_code)
        assert time.monotonic() - begun < SECONDS, path
        for body in strange:
            assert sent(browser, path, body).status_code < 500, (path, body)


def test_a_reason_with_such_characters_is_kept_as_it_is_and_shown_as_text(world: Team) -> None:
    client = world.with_token("adjudicator")
    event = client.get("/api/v1/events").json()["items"][0]["id"]
    statement = client.get(f"/api/v1/events/{event}").json()["statements"][0]["statement"]["id"]
    reason = "\u202eevil\u2066 <b onload=x>\u0007"
    body = {"verdict": "accept", "subjects": [statement], "reason": reason}
    made = client.post("/api/v1/judgements", json=body)
    assert made.status_code == 201, made.text
    assert client.get(made.headers["location"]).json()["reason"] == reason
    page = world.signed_in("adjudicator").get("/activity").text
    assert "<b onload" not in page
    assert "\u202e" not in page
    assert "\u0007" not in page
