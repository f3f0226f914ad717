"""Search: slow for now, as the ledger's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from counterclaim.backends.search import SearchFilter
from counterclaim.backends.storage.base import Storage
from counterclaim.model.desk import SearchFilters, SearchPage, SearchResult
from counterclaim.pipeline import searching
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.desk.cursors import checked_limit
from counterclaim.pipeline.views import Reading


class Finding:
    """Searches a ledger."""

    def __init__(self, storage: Storage, codebook: Codebook, folder: Path) -> None:
        self._storage, self._codebook, self._folder = storage, codebook, folder

    def search(self, text: str, wanted: SearchFilters, limit: int, offset: int) -> SearchPage:
        """Documents and quotes that match, best first, with counts by outlet, language, year and act."""
        checked_limit(limit)
        reading = Reading(self._storage, self._codebook)
        asked = SearchFilter(kind=wanted.kind, language=wanted.language, outlet=wanted.outlet)
        hits = searching.search(reading, self._folder, text, 10_000, asked)
        acts = {s.id: str(s.act) for c in reading.applied.codings for s in c.statements}
        results = []
        for hit in hits:
            document = reading.documents[hit.document_id]
            results.append(
                SearchResult(
                    document_id=hit.document_id, statement_id=hit.statement_id, title=hit.title, outlet=document.outlet,
                    language=document.language, published=str(document.published or ""),
                    act=acts.get(hit.statement_id, ""), snippet=hit.snippet, start=hit.start, end=hit.end,
                    marks=hit.marks, graphic=bool(self._codebook.graphic.kind_of(hit.snippet, document.language)),
                )
            )  # fmt: skip
        results = [
            r
            for r in results
            if (not wanted.year or r.published.startswith(wanted.year)) and (not wanted.act or r.act == wanted.act)
        ]
        return SearchPage(
            results=tuple(results[offset : offset + limit]), total=len(results), offset=offset, facets=_facets(results)
        )


def _facets(results: Sequence[SearchResult]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    found = []
    for name in ("outlet", "language", "year", "act"):
        counts: dict[str, int] = {}
        for r in results:
            value = r.published[:4] if name == "year" else str(getattr(r, name))
            if value:
                counts[value] = counts.get(value, 0) + 1
        found.append((name, tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:20])))
    return tuple(found)
