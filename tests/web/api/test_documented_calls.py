"""The calls that the how-to shows are answered as it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import urlencode

from tests.web.team import Team

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "use-the-api.md"


def calls(**names: str) -> list[tuple[str, str, dict[str, str], str | None]]:
    """(method, address, headers, body) of each curl line, with the shell's names filled in."""
    found = []
    for line in re.findall(r"^curl .*$", HOW_TO.read_text(encoding="utf-8"), flags=re.MULTILINE):
        words = shlex.split(re.sub(r"\$([A-Z]+)", lambda m: names[m[1]], line))[1:]
        address, headers, data, query = "", {}, None, []
        while words:
            word = words.pop(0)
            if word == "-H":
                name, _, value = words.pop(0).partition(": ")
                headers[name] = value
            elif word == "-d" and "-G" not in line.split():
                data = words.pop(0)
            elif word in ("-d", "--data-urlencode"):
                query.append(tuple(words.pop(0).split("=", 1)))
            elif not word.startswith("-"):
                address = word
        address += f"?{urlencode(query)}" if query else ""
        found.append(("POST" if data else "GET", address, headers, data))
    return found


def test_each_call_of_the_how_to_succeeds(world: Team) -> None:
    client = world.with_token("coder")
    event = client.get("/api/v1/events").json()["items"][0]["id"]
    statement = client.get(f"/api/v1/events/{event}").json()["statements"][0]["statement"]["id"]
    names = {"TOKEN": world.token("coder"), "ADJUDICATOR": world.token("adjudicator")}
    bare, made = world.client(), calls(BASE="/api/v1", EVENT=event, STATEMENT=statement, **names)
    assert len(made) >= 10
    for method, address, headers, data in made:
        answer = bare.request(method, address, headers=headers, content=data)
        assert answer.status_code in (200, 201), (address, answer.text)
    searched = [bare.get(address, headers=headers).json() for _, address, headers, _ in made if "/search?" in address]
    assert [bool(found["total"]) for found in searched] == [True, True]
    assert {result["act"] for result in searched[1]["results"]} == {"claims"}
    wrong = client.get("/api/v1/search", params={"q": "ferry (bomb"})
    assert wrong.status_code == 422
    assert "character 7" in wrong.json()["detail"]
