"""The API shows all that the app shows: in pages, with tags, and masked for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from tests.web.team import Team

from counterclaim.pipeline.masking import as_view
from counterclaim.publications.redaction import Redactor

EVENT = "/api/v1/events"


def first_event(client: TestClient) -> str:
    return str(client.get(EVENT).json()["items"][0]["id"])


def test_pages_lead_on_by_their_link_until_the_end_and_hold_each_event_once(world: Team) -> None:
    for role in ("coder", "reader"):
        client = world.with_token(role)
        whole = [row["id"] for row in client.get(EVENT, params={"limit": 500}).json()["items"]]
        assert len(whole) > 5
        seen, address = [], f"{EVENT}?limit=2&sort=-date"
        while address:
            answer = client.get(address)
            seen += [row["id"] for row in answer.json()["items"]]
            found = re.search(r'<([^>]*)>; rel="next"', answer.headers["link"])
            assert (found is not None) == bool(answer.json()["next"])
            address = found[1] if found else ""
        assert sorted(seen) == sorted(whole)
        assert len(set(seen)) == len(seen)


def test_an_event_has_its_statements_weights_and_history(world: Team) -> None:
    client = world.with_token("coder")
    event_id = first_event(client)
    event = client.get(f"{EVENT}/{event_id}").json()
    assert event["id"] == event_id
    assert {a["property"] for a in event["assessments"]} >= {"perpetrator", "date"}
    weighed = next(a for a in event["assessments"] if a["property"] == "perpetrator")
    assert sum(c["probability"] for c in weighed["candidates"]) == pytest.approx(1)
    assert weighed["weights"][0]["statement_ids"]
    statement_id = event["statements"][0]["statement"]["id"]
    assert client.get(f"/api/v1/statements/{statement_id}").json()["statement"]["id"] == statement_id
    assert client.get(f"/api/v1/statements/{statement_id}/history").json()["machine"]["id"] == statement_id
    document_id = event["statements"][0]["document"]["id"]
    document = client.get(f"/api/v1/documents/{document_id}").json()
    passage = next(s["statement"]["passage"] for s in document["statements"] if s["statement"]["id"] == statement_id)
    assert document["text"][passage["start"] : passage["end"]] == passage["quote"]
    for part in ("related", "history"):
        assert client.get(f"{EVENT}/{event_id}/{part}").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "events/timeline?limit=3",
        "events/map?limit=3",
        "events?contested=true&since=2031&until=2031-12",
        "queue?limit=3",
        "actors",
        "actors/xe-commons-front",
        "search?q=bomb&limit=3",
        "search?q=bomb&act=claims&kind=statement",
        "problems",
        "activity",
        "changes",
        "me",
        "health",
        "version",
        "runs/current",
    ],
)
def test_every_look_answers_with_a_tag_that_spares_the_second_answer(world: Team, address: str) -> None:
    client = world.with_token("adjudicator")
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    if address == "version":
        return
    tag = answer.headers["etag"]
    for given in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get(f"/api/v1/{address}", headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"/api/v1/{address}", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "events/evt_ffffffffffffffffffffffff",
        "events/nonsense",
        "events/%F0%9F%98%80/history",
        "documents/doc_0",
        "statements/stm_",
        "statements/x/history",
        "actors/nobody",
        "judgements/ffffffff",
        "accounts/nobody",
        "no/such/thing",
    ],
)
def test_what_is_not_there_is_a_problem_with_a_remedy(world: Team, address: str) -> None:
    answer = world.with_token("admin").get(f"/api/v1/{address}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["title"]) == (404, "Not Found")
    assert body["detail"]
    assert body["remedy"]


@pytest.mark.parametrize(
    "query",
    [
        "events?limit=0",
        "events?limit=501",
        "events?limit=x",
        "events?cursor=nonsense",
        "events?since=yesterday",
        "events?since=2032&until=2031",
        "events?sort=colour",
        "events?contested=perhaps",
        "search",
        "search?q=",
        "search?q=bomb&year=20",
        "search?q=bomb&offset=-1",
        "changes?since=-1",
        "changes?since=99999999999999999999",
        "judgements/xyz",
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(world: Team, query: str) -> None:
    answer = world.with_token("coder").get(f"/api/v1/{query}")
    assert answer.status_code == 422, answer.text
    assert answer.json()["detail"]


def test_hostile_words_come_back_as_words_or_as_a_refusal(world: Team) -> None:
    client = world.with_token("admin")
    for words in (
        "<script>alert(1)</script>",
        "'; DROP TABLE events; --",
        "=cmd|' /C calc'!A0",
        "a\u202eb",
        "x" * 5000,
        "%",
    ):
        for path in ("events?text=", "events?place=", "actors?text=", "search?q=", "queue?kind=", "actors/"):
            answer = client.get(f"/api/v1/{path}{words}")
            assert answer.status_code in (200, 404, 422), (path, words, answer.text)
            assert answer.headers["content-type"] in ("application/json", "application/problem+json")
    assert client.get("/api/v1/search?q=%00").status_code == 400
    assert client.get("/api/v1/events/%00").status_code == 400


def strings(answer: Response) -> str:
    """All texts of an answer as they are, without JSON's escapes, which would hide a name after a line's end."""

    def told(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            for item in value.values() if isinstance(value, dict) else value:
                yield from told(item)

    return "\n".join(told(answer.json()))


def test_readers_get_no_private_names_anywhere(world: Team) -> None:
    coder, reader = world.with_token("coder"), world.with_token("reader")
    desk, withheld = world.app.state.desk, set()
    for row in coder.get(EVENT).json()["items"]:
        view = desk.event(row["id"])
        names = Redactor.of([view])
        addresses = [f"{EVENT}/{row['id']}", *{f"/api/v1/documents/{s.document.id}" for s in view.statements}]
        withheld |= set(names.shown(strings(coder.get(addresses[0]))))
        assert names.shown(strings(reader.get(addresses[0]))) == []
        for address in addresses[1:]:
            own = Redactor.of([as_view(desk.document(address.rpartition("/")[2]))])
            withheld |= set(own.shown(strings(coder.get(address))))
            assert own.shown(strings(reader.get(address))) == [], address
    assert {"josse callumet", "gideon straffe", "edmer pollisk"} <= withheld
    for name in ("josse callumet", "gideon straffe", "edmer pollisk"):
        for address in ("search", "events", "actors"):
            shown = reader.get(f"/api/v1/{address}", params={"q": name, "text": name}).text
            assert name not in shown.casefold(), address


def test_readers_see_who_decided_and_not_the_words(world: Team) -> None:
    coder, reader = world.with_token("coder"), world.with_token("reader")
    statement = coder.get(f"{EVENT}/{first_event(coder)}").json()["statements"][0]["statement"]["id"]
    body = {"verdict": "accept", "subjects": [statement], "reason": "Halder said so himself"}
    digest = coder.post("/api/v1/judgements", json=body).json()["digest"]
    told = reader.get(f"/api/v1/judgements/{digest}").json()
    assert (told["by"], told["verdict"], told["reason"]) == ("coder", "accept", "[withheld]")
    for address in ("activity", f"judgements/{digest}", f"statements/{statement}/history"):
        assert "Halder" not in reader.get(f"/api/v1/{address}").text, address
        assert "Halder" in coder.get(f"/api/v1/{address}").text, address


def test_a_readers_cursor_says_nothing_and_works(world: Team) -> None:
    reader = world.with_token("reader")
    page = reader.get(EVENT, params={"sort": "title", "limit": 1}).json()
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", page["next"])
    again = reader.get(EVENT, params={"sort": "title", "limit": 1, "cursor": page["next"]}).json()
    assert again["items"][0]["id"] != page["items"][0]["id"]
    coders = world.with_token("coder").get(EVENT, params={"limit": 1}).json()["next"]
    assert reader.get(EVENT, params={"cursor": coders}).status_code == 422
