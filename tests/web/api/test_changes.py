"""The stream of changes: nothing is missed, whoever breaks off and comes again."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from tests.web.api.test_judgements import JUDGE, accept, statements
from tests.web.team import Team

from counterclaim.web.api.routes import changes


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "PAUSE", 0.01)
    monkeypatch.setattr(changes, "LONGEST", 0.2)


def events(text: str) -> list[tuple[int, str, dict[str, Any]]]:
    """(id, name, data) of each event of a stream."""
    found = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
        if "id" in lines:
            found.append((int(lines["id"]), lines["event"], json.loads(lines["data"])))
    return found


def test_a_list_of_changes_goes_on_where_it_ended(world: Team) -> None:
    client = world.with_token("coder")
    start = client.get("/api/v1/changes", params={"since": 0}).json()["last"]
    made = [client.post(JUDGE, json=accept(s)).json()["digest"] for s in statements(client)[:3]]
    first = client.get("/api/v1/changes", params={"since": start, "limit": 2}).json()
    rest = client.get("/api/v1/changes", params={"since": first["last"]}).json()
    told = [c["subject"] for c in first["items"] + rest["items"] if c["kind"] == "judgement"]
    assert told == made
    sequences = [c["sequence"] for c in first["items"] + rest["items"]]
    assert sequences == sorted(set(sequences))


def test_a_stream_tells_each_change_once_and_resumes_after_the_last_event(world: Team) -> None:
    client = world.with_token("reader")
    coder = world.with_token("coder")
    one, two = statements(coder)[:2]
    begun = events(client.get("/api/v1/changes/stream").text)
    assert [name for _, name, _ in begun] == ["begin"]
    last = begun[-1][0]
    digest = coder.post(JUDGE, json=accept(one)).json()["digest"]
    resumed = events(client.get("/api/v1/changes/stream", headers={"Last-Event-ID": str(last)}).text)
    assert [(name, data.get("subject")) for _, name, data in resumed[1:]] == [("judgement", digest)]
    later = coder.post(JUDGE, json=accept(two)).json()["digest"]
    again = events(client.get("/api/v1/changes/stream", headers={"Last-Event-ID": str(resumed[-1][0])}).text)
    assert [data.get("subject") for _, name, data in again if name == "judgement"] == [later]
    everything = events(client.get("/api/v1/changes/stream", params={"since": last}).text)
    assert [data["subject"] for _, name, data in everything if name == "judgement"] == [digest, later]


def test_a_stream_ends_by_itself_and_gives_its_place_back(world: Team) -> None:
    client = world.with_token("coder")
    for _ in range(changes.STREAMS + 2):
        assert client.get("/api/v1/changes/stream").status_code == 200
    assert world.app.state.streams["coder"] == 0


def test_more_streams_than_a_person_needs_are_refused(world: Team) -> None:
    world.app.state.streams["coder"] = changes.STREAMS
    answer = world.with_token("coder").get("/api/v1/changes/stream")
    assert answer.status_code == 429
    assert world.with_token("admin").get("/api/v1/changes/stream").status_code == 200


def test_an_id_that_is_none_is_refused(world: Team) -> None:
    client = world.with_token("coder")
    for given in ("x", "-1", "1" * 30, "1; DROP"):
        assert client.get("/api/v1/changes/stream", headers={"Last-Event-ID": given}).status_code == 422


def test_a_change_is_told_while_the_stream_is_open(world: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LONGEST", 5.0)
    desk = world.app.state.desk
    statement = statements(world.with_token("coder"))[0]

    async def follow() -> list[str]:
        stream = changes._events(desk, desk.last_change(), world.app.state.streams, "coder")
        told = [(await anext(stream)).event]
        await asyncio.to_thread(desk.judge, "accept", statement, reason="seen", by="coder")
        told.append((await asyncio.wait_for(anext(stream), 10)).event)
        await stream.aclose()
        return told

    assert asyncio.run(follow()) == ["begin", "judgement"]
