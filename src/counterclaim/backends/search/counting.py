"""How many of the rows that match have each value of a facet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tantivy

VALUES = 20
"""Values of a facet that are counted out, the most frequent ones."""


def facets(
    searcher: tantivy.Searcher, query: tantivy.Query, names: Sequence[str]
) -> dict[str, tuple[tuple[str, int], ...]]:
    """(value, rows) by facet, most first, then by value."""
    asked = {name: {"terms": {"field": name, "size": VALUES, "segment_size": 10 * VALUES}} for name in names}
    found: dict[str, Any] = searcher.aggregate(query, asked)
    return {name: _counts(found[name]["buckets"]) for name in names}


def _counts(buckets: list[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((str(b["key"]), int(b["doc_count"])) for b in buckets), key=lambda c: (-c[1], c[0])))
