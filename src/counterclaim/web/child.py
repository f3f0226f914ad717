"""A run in a process of its own: `python -m counterclaim.web.child LEDGER PROGRESS`, told to a file as it goes."""

from __future__ import annotations

import json
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from counterclaim.errors import EXIT_INTERRUPTED, EXIT_PARTIAL, CounterclaimError
from counterclaim.pipeline import open_ledger

PAUSE = 0.2
"""Seconds between two writes of how far it is."""


class FileProgress:
    """Writes the present stage and step into a file, whole each time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._state: dict[str, object] = {}
        self._done = 0
        self._written = 0.0

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins."""
        self._state, self._done = {"stage": name, "total": total}, 0
        self._write()

    def step(self, note: str = "") -> None:  # noqa: ARG002 - the page shows how many, not which
        """One step is done."""
        self._done += 1
        if time.monotonic() - self._written >= PAUSE:
            self._write()

    def _write(self) -> None:
        self._written = time.monotonic()
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps({**self._state, "done": self._done}), encoding="utf-8")
        fresh.replace(self._path)


def main(ledger: str, progress: str) -> int:
    """Run the ledger; returns the exit code of `counterclaim run`."""
    signal.signal(signal.SIGTERM, _stopped)
    try:
        with open_ledger(ledger, create=False) as book:
            report = book.run(progress=FileProgress(Path(progress)))
    except CounterclaimError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing is lost, the next run goes on from here\n")
        return EXIT_INTERRUPTED
    sys.stdout.write(
        f"{report.coded} documents coded; the ledger holds {report.documents} documents, "
        f"{report.statements} statements and {report.events} events\n"
    )
    return EXIT_PARTIAL if report.problems else 0


def _stopped(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
