from __future__ import annotations

import json

import pytest
from tests.cli.test_commands import call

TEXT = """---
published: 2031-03-06
outlet: Evening Post
---
# The town is lost

The Tidewater Front lost control of Tikrit on 4 March 2031.

A bomb of the Tidewater Front killed two people in Manila on 5 March 2031. The Tidewater Front claimed responsibility.
"""
CSV = """place,actor,since,until,source
Mosul,Tidewater Front,2031-01-01,2031-02-10,the wire of 11 February
Mosul,Harbour Watch,2031-02-01,,the wire of 11 February
Mosul,Harbour Watch,2031-02-11,,the wire of 11 February
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("territory")
    (made / "in").mkdir()
    (made / "in" / "a.md").write_text(TEXT, encoding="utf-8")
    (made / "in" / "territory.csv").write_text(CSV, encoding="utf-8")
    refused = call(made, "add", "in", code=11)
    assert "territory.csv (line 3): Mosul: Harbour Watch and Tidewater Front hold it at the same time" in refused.stderr
    call(made, "run")
    return made


def test_losses_of_texts_and_files_stand_beside_attacks(folder):
    done = call(folder, "territory", "Tidewater Front", "--figure", "t.svg", "--json", code=11)
    found = json.loads(done.stdout)
    assert [(m["place"], m["change"], m["row"]) for m in found["moves"]] == [
        ("Mosul", "lost", 4),
        ("Tikrit", "lost", 0),
    ]
    assert [(p["start"], p["lost"], p["outside"]) for p in found["periods"]] == [
        ("2031-02-01", 1, 0),
        ("2031-03-01", 1, 1),
    ]
    assert found["model"] is None
    assert "periods, and it takes" in found["no_model"]
    assert (folder / "t.svg").read_text(encoding="utf-8").startswith("<svg")


def test_an_actor_without_territory_is_refused_with_the_known_ones(folder):
    assert "told of: Harbour Watch, Tidewater Front" in call(folder, "territory", "Nobody", code=2).stderr
