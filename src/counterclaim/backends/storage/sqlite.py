"""The ledger as one SQLite file."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, StaticPool, create_engine, event
from sqlalchemy.exc import OperationalError

from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import Database
from counterclaim.backends.storage.migrate import APPLICATION_ID, SCHEMA_VERSION, upgrade
from counterclaim.backends.storage.sql import SqlStorage
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
            _raw(connection, "PRAGMA wal_checkpoint(TRUNCATE)")

    def _database_faults(self) -> list[str]:
        with self._database.reading() as connection:
            answers = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            if answers != ["ok"]:
                return [f"database: {answer}" for answer in answers]
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [f"table {row[0]}, row {row[1]}: it refers to a row of {row[2]} that does not exist" for row in dangling]


def open_storage(
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
    database = Database(_engine(_address(path, read_only=read_only), busy_seconds), str(path), read_only=read_only)
    try:
        _prepare(database)
    except BaseException:
        database.close()
        raise
    return SqliteStorage(database)


def open_memory() -> Storage:
    """A ledger that lives in memory and is gone when closed."""
    database = Database(_engine(":memory:", BUSY_SECONDS, memory=True), "memory")
    _prepare(database)
    return SqliteStorage(database)


def _is_fresh(path: Path) -> bool:
    """Whether there is nothing yet; raises StorageError for what can be no ledger."""
    if not path.parent.is_dir():
        raise StorageError("its folder does not exist", where=str(path), remedy=f"make the folder {path.parent}")
    if path.is_dir():
        raise StorageError("it is a folder, not a ledger", where=str(path), remedy="name a file")
    try:
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


def _engine(address: str, busy_seconds: float, *, memory: bool = False) -> Engine:
    def connect() -> sqlite3.Connection:
        # One connection may serve several threads in turn; the pool sees to it that it is never two at once.
        return sqlite3.connect(address, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False)

    pool = StaticPool if memory else QueuePool
    engine = create_engine("sqlite://", creator=connect, poolclass=pool, json_serializer=_json)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
    connection.execute("PRAGMA foreign_keys=ON")


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writes"):
        _raw(connection, "BEGIN")
        return
    # In WAL mode NORMAL survives the death of any process; only a power cut can take the last commits back, and
    # captures can be made again. What cannot be made again is marked durable and waits for the disk. Durable
    # writes also overwrite what they delete.
    durable = bool(options.get("durable"))
    _raw(connection, f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
    _raw(connection, f"PRAGMA secure_delete={'ON' if durable else 'OFF'}")
    _raw(connection, "BEGIN IMMEDIATE")


def _raw(connection: Connection, command: str) -> Any:  # noqa: ANN401 - whatever the driver answers
    driver = connection.connection.dbapi_connection
    assert driver is not None
    try:
        return driver.execute(command).fetchall()
    except sqlite3.Error as error:
        raise OperationalError(command, None, error) from error


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
    with database.engine.connect() as connection:
        _raw(connection, "PRAGMA journal_mode=WAL")


def _no_ledger(name: str) -> StorageError:
    return StorageError("it is not a counterclaim ledger", where=name, remedy="name another file with --ledger")
