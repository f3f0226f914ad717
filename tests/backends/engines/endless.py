"""Run as a child by the engines' tests: work that only Ctrl-C ends."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.backends.engines.work import slow_first

from counterclaim.backends.engines import ProcessEngine


def main() -> int:
    """Work until interrupted, then say so."""
    try:
        with ProcessEngine(2) as engine:
            for outcome in engine.map(slow_first, count(), chunk=1):
                if outcome.value == 0:
                    print("working", flush=True)
    except KeyboardInterrupt:
        print("stopped", flush=True)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
