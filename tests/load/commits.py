"""The least that thirty people's judgements could cost: thirty connections commit one row each at once."""

from __future__ import annotations

import threading
import time

import psycopg

ROW = "x" * 400
"""About as many bytes as a judgement has."""


class BareCommits:
    """Commits of one row, thirty at a time, every so often, in a table of the same server."""

    def __init__(self, address: str, *, people: int = 30, every: float = 2.0) -> None:
        self._address = address
        self._people = people
        self._every = every
        self._stop = threading.Event()
        self._barrier = threading.Barrier(people)
        self._lock = threading.Lock()
        self.seconds: list[float] = []
        """Of each commit, in no order."""
        self._threads = [threading.Thread(target=self._commit, daemon=True) for _ in range(people)]

    def __enter__(self) -> BareCommits:
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS bare_commits (number serial PRIMARY KEY, words text)")
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._barrier.abort()
        for thread in self._threads:
            thread.join()

    def _commit(self) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute("SET synchronous_commit = on")
            while not self._stop.wait(self._every):
                try:
                    self._barrier.wait()
                except threading.BrokenBarrierError:
                    return
                started = time.monotonic()
                connection.execute("INSERT INTO bare_commits (words) VALUES (%s)", [ROW])
                took = time.monotonic() - started
                with self._lock:
                    self.seconds.append(took)
