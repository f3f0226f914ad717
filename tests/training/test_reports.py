from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from training.coded import ACTS, Compiler
from training.slots import realise

HERE = Path(__file__).parents[2] / "training"
REPORTS = sorted((HERE / "reports").glob("*.jsonl"))
GOLD = sorted((HERE / "gold").glob("*.jsonl"))
KNOWN = [("Marsh Column", "MC"), ("Council of the North", "")]


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_every_label_of_an_invented_report_stands_in_its_text_whatever_names_are_filled_in(path: Path) -> None:
    for record in lines(path):
        for seed in (0, 1):
            filled = realise(record, seed, KNOWN)
            compiler = Compiler(filled, filled["text"])
            compiler.run()
            assert compiler.problems == [], record["id"]


def test_the_same_seed_fills_in_the_same_names() -> None:
    record = lines(REPORTS[0])[0]
    assert realise(record, 3, KNOWN) == realise(record, 3, KNOWN) != realise(record, 4, KNOWN)


def test_no_text_of_another_corpus_is_kept() -> None:
    for path in GOLD:
        for record in lines(path):
            assert set(record) == {"id", "set", "reader", "text_sha256", "events"}, path.name


def test_all_acts_are_taught_by_invented_reports() -> None:
    acts = Counter(s["act"] for path in REPORTS for r in lines(path) for e in r["events"] for s in e["statements"])
    assert set(acts) == set(ACTS)
    assert min(acts.values()) > 100


def test_a_document_is_coded_once_by_each_reader() -> None:
    for path in (*REPORTS, *GOLD):
        ids = [r["id"] for r in lines(path)]
        assert len(ids) == len(set(ids)), path.name
