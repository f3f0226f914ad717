"""Keeping linking up to date against linking everything: the ledger's link stage, and the kernel for rows.

    python benchmarks/relink.py [MENTIONS [ROWS]]      (20000 and 200000 if not given)

Made reports with and without a day or a place, no rows among them (`tests.events.worlds`); made rows for the kernel
(`tests.events.kernel.records`). One part in a hundred is added. CPU seconds of this process, one run each, in turn.
"Rebuild" links everything by the same weights, "with estimation" estimates them too, as `run --relink` does. Both ends
must be the same events, or the script fails.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.events.kernel.records import told
from tests.events.worlds import world

from counterclaim.events import Memory, link
from counterclaim.events.kernel.clustering import cluster
from counterclaim.events.kernel.state import State


def timed(what: str, do: Callable[[], Any]) -> tuple[Any, float]:
    """What a call gives, and its CPU seconds."""
    begun = time.process_time()
    found = do()
    spent = time.process_time() - begun
    print(f"  {what}: {spent:.2f} s", flush=True)
    return found, spent


def ledger(mentions: int) -> None:
    """The link stage of a run: profiles in, events out."""
    events, towns = mentions // 4, max(12, mentions // 100)
    made = world(events, seed=1, towns=towns, days=730, records=False)
    more = world(max(1, events // 100), seed=2, towns=towns, days=730, records=False)
    news = [replace(p, mention_id=f"n{p.mention_id}", document_id=f"n{p.document_id}", origin_id="") for p in more]
    both = [*made, *news]
    print(f"link stage: {len(made)} mentions, {len(news)} added")
    start, whole = timed("with estimation", lambda: link(made, keep=True))
    packed, writing = timed("writing the memory", start.memory.packed)
    memory, reading = timed("reading the memory", lambda: Memory.unpacked(packed))
    rebuilt, anew = timed("rebuild", lambda: link(both, previous=start.events, memory=memory, whole=True, keep=True))
    found, added = timed("update", lambda: link(both, previous=start.events, memory=memory))
    if found.events != rebuilt.events:
        raise SystemExit("the events differ")
    print(f"  memory {len(packed) / 1e6:.1f} MB; {found.relinked} mentions linked anew; {len(found.events)} events")
    print(f"  update / rebuild {added / anew:.1%}, with reading and writing {(added + reading + writing) / anew:.1%}")
    print(f"  update / with estimation {added / whole:.1%}")


def kernel(rows: int) -> None:
    """Rows of data sets: the kernel alone."""
    made = told(events=rows * 2 // 3)
    size = made.rows.size * 100 // 101
    base, news = made.rows.take(np.arange(size)), made.rows.take(np.arange(size, made.rows.size))
    print(f"kernel: {size} rows, {news.size} added")
    cluster(base.take(np.arange(5_000)), made.names)
    start = cluster(base, made.names)
    state = State.of(base, start)
    state.added(base.take(np.arange(50)))
    whole, anew = timed("rebuild", lambda: cluster(made.rows, made.names, calibration=start.calibration))
    _, estimated = timed("with estimation", lambda: cluster(made.rows, made.names))
    found, added = timed("update", lambda: state.added(news))
    if not np.array_equal(found.label, whole.label):
        raise SystemExit("the events differ")
    print(f"  update / rebuild {added / anew:.1%}; update / with estimation {added / estimated:.1%}; the same events")


if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[1:]]
    ledger(sizes[0] if sizes else 20_000)
    kernel(sizes[1] if len(sizes) > 1 else 200_000)
