"""How fast the whole line is: documents a second, each stage's share, and how cost grows with size.

    python benchmarks/line.py TEXTS.jsonl [--sizes 300 1000 3000]

TEXTS is JSON Lines with ``text`` and optionally ``id``, ``published`` or ``date``, such as ``muc4/train.jsonl``.
Without ``--sizes`` the file itself goes through add and run, and no document may be lost. With it, corpora of those
sizes are
put together from the file's paragraphs (three from different texts each, by a fixed seed), and the exponent of CPU time
less start-up over size is printed.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from counterclaim.pipeline.ledger import open_ledger

SEED = 20170617


class Stopwatch:
    """Progress that remembers how long each stage took, in CPU seconds of this process and its children."""

    def __init__(self) -> None:
        self.shares: dict[str, float] = {}
        self._name = ""
        self._since = cpu_seconds()

    def stage(self, name: str, total: int | None) -> None:  # noqa: ARG002 - the protocol's signature
        """Close the stage before and open this one."""
        self._close()
        self._name = name

    def step(self, note: str = "") -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Close the last stage."""
        self._close()
        self._name = ""

    def _close(self) -> None:
        now = cpu_seconds()
        if self._name:
            self.shares[self._name] = self.shares.get(self._name, 0.0) + now - self._since
        self._since = now


def cpu_seconds() -> float:
    """CPU time of this process and of its ended children."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def run_line(texts: Path) -> dict[str, Any]:
    """Put a file through add and run in a fresh ledger; returns counts and CPU seconds by stage."""
    watch, began = Stopwatch(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "line.db") as ledger:
        added = ledger.add(texts, progress=watch)
        report = ledger.run(progress=watch)
        watch.close()
    total = sum(watch.shares.values())
    wanted = sum(1 for line in texts.read_text(encoding="utf-8").splitlines() if line.strip())
    return {
        "documents_in": wanted,
        "documents": report.documents,
        "refused": sum(problem.refused for problem in added.problems),
        "statements": report.statements,
        "events": report.events,
        "cpu_seconds": round(total, 2),
        "wall_seconds": round(time.monotonic() - began, 2),
        "documents_a_cpu_second": round(report.documents / total, 1),
        "shares": {name: round(seconds / total, 3) for name, seconds in watch.shares.items()},
    }


def compose(texts: Path, size: int, out: Path) -> None:
    """Write ``size`` documents, each of three paragraphs from different texts."""
    records = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines() if line.strip()]
    paragraphs = [[p for p in record["text"].split("\n\n") if p.strip()] for record in records]
    chance = random.Random(SEED)
    with out.open("w", encoding="utf-8") as stream:
        for number in range(size):
            chosen = [chance.choice(paragraphs[i]) for i in chance.sample(range(len(paragraphs)), 3)]
            day = f"{chance.randint(1988, 1990)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            stream.write(json.dumps({"id": f"d{number}", "published": day, "text": "\n\n".join(chosen)}) + "\n")


def measure_apart(texts: Path) -> dict[str, Any]:
    """Run the line in a process of its own, so that sizes do not disturb each other."""
    done = subprocess.run([sys.executable, __file__, str(texts)], check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def main() -> int:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+")
    options = parser.parse_args()
    if not options.texts.is_file():
        print(f"no file {options.texts}: give JSON Lines with a text a line", file=sys.stderr)
        return 2
    if not options.sizes:
        result = run_line(options.texts)
        print(json.dumps(result, indent=1))
        return int(result["documents"] != result["documents_in"])
    with tempfile.TemporaryDirectory() as folder:
        seconds = {}
        for size in [1, *options.sizes]:
            corpus = Path(folder) / f"{size}.jsonl"
            compose(options.texts, size, corpus)
            seconds[size] = measure_apart(corpus)["cpu_seconds"]
    start_up = seconds.pop(1)
    net = {size: round(s - start_up, 2) for size, s in seconds.items()}
    small, large = min(net), max(net)
    exponent = math.log(net[large] / net[small]) / math.log(large / small)
    print(json.dumps({"start_up": start_up, "net_cpu_seconds": net, "exponent": round(exponent, 3)}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
