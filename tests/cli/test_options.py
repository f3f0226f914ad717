"""Options that make no sense are refused in one line, and nothing is overwritten that is no file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from tests.cli.test_commands import MANILA, call


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "manila.md").write_text(MANILA, encoding="utf-8")
    call(tmp_path, "add", "manila.md")
    return tmp_path


@pytest.mark.parametrize("verb", [("events",), ("brief", "--out", "brief.html")])
def test_a_period_that_ends_before_it_begins_is_refused(desk: Path, verb: tuple[str, ...]) -> None:
    done = call(desk, *verb, "--since", "2018", "--until", "2017", code=2)
    assert "2018 to 2017" in done.stderr
    assert "no beginning" in call(desk, *verb, "--since", "../2017", code=2).stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("verb", [("export", "json"), ("export", "csv"), ("code", "manila.md"), ("brief",)])
def test_a_pipe_or_device_is_never_replaced_by_a_file(desk: Path, verb: tuple[str, ...]) -> None:
    pipe = desk / "pipe.html"
    os.mkfifo(pipe)
    assert "no regular file" in call(desk, *verb, "--out", "pipe.html", code=2).stderr
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_code_that_cannot_be_written_is_an_error_of_the_option(desk: Path) -> None:
    (desk / "file").write_text("in the way", encoding="utf-8")
    done = call(desk, "code", "manila.md", "--out", "file/coded.jsonl", code=2)
    assert "file/coded.jsonl: cannot be written" in done.stderr
    assert "is a folder" in call(desk, "code", "manila.md", "--out", "../" + desk.name, code=2).stderr
    assert list(desk.glob(".*.part")) == []
