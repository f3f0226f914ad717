"""Full-text search over documents and statements: derived from the ledger, rebuildable at any time."""

from counterclaim.backends.search.index import SearchIndex
from counterclaim.backends.search.query import HELP
from counterclaim.backends.search.rows import FACETS, Found, SearchFilter, SearchHit, SearchRow, Stamp

__all__ = ["FACETS", "HELP", "Found", "SearchFilter", "SearchHit", "SearchIndex", "SearchRow", "Stamp"]
