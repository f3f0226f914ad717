"""The search index beside the bare engine, in one process and turn by turn, or as a peer of the engines' benchmark.

    python benchmarks/search_ours.py PEERS                      # PEERS: the folder that holds search_peers.py
    peers/bin/python search_peers.py --peer tantivy --peer counterclaim --peer counterclaim-page \
        --also .../benchmarks/search_ours.py --also-python .../.venv/bin/python

``counterclaim`` asks as a person does, by a text that is read, and gets the ids of the best rows: the work of the bare
engine. ``counterclaim-page`` gets all that a page of the app shows: snippets with the words marked, how many rows there
are, and how many by each facet, none of which the bare engine is asked for. The first form asks each query of all
three one after the other, each of them first in turn, so that a busy machine slows all alike, and prints the means,
their ratios to the bare engine's, and how many answers have the right number of rows.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

Query = tuple[str, tuple[str, ...], str | None]
"""Kind, words, country."""
JOINTS = {"or": " OR ", "phrase": " "}


def _peer(*, page: bool) -> Callable[[Any], None]:
    def measure(run: Any) -> None:  # noqa: ANN401 - the benchmark's own type
        import search_peers

        from counterclaim.backends.search import SearchFilter, SearchIndex, SearchRow, Stamp
        from counterclaim.model.identity import content_id
        from counterclaim.version import VERSION

        def build(rows: list[tuple[Any, ...]], folder: Path) -> Callable[[Query], Any]:
            index, country, text = SearchIndex(folder / "index"), search_peers.COUNTRY, search_peers.TEXT
            told = (SearchRow(document_id=content_id("doc", r[0]), outlet=r[country], text=r[text]) for r in rows)
            index.rebuild(told, Stamp(basis="benchmark", sequence=1))

            def ask(query: Query) -> Any:  # noqa: ANN401 - hits
                kind, words, country = query
                text = JOINTS.get(kind, " ").join(words)
                typed, filters = f'"{text}"' if kind == "phrase" else text, SearchFilter(outlet=country or "")
                if page:
                    return index.find(typed, limit=search_peers.LIMIT, filters=filters).hits
                return index.ids(typed, limit=search_peers.LIMIT, filters=filters)

            return ask

        run.version = VERSION
        search_peers._measure(run, build)

    return measure


PEERS = {"counterclaim": _peer(page=False), "counterclaim-page": _peer(page=True)}
BARE = "tantivy"


def asks(rows: list[tuple[Any, ...]], folder: Path) -> dict[str, Callable[[Query], Any]]:
    """How each is asked, by its name, once it has indexed the rows: as the engines' benchmark would ask it."""
    import search_peers

    built: dict[str, Callable[[Query], Any]] = {}
    for name, peer in {BARE: search_peers.tantivy, **PEERS}.items():

        def taken(_run: Any, build: Callable[..., Callable[[Query], Any]], name: str = name) -> None:  # noqa: ANN401
            own = folder / name
            own.mkdir()
            built[name] = build(rows, own)

        search_peers._measure = taken
        peer(SimpleNamespace(options=SimpleNamespace(threads=1)))
    return built


def measure(asked: Mapping[str, Callable[[Query], Any]], queries: list[Query], expected: list[int]) -> dict[str, Any]:
    """Mean milliseconds on the clock and on the processor, and answers with the right number of rows, by name."""
    names = list(asked)
    wall, processor, right = (dict.fromkeys(names, 0.0) for _ in range(3))
    for number, (query, count) in enumerate(zip(queries, expected, strict=True)):
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            on_processor, start = time.process_time(), time.perf_counter()
            found = asked[name](query)
            wall[name] += (time.perf_counter() - start) * 1000
            processor[name] += (time.process_time() - on_processor) * 1000
            right[name] += len(found) == count
    each = len(queries)
    return {name: (wall[name] / each, processor[name] / each, right[name] / each) for name in names}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peers", type=Path, help="folder of search_peers.py")
    parser.add_argument("--n", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=600)
    given = parser.parse_args()
    sys.path.insert(0, str(given.peers))
    import benchlib
    import search_peers

    rows = search_peers.load_statements(given.n, benchlib.cache_dir())
    queries = search_peers.make_queries(rows, given.queries // 5)
    with tempfile.TemporaryDirectory() as folder:
        asked = asks(rows, Path(folder))
        measure(asked, queries[:20], [0] * 20)
        told = measure(asked, queries, search_peers.true_counts(rows, queries))
    print(f"{given.n} rows, {len(queries)} queries, load {os.getloadavg()[0]:.1f}")
    print(f"{'':18} {'wall ms':>8} {'ratio':>6} {'cpu ms':>8} {'ratio':>6} {'right':>6}")
    for name, (wall, processor, right) in told.items():
        ratios = wall / told[BARE][0], processor / told[BARE][1]
        print(f"{name:18} {wall:8.3f} {ratios[0]:6.2f} {processor:8.3f} {ratios[1]:6.2f} {right:6.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
