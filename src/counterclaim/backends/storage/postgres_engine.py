"""Connections to PostgreSQL: how they are opened, what they carry, and how their transactions begin."""

from __future__ import annotations

import json
import select
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.types.numeric import FloatDumper
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import DisconnectionError, OperationalError

from counterclaim.backends.storage.connection import SOON_SECONDS

LOCK = 0x43434C4D
"""First half of the ledger's advisory locks; the second half says what is locked."""
CONTENT, CHAIN, LISTS = 1, 2, 3
"""Writers of content wait for each other, and so do writers of judgements, and of lists; none waits for the others."""

POOL, OVERFLOW = 8, 32
"""Connections that stay open, and that may come on top: as many as a web server has threads."""

_ESCAPE = "\U0010fffd"
_NUL, _ITSELF = _ESCAPE + "0", _ESCAPE + "1"


def escaped(words: str) -> str:
    """A text without NUL, which PostgreSQL refuses; ``unescaped`` gives it back exactly."""
    if _ESCAPE in words:
        words = words.replace(_ESCAPE, _ITSELF)
    return words.replace("\0", _NUL)


def unescaped(words: str) -> str:
    """The text that was ``escaped``."""
    return words.replace(_NUL, "\0").replace(_ITSELF, _ESCAPE) if _ESCAPE in words else words


class _Words(StrDumperUnknown):
    def dump(self, obj: str) -> bytes:
        return escaped(obj).encode("utf-8")


class _Number(FloatDumper):
    def dump(self, obj: float) -> Buffer | None:
        # As SQLite does: of two zeros one would make another digest of the same content.
        return super().dump(obj + 0.0)


class _Text(Loader):
    def load(self, data: Buffer) -> str:
        return unescaped(str(data, "utf-8"))


def postgres_engine(conninfo: str, busy_seconds: float, *, read_only: bool) -> Engine:
    """An engine over a server's address, safe for threads; a write waits ``busy_seconds`` for others."""

    def connect() -> psycopg.Connection[Any]:
        connection = psycopg.connect(conninfo)
        connection.adapters.register_dumper(str, _Words)
        connection.adapters.register_dumper(float, _Number)
        for kind in ("text", "varchar"):
            connection.adapters.register_loader(kind, _Text)
        connection.autocommit = True
        connection.execute("SELECT set_config('lock_timeout', %s, false)", [f"{int(busy_seconds * 1000)}ms"])
        # Whatever the server's own setting: what has been acknowledged is on the disk.
        connection.execute("SET synchronous_commit = on")
        connection.autocommit = False
        return connection

    def begin(connection: Connection) -> None:
        writes = bool(connection.get_execution_options().get("writes"))
        driver: Any = connection.connection.dbapi_connection
        # One look sees one state; a writer sees what the one before it wrote, once it has the lock.
        level = psycopg.IsolationLevel.READ_COMMITTED if writes else psycopg.IsolationLevel.REPEATABLE_READ
        try:
            driver.isolation_level = level
            driver.read_only = read_only or not writes
        except psycopg.Error as error:
            raise OperationalError("BEGIN", None, error) from error
        if writes:
            options = connection.get_execution_options()
            if options.get("lists") or options.get("note"):
                connection.execute(text(f"SET LOCAL lock_timeout = {int(SOON_SECONDS * 1000)}"))
            for part in _locked(options):
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock, :part)"), {"lock": LOCK, "part": part})

    engine = create_engine(
        "postgresql+psycopg://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=POOL,
        max_overflow=OVERFLOW,
        json_serializer=_json,
    )
    event.listen(engine, "begin", begin)
    event.listen(engine, "checkout", _alive)
    return engine


def _alive(driver: Any, _record: object, _proxy: object) -> None:  # noqa: ANN401 - the driver's own type
    """Have the pool take another connection where the server has ended this one.

    A server says so before it goes, and the system says so where it could not: something is to be read. To ask the
    server each time, as SQLAlchemy would, costs every request a way to it and back.
    """
    if driver.closed or select.select([driver.fileno()], [], [], 0)[0]:
        raise DisconnectionError


def _locked(options: Mapping[str, object]) -> tuple[int, ...]:
    """Which locks a transaction takes; always in this order, so that no two wait for each other."""
    if options.get("alone"):
        return CONTENT, CHAIN, LISTS
    if options.get("note"):
        return ()
    return (CHAIN if options.get("chain") else LISTS if options.get("lists") else CONTENT,)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
