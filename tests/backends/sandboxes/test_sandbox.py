from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from counterclaim.backends.sandbox import Sandbox, SandboxDied, SandboxLimits


@pytest.fixture
def sandbox(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
    limits = SandboxLimits(memory_bytes=600 << 20, cpu_seconds=1, wall_seconds=5)
    with Sandbox("naughty_worker", limits) as box:
        yield box


def ask(box, what, data=b""):
    return list(box.stream({"do": what}, data))


def test_frames_come_back_and_one_child_serves_many_requests(sandbox):
    for size in (0, 1, 3_000_000):
        assert ask(sandbox, "well", b"x" * size) == [{"length": size, "says": "well"}]


@pytest.mark.parametrize(
    ("deed", "cause"), [("compute", "time"), ("grow", "memory"), ("die", "crash"), ("fail", "crash")]
)
def test_a_child_that_goes_wrong_is_named_and_the_next_request_is_served(sandbox, deed, cause):
    with pytest.raises(SandboxDied) as death:
        ask(sandbox, deed)
    assert death.value.cause == cause
    assert ask(sandbox, "well") == [{"length": 0, "says": "well"}]


def test_a_child_that_only_waits_is_killed_at_its_time(sandbox):
    start = time.monotonic()
    with pytest.raises(SandboxDied) as death:
        ask(sandbox, "sleep")
    assert death.value.cause == "time"
    assert time.monotonic() - start < 15


def test_a_parser_that_prints_does_not_break_the_answer(sandbox):
    assert ask(sandbox, "print")[-1] == {"after": "noise"}
    assert ask(sandbox, "well") == [{"length": 0, "says": "well"}]


def test_an_own_error_of_the_child_is_told_in_its_words(sandbox):
    with pytest.raises(SandboxDied, match="a parser's own error"):
        ask(sandbox, "fail")


@pytest.mark.parametrize("deed", ["connect", "look up", "start", "write"])
def test_a_parser_opens_no_connection_starts_no_program_and_writes_no_file(sandbox, tmp_path, deed):
    with pytest.raises(SandboxDied, match="not allowed"):
        list(sandbox.stream({"do": deed, "path": str(tmp_path / "spoilt")}, b""))
    assert list(tmp_path.iterdir()) == []


def test_a_parser_has_a_folder_of_its_own_that_goes_with_it(sandbox):
    folder = ask(sandbox, "temporary")[-1]["folder"]
    assert Path(folder).is_dir()
    sandbox.close()
    assert not Path(folder).exists()


def test_a_parser_does_not_see_the_users_secrets(sandbox, monkeypatch):
    monkeypatch.setenv("MY_SECRET_TOKEN", "x")
    names = ask(sandbox, "environment")[-1]["names"]
    assert "MY_SECRET_TOKEN" not in names
    assert "PATH" in names


def test_a_module_lying_in_the_current_folder_is_not_run(sandbox, tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('hostile')")
    monkeypatch.chdir(tmp_path)
    assert ask(sandbox, "well") == [{"length": 0, "says": "well"}]
