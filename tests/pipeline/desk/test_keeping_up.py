"""The lists follow many judgements beside those who judge: in a thread, or in a process of its own."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.pipeline.desk.stories import ledger_of

from counterclaim.backends.storage import Storage, open_storage
from counterclaim.errors import StorageError
from counterclaim.pipeline.desk import open_desk
from counterclaim.pipeline.desk.apart import Apart, Task
from counterclaim.pipeline.desk.keeping_up import BEHIND


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return ledger_of(tmp_path)


def waiting(storage: Storage) -> int:
    return storage.index.state().waiting


def reached(condition: Callable[[], bool], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    return condition()


def judge(path: Path, times: int, *, apart: bool = False) -> None:
    """So many decisions without a look at the lists; waits until they have followed."""
    with open_desk(path, apart=apart) as desk, closing(open_storage(path)) as storage:
        statement = storage.ids_after("statement", "", 1)[0]
        for number in range(times):
            desk.judge("accept" if number % 2 else "reject", statement, reason="read")
        assert reached(lambda: waiting(storage) < BEHIND)


@pytest.mark.parametrize("apart", [False, True], ids=["thread", "process"])
def test_the_lists_follow_though_nobody_looks(ledger: Path, apart: bool) -> None:
    judge(ledger, BEHIND, apart=apart)


def test_a_few_judgements_are_left_to_the_next_look(ledger: Path) -> None:
    with open_desk(ledger) as desk, closing(open_storage(ledger)) as storage:
        statement = storage.ids_after("statement", "", 1)[0]
        for _ in range(BEHIND - 1):
            desk.judge("accept", statement, reason="read")
        desk.keep_up()
        assert waiting(storage) == BEHIND - 1
        desk.judge("accept", statement, reason="read")
        desk.keep_up()
        assert waiting(storage) < BEHIND
        desk.queue()
        assert waiting(storage) == 0


def test_the_search_index_is_made_by_a_process_that_then_ends(ledger: Path) -> None:
    with open_desk(ledger, apart=True) as desk:
        desk.prepare()
        assert reached(lambda: desk._finding._searching.exists())
        assert reached(lambda: not desk._finding._beside.is_alive())
        assert desk._apart[Task.SEARCH]._child is None
        assert desk.search("bomb").total == 3
        assert not desk._finding._searching.behind()


def test_a_desk_that_is_closed_ends_an_index_in_the_making(ledger: Path) -> None:
    with open_desk(ledger, apart=True) as desk:
        desk.prepare()
        assert reached(lambda: desk._apart[Task.SEARCH]._child is not None)
        child = desk._apart[Task.SEARCH]._child
    assert child.poll() is not None


def test_a_process_that_was_killed_is_started_again(ledger: Path) -> None:
    apart = Apart(ledger, Task.LISTS)
    try:
        apart.do()
        child = apart._child
        child.send_signal(signal.SIGKILL)
        child.wait(30)
        with pytest.raises(StorageError, match="ended"):
            apart.do()
        apart.do()
        assert apart._child.pid != child.pid
    finally:
        apart.close()
    apart.do()
    assert apart._child is None, "once it is closed, nothing is started"


def test_the_process_ends_with_whoever_started_it(ledger: Path) -> None:
    apart = Apart(ledger, Task.LISTS)
    apart.do()
    child = apart._child
    # As the system does when the server is killed.
    child.stdin.close()
    assert child.wait(30) == 0
    child.stdout.close()


def test_a_ledger_that_cannot_be_opened_is_said_and_nobody_waits(tmp_path: Path, capfd: pytest.CaptureFixture) -> None:
    apart = Apart(tmp_path / "none.db", Task.LISTS)
    with pytest.raises(StorageError, match="ended"):
        apart.do()
    apart.close()
    assert "there is no ledger" in capfd.readouterr().err
