"""The index tables: what people look for, kept so that it is found without reading the ledger."""

from counterclaim.backends.storage.index.entries import (
    IndexContent,
    IndexedEvent,
    IndexedName,
    IndexedStatement,
    IndexState,
    QueueEntry,
    event_key,
    short,
)
from counterclaim.backends.storage.index.events import EventSearch
from counterclaim.backends.storage.index.index import RowIndex

__all__ = [
    "EventSearch",
    "IndexContent",
    "IndexState",
    "IndexedEvent",
    "IndexedName",
    "IndexedStatement",
    "QueueEntry",
    "RowIndex",
    "event_key",
    "short",
]
