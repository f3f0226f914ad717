"""Run as a child by the crash tests: fill a ledger and run it, so that it can be killed at any moment."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import counterclaim
from counterclaim.pipeline.ledger import open_ledger


def main() -> None:
    """Add the targets to the ledger and run it, then print the logical digest."""
    ledger_file, *targets = sys.argv[1:]
    with open_ledger(Path(ledger_file), clock=lambda: datetime(2031, 1, 1, tzinfo=UTC)) as ledger:
        ledger.add(*targets)
        ledger.run()
        print(counterclaim.__version__, ledger.logical_digest(), flush=True)


if __name__ == "__main__":
    main()
