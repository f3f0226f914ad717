"""How calls end: interrupted, cut off by the reader of a pipe, stopped by what nobody foresaw."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import pytest
from tests.cli.test_commands import MANILA, call

from counterclaim.model import Problem
from counterclaim.pipeline import Ledger

COMMAND = [sys.executable, "-m", "counterclaim"]


@pytest.fixture
def full(tmp_path: Path) -> Path:
    (tmp_path / "manila.md").write_text(MANILA, encoding="utf-8")
    call(tmp_path, "add", "manila.md")
    call(tmp_path, "run")
    return tmp_path


@pytest.mark.parametrize("words", [("events",), ("events", "--json"), ("events", "--csv"), ("show", "evt_")])
def test_a_reader_that_closes_the_pipe_is_no_error(full: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, *words], cwd=full, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("seconds", [2.0, 4.0])
def test_ctrl_c_says_so_in_one_line_and_ends_with_130(tmp_path: Path, seconds: float) -> None:
    attributes = " ".join(f'a{number}="x"' for number in range(300_000))
    (tmp_path / "slow.html").write_text(f"<html><body><p {attributes}>words</p></body></html>", encoding="utf-8")
    with subprocess.Popen([*COMMAND, "add", "slow.html"], cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said == "counterclaim: interrupted; nothing is lost, the same command goes on from here\n"


def test_a_fault_of_the_program_is_one_line_too(tmp_path: Path) -> None:
    with mock.patch.object(Ledger, "problems", side_effect=ZeroDivisionError("float division\nby zero")):
        call(tmp_path, "add", "nothing.txt", code=11)
        done = call(tmp_path, "problems", code=1)
    assert len(done.stderr.splitlines()) == 1
    assert "ZeroDivisionError" in done.stderr
    assert "report" in done.stderr


def test_a_terminal_that_knows_few_characters_shows_the_others_as_codes(full: Path) -> None:
    (full / "zürich.md").write_text(MANILA.replace("Casino fire", "Zürich 🧨 أزمة"), encoding="utf-8")
    call(full, "add", "zürich.md")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    found = subprocess.run([*COMMAND, "search", "gunman"], cwd=full, env=environment, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert "Z\\xfcrich" in found.stdout
    listed = subprocess.run(
        [*COMMAND, "search", "gunman", "--json"], cwd=full, env=environment, capture_output=True, text=True
    )
    assert {hit["title"] for hit in json.loads(listed.stdout)} == {"Casino fire", "Zürich 🧨 أزمة"}


def test_thousands_of_problems_are_not_told_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text("no json\n" * 150, encoding="utf-8")
    done = call(tmp_path, "add", "lines.jsonl", code=11)
    lines = done.stderr.splitlines()
    assert len(lines) == 101
    assert lines[-1] == "and 50 more problems: see `counterclaim problems`"
    assert len(json.loads(call(tmp_path, "problems", "--json").stdout)) == 150


def test_names_of_files_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    hostile = b"red\x1b[31m\nrefused\xff\xe2\x80\xae.pdf"
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + hostile))).write_text("no PDF", encoding="utf-8")
    (tmp_path / "good.md").write_text(MANILA, encoding="utf-8")
    done = call(tmp_path, "add", ".", code=11)
    assert "1 captured" in done.stdout
    assert len(done.stderr.splitlines()) == 1
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert "refused\\xff" in done.stderr
    assert [row["code"] for row in json.loads(call(tmp_path, "problems", "--json").stdout)] == ["wrong_type"]


def test_every_problem_printed_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from counterclaim.cli.refused import tell_problems

    wide = Problem(stage="read", subject="a\u2028b\x85c", place="\ud800", message="[bold]m[/x]", remedy="r", code="x")
    tell_problems([wide])
    assert capsys.readouterr().err == "refused: a b c (\N{REPLACEMENT CHARACTER}): [bold]m[/x]; r\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "evt_none"), 2),
        (("events", "--since", "2031-13"), 2),
        (("judge", "accept", "stm_none", "--reason", "x"), 2),
        (("events", "--ledger", "manila.md"), 7),
        (("export", "--format", "csv"), 2),
    ],
)
def test_an_error_under_json_leaves_standard_output_empty(full: Path, words: tuple[str, ...], code: int) -> None:
    done = call(full, *words, "--json", code=code)
    assert done.stdout == ""
    assert done.stderr.strip()


def test_what_does_not_hold_is_reported_as_json_before_the_error(full: Path) -> None:
    with sqlite3.connect(full / "counterclaim.db") as ledger:
        ledger.execute("UPDATE documents SET title = 'x'")
    done = call(full, "verify", "--json", code=10)
    report = json.loads(done.stdout)
    assert not report["sound"]
    assert any("documents doc_" in fault and "changed after it was stored" in fault for fault in report["faults"])
