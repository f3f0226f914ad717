"""Events chosen by the lists, where these are up to the ledger: so that few are found without reading all."""

from __future__ import annotations

from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.index import EventSearch
from counterclaim.model import Event
from counterclaim.model.desk import EventQuery
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.desk.following import StoredNaming
from counterclaim.pipeline.desk.queries import event_search
from counterclaim.pipeline.views import FEW

SHARE = 0.2
"""Share of all events above which reading the whole ledger once is quicker than reading their documents."""


def few_events(storage: Storage, codebook: Codebook, query: EventQuery) -> list[Event] | None:
    """The events that meet every condition; None where the lists cannot tell, or where they are not few."""
    index = storage.index
    with storage.look():
        if not index.state().current:
            return None
        most = max(FEW, int(SHARE * index.count_events(EventSearch(), None)))
        found = index.events(event_search(query, StoredNaming(index, codebook.actors)), None, most + 1)
        return storage.events(row.id for row in found) if len(found) <= most else None
