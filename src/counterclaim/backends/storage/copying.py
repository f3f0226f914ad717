"""All rows of a ledger moved into an empty one, whatever two databases hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Table, func, select, text

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import insert
from counterclaim.backends.storage.sql import SqlStorage
from counterclaim.backends.storage.state import CHANGES, counter
from counterclaim.errors import StorageError

BATCH = 2_000
"""Rows held in memory at once."""

_PEOPLE = (schema.accounts, schema.api_tokens, schema.account_log)
_NEVER = (schema.sessions,)
_PRESET = (schema.counters,)
"""Tables that an empty ledger has a row in already."""


def copy_rows(source: Storage, target: Storage, *, accounts: bool, step: Callable[[str], None]) -> int:
    """Copy every row in one transaction; returns how many. Seals come along: what was tampered with still shows.

    Raises:
        StorageError: the target holds something, or either database fails; then nothing was written.
    """
    assert isinstance(source, SqlStorage)
    assert isinstance(target, SqlStorage)
    written = 0
    with source.database.reading() as read, target.database.writing(durable=True) as write:
        _refuse_filled(write, target.database.name, accounts=accounts)
        for table in _tables(accounts=accounts):
            if table in _PRESET:
                write.execute(table.delete())
            written += _copy_table(read, write, table)
            step(table.name)
        if accounts and write.dialect.name == "postgresql":
            # The log's next number follows those that came along.
            write.execute(text("SELECT setval(pg_get_serial_sequence('account_log', 'number'), :last)"), _last(write))
    return written


def refuse_filled(target: Storage, *, accounts: bool) -> None:
    """Raise StorageError where a ledger holds something."""
    assert isinstance(target, SqlStorage)
    with target.database.reading() as connection:
        _refuse_filled(connection, target.database.name, accounts=accounts)


def wipe(target: Storage) -> None:
    """Take away what a copy has written, where it turns out not to be one."""
    assert isinstance(target, SqlStorage)
    with target.database.writing(durable=True) as connection:
        for table in reversed(_tables(accounts=False)):
            connection.execute(table.delete())
        connection.execute(schema.counters.insert().values(name=CHANGES, value=0))


def last_change(storage: Storage) -> int:
    """The sequence of the last change: equal before and after means that nothing changed between."""
    assert isinstance(storage, SqlStorage)
    with storage.database.reading() as connection:
        return counter(connection, CHANGES)


def _tables(*, accounts: bool) -> list[Table]:
    left_out = _NEVER if accounts else (*_NEVER, *_PEOPLE)
    return [table for table in schema.metadata.sorted_tables if table not in left_out]


def _refuse_filled(connection: Connection, name: str, *, accounts: bool) -> None:
    for table in _tables(accounts=accounts):
        if table not in _PRESET and connection.execute(select(table).limit(1)).first():
            remedy = "name a file that does not exist, or an empty database (createdb NAME)"
            raise StorageError(f"it is not empty: its table {table.name} has rows", where=name, remedy=remedy)


def _copy_table(read: Connection, write: Connection, table: Table) -> int:
    written = 0
    for rows in _batches(read, table):
        insert(write, table, rows)
        written += len(rows)
    return written


def _batches(read: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    result = read.execute(select(table), execution_options={"yield_per": BATCH})
    for part in result.mappings().partitions():
        yield [dict(row) for row in part]


def _last(connection: Connection) -> dict[str, int]:
    return {"last": int(connection.execute(select(func.max(schema.account_log.c.number))).scalar() or 1)}
