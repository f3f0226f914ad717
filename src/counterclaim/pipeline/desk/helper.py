"""A process that works beside a desk: `python -m counterclaim.pipeline.desk.helper TASK`.

It is told the ledger's address on its first line, does its task once at each further one and then says so, and ends
when there are no more lines: with whoever started it, however that ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys

from counterclaim.errors import CounterclaimError, StorageError
from counterclaim.pipeline.desk.apart import Task
from counterclaim.pipeline.desk.desk import Desk, open_desk

NICE = 10
"""How far it steps back where there is more to do than there are processors."""


def main(task: str) -> int:
    """Do the task once for each line; the exit code."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    try:
        with open_desk(json.loads(sys.stdin.readline())) as desk:
            for _ in sys.stdin:
                # A run is writing, or the server is away for a moment: the next look does what could not be done now.
                with contextlib.suppress(StorageError):
                    _do(Task(task), desk)
                sys.stdout.write("done\n")
                sys.stdout.flush()
    except CounterclaimError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


def _do(task: Task, desk: Desk) -> None:
    if task is Task.LISTS:
        desk.keep_up()
    else:
        desk.index()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
