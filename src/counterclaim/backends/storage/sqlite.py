"""The ledger as one SQLite file."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import Database, explain
from counterclaim.backends.storage.migrate import APPLICATION_ID, SCHEMA_VERSION, upgrade
from counterclaim.backends.storage.sql import SqlStorage
from counterclaim.backends.storage.sqlite_engine import raw, sqlite_engine
from counterclaim.errors import StorageError

BUSY_SECONDS = 10.0
"""How long a write waits for another process's write."""

_MAGIC = b"SQLite format 3\x00"


class SqliteStorage(SqlStorage):
    """A ledger in one SQLite database."""

    def drop_text(self, document_ids: Sequence[str]) -> None:
        super().drop_text(document_ids)
        # The write-ahead log still holds the dropped text until it is emptied.
        with self._database.reading() as connection:
            raw(connection, "PRAGMA wal_checkpoint(TRUNCATE)")

    def sweep(self) -> str:
        with self._database.reading() as connection:
            # Into a file without free pages: an earlier write that did not overwrite may have left words in them.
            raw(connection, "VACUUM")
            busy = raw(connection, "PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        return "its write-ahead log, while somebody reads: close other programs and repeat the command" if busy else ""

    def _database_faults(self) -> list[str]:
        with self._database.reading() as connection:
            answers = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            if answers != ["ok"]:
                return [f"database: {answer}" for answer in answers]
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [f"table {row[0]}, row {row[1]}: it refers to a row of {row[2]} that does not exist" for row in dangling]


def open_sqlite(
    path: Path, *, create: bool = True, read_only: bool = False, busy_seconds: float = BUSY_SECONDS
) -> Storage:
    """Open a ledger file, making it if it does not exist.

    Args:
        path: the SQLite file.
        create: whether to make a ledger where none is.
        read_only: open without the right to write; needs a ledger of this version.
        busy_seconds: how long a write waits for another process.

    Raises:
        StorageError: no ledger there, another kind of file, a newer version, locked or damaged.
    """
    fresh = _is_fresh(path)
    if fresh and (read_only or not create):
        raise StorageError("there is no ledger", where=str(path), remedy="make one with `counterclaim add`")
    database = Database(
        sqlite_engine(_address(path, read_only=read_only), busy_seconds), str(path), read_only=read_only
    )
    try:
        _prepare(database)
    except BaseException:
        database.close()
        raise
    return SqliteStorage(database)


def open_memory() -> Storage:
    """A ledger that lives in memory and is gone when closed."""
    database = _memory()
    with database.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        driver.deserialize(_empty())
    return SqliteStorage(database)


def _memory() -> Database:
    return Database(sqlite_engine(":memory:", BUSY_SECONDS, memory=True), "memory")


@cache
def _empty() -> bytes:
    """An empty ledger as SQLite writes it: taking all migrations anew takes longer than most uses of one."""
    database = _memory()
    _prepare(database)
    with database.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        return bytes(driver.serialize())


def _is_fresh(path: Path) -> bool:
    """Whether there is nothing yet; raises StorageError for what can be no ledger."""
    if not path.parent.is_dir():
        raise StorageError("its folder does not exist", where=str(path), remedy=f"make the folder {path.parent}")
    if path.is_dir():
        raise StorageError("it is a folder, not a ledger", where=str(path), remedy="name a file")
    try:
        # Opening a pipe would wait for ever.
        if path.exists() and not path.is_file():
            raise StorageError("it is no regular file", where=str(path), remedy="name another file with --ledger")
        with path.open("rb") as stream:
            head = stream.read(len(_MAGIC))
    except FileNotFoundError:
        return True
    except OSError as error:
        raise StorageError(
            f"it cannot be read: {error.strerror}", where=str(path), remedy="check its rights"
        ) from error
    if head and head != _MAGIC:
        raise _no_ledger(str(path))
    return not head


def _address(path: Path, *, read_only: bool) -> str:
    address = f"file:{quote(str(path.absolute()))}"
    if not read_only:
        return address
    # Where no log can be made beside the file, SQLite reads it only if told that nobody else writes.
    beside = path.with_name(path.name + "-wal").exists() or os.access(path.parent, os.W_OK)
    return f"{address}?mode=ro" if beside else f"{address}?immutable=1"


def _prepare(database: Database) -> None:
    """Check that the file is a ledger of a known version, and make or upgrade it where needed."""
    with database.reading() as connection:
        version = _version(connection, database.name)
    if version == SCHEMA_VERSION:
        return
    if database.read_only:
        remedy = "open it once for writing, for example with `counterclaim run`"
        raise StorageError(f"it is of the older version {version}", where=database.name, remedy=remedy)
    if version == 0:
        _write_ahead(database)
    with database.writing(durable=True) as connection:
        if _version(connection, database.name) < SCHEMA_VERSION:
            upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def _version(connection: Connection, name: str) -> int:
    """The ledger's version, 0 for an empty database."""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if mark != APPLICATION_ID:
        if mark or version or tables:
            raise _no_ledger(name)
        return 0
    if version > SCHEMA_VERSION:
        raise StorageError(
            f"it is of version {version}; this program knows versions up to {SCHEMA_VERSION}",
            where=name,
            remedy="update counterclaim: pip install --upgrade counterclaim",
        )
    return version


def _write_ahead(database: Database) -> None:
    # The journal's mode cannot change inside a transaction, and stays with the file.
    try:
        with database.engine.connect() as connection:
            raw(connection, "PRAGMA journal_mode=WAL")
    except SQLAlchemyError as error:
        raise explain(error, database.name) from error


def _no_ledger(name: str) -> StorageError:
    return StorageError("it is not a counterclaim ledger", where=name, remedy="name another file with --ledger")
