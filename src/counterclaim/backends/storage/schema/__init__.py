"""The ledger's tables, as one SQLAlchemy Core schema for every database.

Names are chosen for people who open the file in any SQLite tool: no table or column needs quoting, offsets are
``start_offset`` and ``end_offset`` (Unicode code points, end exclusive), short lists of strings are JSON, and the
order within a document, event or judgement is kept in ``position``. A change here needs a migration beside it.
"""

from counterclaim.backends.storage.schema.accounts import account_log, accounts, api_tokens, sessions
from counterclaim.backends.storage.schema.capture import captures, documents, sources, texts
from counterclaim.backends.storage.schema.coding import (
    citations,
    codings,
    mentions,
    persons,
    readings,
    sheet_rows,
    statement_passages,
    statements,
)
from counterclaim.backends.storage.schema.columns import metadata
from counterclaim.backends.storage.schema.decided import (
    judgement_anchors,
    judgement_changes,
    judgements,
    meta,
    problems,
    seals,
)
from counterclaim.backends.storage.schema.derived import (
    DERIVED,
    assessments,
    candidates,
    event_mentions,
    events,
    link_weights,
    links,
    manifest,
    previous_assessments,
    reasons,
    redirects,
    relations,
    weight_documents,
    weight_statements,
    weights,
)
from counterclaim.backends.storage.schema.index import (
    INDEX,
    changes,
    counters,
    document_changes,
    index_actor_names,
    index_actor_statements,
    index_actors,
    index_event_terms,
    index_events,
    index_human,
    index_names,
    index_queue,
    index_retired,
    index_terms,
)
from counterclaim.backends.storage.schema.published import publication_contents, publications
from counterclaim.backends.storage.schema.receipts import receipts
from counterclaim.backends.storage.schema.records import records, releases

__all__ = [
    "DERIVED",
    "INDEX",
    "account_log",
    "accounts",
    "api_tokens",
    "assessments",
    "candidates",
    "captures",
    "changes",
    "citations",
    "codings",
    "counters",
    "document_changes",
    "documents",
    "event_mentions",
    "events",
    "index_actor_names",
    "index_actor_statements",
    "index_actors",
    "index_event_terms",
    "index_events",
    "index_human",
    "index_names",
    "index_queue",
    "index_retired",
    "index_terms",
    "judgement_anchors",
    "judgement_changes",
    "judgements",
    "link_weights",
    "links",
    "manifest",
    "mentions",
    "meta",
    "metadata",
    "persons",
    "previous_assessments",
    "problems",
    "publication_contents",
    "publications",
    "readings",
    "reasons",
    "receipts",
    "records",
    "redirects",
    "relations",
    "releases",
    "seals",
    "sessions",
    "sheet_rows",
    "sources",
    "statement_passages",
    "statements",
    "texts",
    "weight_documents",
    "weight_statements",
    "weights",
]
