"""The table of the coders' figures: what is worked out there and not by a scorer."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks import coding_table

ROOT = Path(__file__).parents[2]


def test_a_document_counts_as_an_incident_by_key_and_by_finding():
    gold = [{"id": name, "templates": [{}] if name in "abc" else []} for name in "abcdef"]
    line = coding_table.incident_line("x", gold, {"a": [1], "b": [1, 2], "c": [], "d": [1], "e": []}, "development")
    # Two of three found (a, b), one found wrongly (d): precision 2/3, recall 2/3.
    assert line.value == pytest.approx(2 / 3)


def test_a_figure_is_read_from_the_scorers_result():
    result = {"attribution": {"label": {"micro": {"p": 40.0, "r": 20.0, "f1": 26.7}}}, "ree": {"micro_avg": 50.1}}
    assert coding_table.reached(result, "attribution.label.micro") == pytest.approx(0.267)
    assert coding_table.reached(result, "ree.micro_avg") == pytest.approx(0.501)


def test_a_line_says_what_kind_of_figure_it_is():
    line = coding_table.Line("articles, full F1", 0.8912, 0.55, None, coding_table.HELD_OUT)
    assert printed_words(line) == ["articles,", "full", "F1", "0.891", "0.55", "-", "held", "out"]


def printed_words(line):
    return coding_table.printed(line).split()


def test_data_that_is_not_there_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["coding_table.py", str(tmp_path)])
    assert coding_table.main() == 2
    assert str(tmp_path / "muc4") in capsys.readouterr().err


def test_the_script_writes_a_scored_record_for_each_text(tmp_path):
    text = "On 3 June 2019 a bomb killed four people in Quito, Ecuador. The Red Dawn Front claimed the attack."
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "d1", "text": text, "lang": "en"}), encoding="utf-8")
    done = subprocess.run(
        [ROOT / "benchmarks" / "articles.sh", tmp_path / "in.jsonl", tmp_path / "out.jsonl", "--coder", "grammar-en"],
        env={**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    record = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert record["id"] == "d1"
    event = record["events"][0]
    place = event["place"]
    assert (event["date"], place["name"], place["country"], event["fatalities_low"]) == ("2019-06-03", "Quito", "EC", 4)
    assert [(s["act"], s["perpetrator"]) for s in event["statements"]] == [("claims", "Red Dawn Front")]


def test_the_script_says_how_it_is_used():
    done = subprocess.run([ROOT / "benchmarks" / "articles.sh"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage: benchmarks/articles.sh IN.jsonl OUT.jsonl" in done.stderr
