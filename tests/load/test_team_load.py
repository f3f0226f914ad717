"""Thirty coders at one server on PostgreSQL: nothing lost, doubled or misordered, also when something is killed."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.load.crew import Coder, work
from tests.load.desk import Team, team
from tests.load.model import faults
from tests.postgres_server import Server, serving


@pytest.fixture(scope="module")
def durable() -> Iterator[Server]:
    """A server whose promises hold after a crash."""
    with serving(durable=True) as server:
        yield server


@pytest.fixture(scope="module")
def desk(durable: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    with team(durable, tmp_path_factory.mktemp("desk"), statements=500) as made:
        yield made


def acknowledged(coders: list[Coder]) -> int:
    return sum(bool(sent.digest) for coder in coders for sent in coder.sent)


def during(desk: Team, coders: list[Coder], seconds: float, blow: Callable[[], None]) -> None:
    """Let coders work, and strike in the middle."""
    striking = threading.Timer(seconds / 3, blow)
    striking.start()
    work(coders, desk.serving.port, seconds)
    striking.join()


def test_thirty_coders_lose_double_and_misorder_nothing(desk: Team) -> None:
    coders = desk.coders(30, think=0.5, called="thirty")
    work(coders, desk.serving.port, 12)
    assert acknowledged(coders) >= 60
    assert faults(desk.address, coders, desk.before) == []


def test_after_the_server_process_was_killed_what_it_acknowledged_is_there_once(desk: Team) -> None:
    coders = desk.coders(10, think=0.2, called="before-a-kill")

    def blow() -> None:
        desk.serving.kill()
        time.sleep(0.5)
        desk.serving.start()

    during(desk, coders, 9, blow)
    assert any(sent.tries > 1 and sent.digest for coder in coders for sent in coder.sent)
    assert faults(desk.address, coders, desk.before) == []


def test_after_the_database_was_killed_what_was_acknowledged_is_there_once(desk: Team, durable: Server) -> None:
    coders = desk.coders(10, think=0.2, called="before-a-crash")

    def blow() -> None:
        durable.stop(signal.SIGKILL)
        time.sleep(0.5)
        durable.start()

    during(desk, coders, 9, blow)
    assert any(sent.tries > 1 and sent.digest for coder in coders for sent in coder.sent)
    assert faults(desk.address, coders, desk.before) == []


def test_a_model_that_was_told_otherwise_notices(desk: Team) -> None:
    coders = desk.coders(2, think=0.2, called="two")
    work(coders, desk.serving.port, 3)
    assert faults(desk.address, coders, desk.before) == []
    coders[0].sent[0].digest = "f" * 64
    lost = coders[1].sent.pop()
    found = faults(desk.address, coders, desk.before)
    assert any("is lost" in fault for fault in found)
    assert f"{lost.key}: nobody made it" in found


@pytest.mark.slow
def test_two_minutes_of_thirty_coders_lose_double_and_misorder_nothing(durable: Server, tmp_path: Path) -> None:
    """How long they wait is printed by ``benchmarks/team_load.py`` beside bare commits: time is no test's business."""
    with team(durable, tmp_path, statements=5000) as desk:
        coders = desk.coders(30, think=1.0)
        work(coders, desk.serving.port, 120)
        assert acknowledged(coders) > 2000
        assert faults(desk.address, coders, desk.before) == []
