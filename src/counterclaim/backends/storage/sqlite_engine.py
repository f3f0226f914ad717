"""Connections to SQLite: how they are opened, and how their transactions begin."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, StaticPool, create_engine, event
from sqlalchemy.exc import OperationalError

from counterclaim.backends.storage.connection import SOON_SECONDS

CACHE_KIB = 128 * 1024
"""Memory that a connection may use for pages."""

CHECKPOINT_PAGES = 8000
"""Pages of log after which they are copied into the file: rarely, because each copy touches scattered pages."""


def sqlite_engine(address: str, busy_seconds: float, *, memory: bool = False) -> Engine:
    """An engine over a file's address (or ``:memory:``) that waits ``busy_seconds`` for other processes."""

    def connect() -> sqlite3.Connection:
        # One connection may serve several threads in turn; the pool sees to it that it is never two at once.
        return sqlite3.connect(address, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False)

    pool = StaticPool if memory else QueuePool
    engine = create_engine("sqlite://", creator=connect, poolclass=pool, json_serializer=_json)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", lambda connection: _on_begin(connection, busy_seconds))
    return engine


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
    connection.execute("PRAGMA foreign_keys=ON")
    # Ids are hashes, so a batch touches pages all over the tables: they must fit, or each row costs a write.
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")


def _on_begin(connection: Connection, busy_seconds: float) -> None:
    options = connection.get_execution_options()
    if not options.get("writes"):
        raw(connection, "BEGIN")
        return
    # In WAL mode NORMAL survives the death of any process; only a power cut can take the last commits back, and
    # captures can be made again. What cannot be made again is marked durable and waits for the disk. Durable
    # writes also overwrite what they delete.
    durable = bool(options.get("durable"))
    raw(connection, f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
    raw(connection, f"PRAGMA secure_delete={'ON' if durable else 'OFF'}")
    wait = SOON_SECONDS if options.get("lists") or options.get("note") else busy_seconds
    raw(connection, f"PRAGMA busy_timeout={int(wait * 1000)}")
    raw(connection, "BEGIN IMMEDIATE")


def raw(connection: Connection, command: str) -> Any:  # noqa: ANN401 - whatever the driver answers
    """Run a command outside of any transaction that SQLAlchemy knows of."""
    driver = connection.connection.dbapi_connection
    assert driver is not None
    try:
        return driver.execute(command).fetchall()
    except sqlite3.Error as error:
        raise OperationalError(command, None, error) from error
