"""The lists brought up to many judgements at a time, while nobody looks at them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from counterclaim.errors import StorageError

BEHIND = 50
"""Judgements after which the lists are brought up to date, if nobody's look did so before: one look's work."""


class KeepingUp:
    """Calls ``follow`` after every so many judgements, in a thread of its own, never twice at once."""

    def __init__(self, follow: Callable[[], None], *, behind: int = BEHIND) -> None:
        self._follow, self._behind = follow, behind
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(1, "counterclaim-lists")
        self._running: Future[None] | None = None
        self._count = 0
        self.closed = False
        """Whether whoever follows should stop."""

    def judged(self) -> None:
        """Count a judgement."""
        with self._lock:
            self._count += 1
            if self._count >= self._behind and (self._running is None or self._running.done()):
                self._count = 0
                self._running = self._worker.submit(self._keep_up)

    def close(self) -> None:
        """Begin nothing more, and wait for what goes on to end at its next step."""
        self.closed = True
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _keep_up(self) -> None:
        # The next look does what could not be done now.
        with contextlib.suppress(StorageError):
            self._follow()
