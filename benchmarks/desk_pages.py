"""Every page and look of the app on a large ledger: how long each takes, beside an empty page and a bare lookup.

    python benchmarks/desk_pages.py LEDGER.db [--rounds 3] [--only search] [--most-ms 300] [--most-ratio 12]

The real app is started on the ledger as `counterclaim serve` starts it, and asked over HTTP: first, middle and last
pages of every list, events and actors with much and with little to them, frequent and rare words, filters. Per page are
printed median and 95th percentile in milliseconds, the ratio of the latter to the help page's in the same run, the
95th percentile of the server's own processor time, which a busy machine leaves as it is, and the slowest request.
A look that fails, is slower than ``--most-ms``, or has a greater ratio than ``--most-ratio``, makes the program end
with 1. On a machine that does other things only the ratio and the processor time say something.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from counterclaim.pipeline.desk.cursors import encode

EMPTY = "/help"
Asked = dict[str, list[str]]
"""Addresses by the page that they ask for."""


class Ledger:
    """Picks what to ask for straight out of the file."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self._random = random.Random(3)

    def one(self, query: str, *values: Any) -> tuple[Any, ...]:  # noqa: ANN401 - what the table holds
        """The only row of a query."""
        found: tuple[Any, ...] = self._connection.execute(query, values).fetchone()
        return found

    def column(self, query: str) -> list[str]:
        """The first column of a query."""
        return [str(row[0]) for row in self._connection.execute(query)]

    def some(self, table: str, key: str, number: int = 12) -> list[str]:
        """Keys from all over a table."""
        most = self.one(f"SELECT max(rowid) FROM {table}")[0]
        rows = [self._random.randint(1, most) for _ in range(number)]
        query = f"SELECT {key} FROM {table} WHERE rowid >= ? LIMIT 1"
        return [str(self.one(query, row)[0]) for row in rows]

    def middle(self, table: str, columns: str) -> tuple[Any, ...]:
        """The sort key in the middle of a list."""
        count = self.one(f"SELECT count(*) FROM {table}")[0]
        query = f"SELECT {columns} FROM {table} ORDER BY {columns} LIMIT 1 OFFSET ?"
        return self.one(query, count // 2)

    def lookups(self, ids: Sequence[str]) -> list[float]:
        """Milliseconds of bare lookups of statements by id."""
        found = []
        for key in ids:
            begun = time.perf_counter()
            self._connection.execute("SELECT * FROM statements WHERE id = ?", (key,)).fetchone()
            found.append((time.perf_counter() - begun) * 1000)
        return found


def addresses(ledger: Ledger) -> Asked:
    """What is asked for."""
    heavy = ledger.column("SELECT event_id FROM index_events ORDER BY statements DESC LIMIT 6")
    events = [*heavy, *ledger.some("index_events", "event_id")]
    documents = ledger.some("documents", "id")
    judged = ledger.column("SELECT document_id FROM index_human LIMIT 3")
    statements = ledger.some("statements", "id")
    often = ledger.column("SELECT actor FROM index_actors ORDER BY weight LIMIT 5")
    actors = [*often, *ledger.some("index_actors", "actor", 7)]
    queries = [urlencode(query) for query in _event_queries(ledger)]
    searches = [urlencode(query) for query in _searches(ledger)]
    items = [f"/api/v1/documents/{d}" for d in documents]
    return {
        **_lists(ledger, queries),
        "event": [f"/events/{e}" for e in events],
        "document": [f"/documents/{d}" for d in [*documents, *judged]],
        "statement": [f"/statements/{s}" for s in statements],
        "actor": [f"/actors/{quote(a, safe='')}" for a in actors],
        "search": [f"/search?{s}" for s in searches],
        "api search": [f"/api/v1/search?{s}" for s in searches],
        "api search ids": [f"/api/v1/search/ids?{s}&limit=100" for s in searches],
        "api event": [f"/api/v1/events/{e}" for e in events],
        "api event history": [f"/api/v1/events/{e}/history" for e in events],
        "api event related": [f"/api/v1/events/{e}/related" for e in events],
        "api document": items,
        "api statement": [f"/api/v1/statements/{s}" for s in statements],
        "api statement history": [f"/api/v1/statements/{s}/history" for s in statements],
        "api actor": [f"/api/v1/actors/{quote(a, safe='')}" for a in actors],
        "api me": ["/api/v1/me"] * 10,
        "api changes": [f"/api/v1/changes?since={n}" for n in (0, 100, 500, 1000)] * 3,
    }


def _lists(ledger: Ledger, queries: Sequence[str]) -> Asked:
    by_date = encode("events", "date", *ledger.middle("index_events", "date_key, event_id"))
    by_toll = encode("events", "toll", *ledger.middle("index_events", "toll, event_id"))
    order = "kind_order, urgency, subject_id, document_id"
    waiting = encode("queue", "", *ledger.middle("index_queue", order))
    actor = encode("actors", "", *ledger.middle("index_actors", "weight, actor"))
    problem = encode("problems", "", *ledger.middle("problems", "id"))
    change = encode("activity", "", *ledger.middle("changes", "sequence"))
    kinds = ledger.column("SELECT DISTINCT kind FROM index_queue")
    middle = [f"cursor={by_date}", f"sort=toll&cursor={by_toll}"]
    asked: Asked = {}
    for name, page, api in (("timeline", "/timeline", "/api/v1/events"), ("map", "/map", "/api/v1/events/map")):
        extra = middle if name == "timeline" else []
        asked[name] = [f"{page}?{q}" for q in [*queries, *middle[:1], *extra[:1]]]
        asked[f"api {name}"] = [f"{api}?{q}" for q in [*queries, *extra]]
    asked["map points"] = [f"/map/events.geojson?{q}" for q in queries[:10]]
    asked["api drawn timeline"] = [f"/api/v1/events/timeline?{q}" for q in queries]
    for name, cursors in (
        ("queue", ["", f"cursor={waiting}", *(f"kind={kind}" for kind in kinds)]),
        ("actors", ["", f"cursor={actor}", "text=front", "text=tidewater", "text=zzz"]),
        ("problems", ["", f"cursor={problem}"]),
        ("activity", ["", f"cursor={change}"]),
    ):
        asked[name] = [f"/{name}?{q}" for q in cursors] * 3
        asked[f"api {name}"] = [f"/api/v1/{name}?{q}" for q in cursors] * 3
    asked["queue card"] = [f"/queue/card?{q}" for q in ("", f"cursor={waiting}")] * 5
    asked["home"] = ["/"] * 5
    return asked


def _event_queries(ledger: Ledger) -> Iterator[dict[str, str]]:
    often, seldom = (
        ledger.one(f"SELECT name FROM index_actors ORDER BY weight {way} LIMIT 1")[0] for way in ("ASC", "DESC")
    )
    place = ledger.one("SELECT place, count(*) FROM index_events GROUP BY place ORDER BY 2 DESC LIMIT 1")[0]
    yield {}
    for sort in ("-date", "title", "-probability", "-voices", "-documents", "-toll"):
        yield {"sort": sort}
    yield from ({"place": place}, {"place": "XA"}, {"place": "zzz"}, {"place": "port"})
    yield from ({"actor": often}, {"actor": seldom}, {"actor": "nobody at all"})
    yield from ({"text": "bombing"}, {"text": "bomb port"}, {"text": "zzz"})
    yield from ({"type": "bombing"}, {"outcome": "disputed"}, {"outcome": often}, {"contested": "yes"})
    yield from ({"since": "2010", "until": "2011-06"}, {"since": "2024"}, {"until": "1998"})
    yield {"type": "bombing", "place": place, "since": "2005", "contested": "yes", "sort": "-toll"}
    yield {"text": "bombing", "actor": often, "sort": "-voices"}


def _searches(ledger: Ledger) -> Iterator[dict[str, str]]:
    actor = ledger.one("SELECT name FROM index_actors ORDER BY weight LIMIT 1")[0]
    outlet = ledger.one("SELECT outlet, count(*) FROM documents GROUP BY outlet ORDER BY 2 DESC LIMIT 1")[0]
    for words in (
        "police", "the", "zzz", "bombing", "smoke market", '"closed for two days"', "bomb*", "port OR gate",
        "police NOT market", "report 777", "blam*", f'"{actor}"', '"of inquir*"', "p*",
    ):  # fmt: skip
        yield {"q": words}
    for name, value in (
        ("outlet", outlet), ("year", "2010"), ("language", "en"), ("kind", "statement"),
        ("act", "denies"), ("actor", actor),
    ):  # fmt: skip
        yield {"q": "police", name: value}
        yield {"q": "bombing", name: value, "offset": "200"}


@contextmanager
def served(ledger: Path) -> Iterator[tuple[str, subprocess.Popen[str], float]]:
    """(address, process, seconds until it answered) of the app on a ledger."""
    begun = time.perf_counter()
    verb = "from counterclaim.cli import main; main()"
    command = [sys.executable, "-c", verb, "serve", "--ledger", str(ledger), "--no-open", "--json", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = "".join(iter(process.stdout.readline, "}\n")) + "}"
            address = json.loads(told)["address"].rstrip("/")
            httpx.get(f"{address}/api/v1/health", timeout=600).raise_for_status()
            yield address, process, time.perf_counter() - begun
        finally:
            process.terminate()


@dataclass(frozen=True, slots=True)
class Taken:
    """What one request took, in milliseconds."""

    wall: float
    processor: float
    """Of the server's processor time: what remains on a machine that does nothing else."""
    address: str


def measured(client: httpx.Client, process: int, asked: Asked, rounds: int) -> dict[str, list[Taken]]:
    """What each request took, by page; all pages in turn, so that a slow spell of the machine hits all alike."""
    found: dict[str, list[Taken]] = {name: [] for name in asked}
    order = [(name, address) for name, addresses in asked.items() for address in addresses] * rounds
    random.Random(1).shuffle(order)
    for name, address in order:
        before, begun = on_processor(process), time.perf_counter()
        answer = client.get(address)
        wall, processor = (time.perf_counter() - begun) * 1000, on_processor(process) - before
        if answer.status_code >= 400:
            raise SystemExit(f"{address}: {answer.status_code} {answer.text[:300]}")
        found[name].append(Taken(wall, processor, address))
    return found


def on_processor(process: int) -> float:
    """Milliseconds for which a process's threads have run so far."""
    ran = 0
    for file in Path(f"/proc/{process}/task").glob("*/schedstat"):
        # A thread may end between being listed and being read.
        with suppress(FileNotFoundError, ProcessLookupError):
            ran += int(file.read_text(encoding="ascii").split()[0])
    return ran / 1e6


def share(values: Iterable[float], part: float) -> float:
    """The value below which that part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def report(found: Mapping[str, Sequence[Taken]], lookups: Sequence[float], most: float, most_ratio: float) -> list[str]:
    """Print the table; returns the pages that were too slow, by their ratio where a greatest one is given."""
    p95 = {name: share((t.wall for t in told), 0.95) for name, told in found.items()}
    print(f"{'page':22} {'n':>4} {'p50 ms':>7} {'p95 ms':>7} {'ratio':>6} {'p95 cpu':>7}  slowest")
    for name in sorted(p95, key=lambda name: -p95[name]):
        told, worst = found[name], max(found[name], key=lambda t: t.wall)
        half, processor = share((t.wall for t in told), 0.5), share((t.processor for t in told), 0.95)
        ratio = p95[name] / p95[EMPTY]
        slowest = f"{worst.wall:.0f} {worst.address[:70]}"
        print(f"{name:22} {len(told):4} {half:7.1f} {p95[name]:7.1f} {ratio:6.1f} {processor:7.1f}  {slowest}")
    print(f"{'bare lookup':22} {len(lookups):4} {share(lookups, 0.5):7.3f} {share(lookups, 0.95):7.3f}")
    limit = most_ratio * p95[EMPTY] if most_ratio else most
    return [name for name, taken in p95.items() if taken > limit]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="pages whose name has this in it")
    parser.add_argument("--most-ms", type=float, default=300.0)
    parser.add_argument("--most-ratio", type=float, default=0.0, help="judge by this instead of by milliseconds")
    options = parser.parse_args()
    with served(options.ledger) as (address, process, started):
        ledger = Ledger(options.ledger)
        asked = {name: told for name, told in addresses(ledger).items() if options.only in name}
        asked[EMPTY] = [EMPTY] * 20
        with httpx.Client(base_url=address, timeout=600, follow_redirects=True) as client:
            measured(client, process.pid, {EMPTY: [EMPTY] * 3}, 1)
            found = measured(client, process.pid, asked, options.rounds)
        lookups = ledger.lookups(ledger.some("statements", "id", 200))
        memory = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]
    slow = report(found, lookups, options.most_ms, options.most_ratio)
    print(f"answered after {started:.1f} s; most memory {int(memory) // 1024} MB; load {os.getloadavg()[0]:.1f}")
    print(f"too slow: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
