"""What every engine must do, run over the engines of this machine."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.backends.engines import work

from counterclaim.backends.engines import InProcessEngine, ProcessEngine
from counterclaim.errors import DocumentError, EngineError

ENDLESS = Path(work.__file__).with_name("endless.py")


@pytest.fixture(scope="module", params=[InProcessEngine, lambda: ProcessEngine(2)], ids=["in process", "processes"])
def engine(request):
    with request.param() as made:
        yield made


@pytest.mark.parametrize("chunk", [1, 3, 100])
def test_results_come_in_the_order_of_the_items(engine, chunk):
    assert [o.result() for o in engine.map(work.slow_first, range(25), chunk=chunk)] == list(range(25))


def test_nothing_gives_nothing(engine):
    assert list(engine.map(work.double, [])) == []


def test_one_bad_item_ends_nothing_else(engine):
    outcomes = list(engine.map(work.picky, range(10), chunk=4))
    assert [o.value for o in outcomes] == [0, 1, 2, None, 4, 5, 6, 7, None, 9]
    error = outcomes[3].error
    assert isinstance(error, DocumentError)
    assert (error.message, error.where, error.remedy) == ("3 is bad", "here", "leave it")
    with pytest.raises(DocumentError):
        outcomes[8].result()


def test_items_are_read_only_as_far_as_needed(engine):
    read = []

    def items():
        for number in range(10_000):
            read.append(number)
            yield number

    outcomes = engine.map(work.double, items(), chunk=2)
    assert next(outcomes).value == 0
    outcomes.close()
    assert len(read) <= 20
    assert [o.value for o in engine.map(work.double, [4])] == [8]


def test_processes_do_the_work_elsewhere():
    with ProcessEngine(2) as engine:
        assert os.getpid() not in {o.value for o in engine.map(work.process_id, range(6), chunk=1)}


def test_an_item_that_kills_its_worker_is_the_only_one_lost():
    with ProcessEngine(2) as engine:
        outcomes = list(engine.map(work.deadly, range(20), chunk=3))
    assert [o.value for o in outcomes] == [n if n != 7 else None for n in range(20)]
    assert isinstance(outcomes[7].error, EngineError)
    assert outcomes[7].error.remedy


def test_what_cannot_travel_between_processes_is_an_error_in_words():
    with ProcessEngine(1) as engine:
        (outcome,) = engine.map(work.stubborn, [1])
        assert isinstance(outcome.error, EngineError)
        assert "Stubborn" in outcome.error.message
        (result,) = engine.map(work.unpicklable, [1])
        assert isinstance(result.error, EngineError)
        (function,) = engine.map(lambda number: number, [1])
        assert isinstance(function.error, EngineError)
        assert [o.value for o in engine.map(work.double, [2])] == [4]


def alive(group: int) -> list[str]:
    """Processes of a group that still run; ended ones that nobody has waited for do not count."""
    running = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, of_group = stat.read_text().rpartition(")")[2].split()[:3]
            if int(of_group) == group and state != "Z":
                running.append(stat.parent.name)
    return running


def test_ctrl_c_ends_the_work_and_its_processes_without_noise():
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen([sys.executable, str(ENDLESS)], text=True, start_new_session=True, **pipes)
    assert process.stdout.readline() == "working\n"
    assert len(alive(process.pid)) > 1
    # A terminal sends the signal to every process of the group.
    os.killpg(process.pid, signal.SIGINT)
    out, noise = process.communicate(timeout=30)
    assert (process.returncode, out, noise) == (130, "stopped\n", "")
    deadline = time.monotonic() + 10
    while alive(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert alive(process.pid) == []
