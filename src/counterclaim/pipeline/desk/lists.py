"""The process that keeps a ledger's lists: `python -m counterclaim.pipeline.desk.lists`.

It is told the ledger's address on its first line, brings the lists up at each further one and then says so, and ends
when there are no more lines: with whoever started it, however that ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys

from counterclaim.errors import CounterclaimError, StorageError
from counterclaim.pipeline.desk.desk import open_desk

NICE = 10
"""How far it steps back where there is more to do than there are processors."""


def main() -> int:
    """Bring up the lists once for each line; the exit code."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    try:
        with open_desk(json.loads(sys.stdin.readline())) as desk:
            for _ in sys.stdin:
                # A run is writing, or the server is away for a moment: the next look does what could not be done now.
                with contextlib.suppress(StorageError):
                    desk.keep_up()
                sys.stdout.write("done\n")
                sys.stdout.flush()
    except CounterclaimError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
