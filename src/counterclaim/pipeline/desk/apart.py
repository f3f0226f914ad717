"""Long work of a desk done by a process of its own, which takes nothing from the threads that answer people."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from enum import StrEnum
from pathlib import Path

from counterclaim.errors import StorageError

PROGRAM = "counterclaim.pipeline.desk.helper"
"""What the process runs."""
PATIENCE = 10.0
"""Seconds that it gets to end by itself."""


class Task(StrEnum):
    """What such a process does each time."""

    LISTS = "lists"
    """Bring the lists up behind many judgements."""
    SEARCH = "search"
    """Bring the search index up to the ledger."""


class Apart:
    """One task over one ledger, by a process that is started when there is first something to do."""

    def __init__(self, ledger: str | Path, task: Task) -> None:
        self._ledger, self._task = str(ledger), task
        self._guard = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._closed = False

    def do(self) -> None:
        """Have it done once, and wait for it; to be called by one thread at a time.

        Raises:
            StorageError: the process ended; the next call starts another.
        """
        with self._guard:
            if self._closed:
                return
            child = self._child = self._child or self._started()
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write("once\n")
            child.stdin.flush()
            answered = bool(child.stdout.readline())
        except (OSError, ValueError):
            # Its pipes are broken, or have been closed in between.
            answered = False
        if not answered:
            self.rest()
            raise StorageError(f"the process that does the {self._task} has ended", remedy="it is started anew")

    def rest(self) -> None:
        """End the process until there is something to do again; what it was writing did not happen."""
        with self._guard:
            self._end()

    def close(self) -> None:
        """End the process for good."""
        with self._guard:
            self._closed = True
            self._end()

    def _started(self) -> subprocess.Popen[str]:
        child = subprocess.Popen(  # noqa: S603 - our own program, and no word of a user's in it
            [sys.executable, "-m", PROGRAM, self._task],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            # Ctrl-C in a terminal is for the server, which then ends this one.
            start_new_session=True,
        )
        assert child.stdin is not None
        # Not as an argument: an address may hold a password, and everybody sees those.
        child.stdin.write(f"{json.dumps(self._ledger)}\n")
        return child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        for stream in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
