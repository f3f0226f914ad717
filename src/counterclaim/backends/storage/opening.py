"""One door to every ledger, whatever database holds it."""

from __future__ import annotations

from pathlib import Path

from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.sqlite import BUSY_SECONDS, open_sqlite
from counterclaim.errors import StorageError, install
from counterclaim.settings import LedgerAddress, on_server, server_address


def open_storage(
    address: LedgerAddress, *, create: bool = True, read_only: bool = False, busy_seconds: float = BUSY_SECONDS
) -> Storage:
    """Open a ledger, making it if it does not exist.

    Args:
        address: the path of a SQLite file, or "postgresql://user@host/database".
        create: whether to make a ledger where none is.
        read_only: open without the right to write; needs a ledger of this version.
        busy_seconds: how long a write waits for others.

    Raises:
        StorageError: no ledger there, another kind of file or database, a newer version, locked, damaged or
            out of reach.
    """
    if isinstance(address, Path) or not on_server(address):
        return open_sqlite(Path(address), create=create, read_only=read_only, busy_seconds=busy_seconds)
    try:
        # The driver is an extra: who keeps ledgers in files needs none.
        from counterclaim.backends.storage.postgres import open_postgres
    except ImportError as error:
        remedy = install("postgres")
        name = server_address(address, shown=True)
        raise StorageError(f"what speaks to PostgreSQL is missing: {error}", where=name, remedy=remedy) from error
    return open_postgres(address, create=create, read_only=read_only, busy_seconds=busy_seconds)
