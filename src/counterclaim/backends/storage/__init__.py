"""The ledger's store: one interface, one schema, in a SQLite file or in PostgreSQL."""

from counterclaim.backends.storage.accounts import open_accounts_store
from counterclaim.backends.storage.accounts_base import AccountStore
from counterclaim.backends.storage.base import Derived, Storage
from counterclaim.backends.storage.digest import logical_digest
from counterclaim.backends.storage.opening import open_storage
from counterclaim.backends.storage.sqlite import open_memory

__all__ = ["AccountStore", "Derived", "Storage", "logical_digest", "open_accounts_store", "open_memory", "open_storage"]
