"""The search index beside bare engines, as a peer of their benchmark.

    peers/bin/python search_peers.py --peer tantivy --peer counterclaim --peer counterclaim-page \
        --also .../benchmarks/search_ours.py --also-python .../.venv/bin/python

``counterclaim`` asks as a person does, by a text that is read, and gets the ids of the best rows, as the bare engine
does; ``counterclaim-page`` gets all that a page of the app shows: snippets with the words marked, how many rows there
are, and how many by each facet, none of which the bare engine is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
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
