"""Full-text search over documents and statements: derived from the ledger, rebuildable at any time."""

from counterclaim.backends.search.index import SearchIndex
from counterclaim.backends.search.rows import SearchFilter, SearchHit, SearchRow

__all__ = ["SearchFilter", "SearchHit", "SearchIndex", "SearchRow"]
