"""Names that cannot be resolved: shown with candidates, settled by a judgement that survives runs. Invented texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_commands import call

from counterclaim.pipeline.ledger import open_ledger

TEXT = "A bomb in {} killed {} people on 2 June 2014. The {} claimed responsibility for the attack."


def ledger(folder: Path, *told: tuple[str, int, str]) -> None:
    lines = [json.dumps({"id": str(n), "text": TEXT.format(*each), "lang": "en"}) for n, each in enumerate(told)]
    (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    call(folder, "add", "reports.jsonl")
    call(folder, "run")


def names(folder: Path, *options: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(call(folder, "names", "--json", *options).stdout)
    return found


def keys(folder: Path) -> set[str]:
    with open_ledger(folder / "counterclaim.db", create=False) as book:
        reading = book.reading()
        said = [s for c in reading.applied.codings for s in c.statements if s.property == "perpetrator"]
        return {reading.resolver.key(s.value, s.value_aliases, s.value_id) for s in said}


@pytest.fixture
def misspelled(tmp_path: Path) -> Path:
    ledger(tmp_path, ("Myawaddy", 3, "Karen Nationl Union"), ("Lashio", 4, "Quillhaven Lamplighters Front"))
    return tmp_path


def test_a_name_that_is_only_like_a_known_one_stays_apart_and_is_listed_with_score_and_reason(misspelled: Path) -> None:
    assert "knu" not in keys(misspelled)
    first = names(misspelled)[0]
    assert (first["name"], first["actor_id"]) == ("Karen Nationl Union", "knu")
    assert float(str(first["score"])) > 0.9
    assert "Karen National Union" in str(first["why"])
    assert "judge name" in call(misspelled, "names").stdout


def test_names_like_no_other_are_listed_only_when_all_are_asked_for(misspelled: Path) -> None:
    wanted = "Quillhaven Lamplighters Front"
    assert wanted not in [n["name"] for n in names(misspelled)]
    assert wanted in [n["name"] for n in names(misspelled, "--all")]


def test_a_judgement_settles_a_name_and_survives_a_new_run(misspelled: Path) -> None:
    call(misspelled, "judge", "name", "Karen Nationl Union", "--is", "knu", "--reason", "a slip of the pen")
    call(misspelled, "run")
    assert "knu" in keys(misspelled)
    assert [n for n in names(misspelled) if n["name"] == "Karen Nationl Union"] == []
    (misspelled / "more.txt").write_text(TEXT.format("Hpa-An", 2, "Karen Nationl Union"), encoding="utf-8")
    call(misspelled, "add", "more.txt")
    call(misspelled, "run")
    assert "knu" in keys(misspelled)
    assert "karen nationl union" not in keys(misspelled)


def test_a_later_judgement_sets_apart_or_opens_again(misspelled: Path) -> None:
    told = ("judge", "name", "Karen Nationl Union")
    call(misspelled, *told, "--is", "Karen National Union", "--reason", "a slip of the pen")
    call(misspelled, *told, "--apart", "--reason", "another group after all")
    assert "karen nationl union" in keys(misspelled)
    assert names(misspelled) == []
    call(misspelled, *told, "--open", "--reason", "not settled")
    assert [n["actor_id"] for n in names(misspelled)][:1] == ["knu"]


def test_an_unknown_actor_is_refused_with_the_nearest_known_ones(misspelled: Path) -> None:
    refused = call(misspelled, "judge", "name", "X Front", "--is", "Karen Nat. Union", "--reason", "r", code=2)
    assert "knu" in refused.stderr + refused.stdout
