"""The lists brought up to date by a process of their own, which takes nothing from the threads that answer people."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from pathlib import Path

from counterclaim.errors import StorageError

PROGRAM = "counterclaim.pipeline.desk.lists"
"""What the process runs."""
PATIENCE = 10.0
"""Seconds that it gets to end by itself."""


class Apart:
    """Brings up the lists of one ledger by a process that is started when there is first something to do."""

    def __init__(self, ledger: str | Path) -> None:
        self._ledger = str(ledger)
        self._guard = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._closed = False

    def follow(self) -> None:
        """Have the lists brought up, and wait for it.

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
            child.stdin.write("follow\n")
            child.stdin.flush()
            answered = bool(child.stdout.readline())
        except (OSError, ValueError):
            # Its pipes are broken, or have been closed in between.
            answered = False
        if not answered:
            with self._guard:
                self._end()
            raise StorageError("the process that keeps the lists has ended", remedy="the next look brings them up")

    def close(self) -> None:
        """End the process: what it is writing is one transaction, which then did not happen."""
        with self._guard:
            self._closed = True
            self._end()

    def _started(self) -> subprocess.Popen[str]:
        child = subprocess.Popen(  # noqa: S603 - our own program, and no word of a user's in it
            [sys.executable, "-m", PROGRAM],
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
