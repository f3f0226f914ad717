"""The ledger's store: one interface, one schema, SQLite now."""

from counterclaim.backends.storage.base import Derived, Storage
from counterclaim.backends.storage.sqlite import open_memory, open_storage

__all__ = ["Derived", "Storage", "open_memory", "open_storage"]
