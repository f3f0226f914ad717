"""Search for the app: answers at once, and brings the index up to the ledger beside it."""

from __future__ import annotations

import threading

from counterclaim.backends.search import FACETS, Found, SearchFilter, SearchHit
from counterclaim.backends.storage.base import Storage
from counterclaim.errors import CounterclaimError
from counterclaim.model.desk import SearchFilters, SearchPage, SearchResult
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.desk.apart import Apart
from counterclaim.pipeline.desk.cursors import checked_limit
from counterclaim.pipeline.desk.searching import MOST, Searching

AT_ONCE = 50
"""Changed documents that a search waits for; more are indexed beside it."""
SMALL = 2000
"""Documents of a ledger whose first index a search waits for."""


class Finding:
    """Searches a ledger for people who wait for the answer."""

    def __init__(self, storage: Storage, codebook: Codebook, searching: Searching, helper: Apart | None = None) -> None:
        self._storage = storage
        self._graphic = codebook.graphic
        self._searching = searching
        self._helper = helper
        self._beside: threading.Thread | None = None
        self._starting = threading.Lock()

    def close(self) -> None:
        """Give up what is being indexed."""
        self._searching.stop()
        if self._beside is not None:
            self._beside.join()

    def search(self, text: str, wanted: SearchFilters, limit: int, offset: int) -> SearchPage:
        """Documents and quotes that match, best first, with counts by facet."""
        checked_limit(limit)
        behind = self._keep_up()
        if not self._searching.exists():
            return SearchPage(results=(), total=0, offset=offset, facets=(), behind=behind)
        found = self._searching.find(text, search_filter(wanted), limit=limit, offset=offset)
        return SearchPage(
            results=tuple(map(self._result, found.hits)),
            total=found.total,
            offset=offset,
            facets=_facets(found),
            behind=behind,
        )

    def ids(self, text: str, wanted: SearchFilters, limit: int, offset: int) -> list[tuple[str, str]]:
        """(document id, statement id or "") of what matches, best first."""
        checked_limit(limit)
        self._keep_up()
        if not self._searching.exists():
            return []
        return self._searching.ids(text, search_filter(wanted), limit=limit, offset=offset)

    def keep_up(self) -> None:
        """Begin to bring the index up to the ledger, without waiting for it."""
        with self._starting:
            if self._beside is None or not self._beside.is_alive():
                self._beside = threading.Thread(target=self._catch_up, name="search index", daemon=True)
                self._beside.start()

    def _keep_up(self) -> int:
        """How many documents the answer will be behind, counted up to ``MOST``."""
        first = not self._searching.exists()
        behind = len(self._storage.ids_after("document", "", MOST)) if first else self._searching.behind()
        if behind == 0 and not first:
            return 0
        if behind <= (SMALL if first else AT_ONCE) and self._searching.catch_up(wait=first):
            return 0
        self.keep_up()
        return behind

    def catch_up(self) -> None:
        """Bring the index up to the ledger, and wait for it."""
        self._searching.catch_up()

    def _catch_up(self) -> None:
        try:
            if self._helper is None:
                self.catch_up()
            else:
                self._helper.do()
                # Many changes are seldom, and it holds as much memory as the server.
                self._helper.rest()
        except CounterclaimError:
            # The ledger is being closed or cannot be read: whoever searches next is told, and tries again.
            return

    def _result(self, hit: SearchHit) -> SearchResult:
        return SearchResult(
            document_id=hit.document_id,
            statement_id=hit.statement_id,
            title=hit.title,
            outlet=hit.outlet,
            language=hit.language,
            published=hit.published,
            act=hit.act,
            snippet=hit.snippet,
            start=hit.start,
            end=hit.end,
            marks=hit.marks,
            graphic=bool(self._graphic.kind_of(hit.snippet, hit.language)),
        )


def search_filter(wanted: SearchFilters) -> SearchFilter:
    """The conditions as the index takes them."""
    return SearchFilter(
        kind=wanted.kind,
        language=wanted.language,
        outlet=wanted.outlet,
        year=wanted.year,
        act=wanted.act,
        actor=wanted.actor,
    )


def _facets(found: Found) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    return tuple((name, found.facets[name]) for name in FACETS)
