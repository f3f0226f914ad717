"""Thirty coders at one server on PostgreSQL, beside thirty concurrent bare commits to the same database server.

    python benchmarks/team_load.py                      # thirty coders, ten minutes
    python benchmarks/team_load.py --seconds 120        # two

The database server is made for the run, with fsync as it comes; the app is `counterclaim serve` in a process of its
own, reached over HTTP with tokens. A coder decides, waits for the answer, and thinks for --think seconds in the mean
(exponential). Every two seconds thirty connections commit one row each at the same moment: the least that thirty
people's judgements could cost. One JSON object is printed; ``ratio`` is between the two 95th percentiles. The chain
must say exactly what the coders were told, or the program ends with 1 and says what is wrong.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.load.commits import BareCommits
from tests.load.crew import p95, work
from tests.load.desk import team
from tests.load.model import faults
from tests.postgres_server import serving


def measure(seconds: float, coders: int, think: float, statements: int) -> tuple[dict[str, object], list[str]]:
    """The figures of one run, and what is wrong in the chain after it."""
    with tempfile.TemporaryDirectory() as folder, serving(durable=True) as server:
        with team(server, Path(folder), statements=statements) as desk:
            people = desk.coders(coders, think=think)
            work(people, desk.serving.port, 5.0)
            warm = [len(coder.sent) for coder in people]
            bare = server.address(server.database())
            with BareCommits(bare, people=coders) as commits:
                work(people, desk.serving.port, seconds)
        took = [sent.seconds for coder, done in zip(people, warm, strict=True) for sent in coder.sent[done:]]
        wrong = faults(desk.address, people, desk.before)
    judged, committed = p95(took), p95(commits.seconds)
    return {
        "coders": coders,
        "seconds": seconds,
        "think_seconds": think,
        "judgements": len(took),
        "judgement_p50_ms": round(statistics.median(took) * 1000, 1),
        "judgement_p95_ms": round(judged * 1000, 1),
        "bare_commits": len(commits.seconds),
        "bare_commit_p50_ms": round(statistics.median(commits.seconds) * 1000, 1),
        "bare_commit_p95_ms": round(committed * 1000, 1),
        "ratio": round(judged / committed, 2),
        "faults": len(wrong),
    }, wrong


def main() -> int:
    """Measure, print, and say whether the chain holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--coders", type=int, default=30)
    parser.add_argument("--think", type=float, default=1.0, help="mean seconds between an answer and the next decision")
    parser.add_argument("--statements", type=int, default=10_000)
    given = parser.parse_args()
    figures, wrong = measure(given.seconds, given.coders, given.think, given.statements)
    print(json.dumps(figures))
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
