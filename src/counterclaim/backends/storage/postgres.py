"""The ledger in a PostgreSQL database, for several people and machines at once."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

import re
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import Connection, inspect, text

from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import Database
from counterclaim.backends.storage.migrate import SCHEMA_VERSION, upgrade
from counterclaim.backends.storage.postgres_engine import postgres_engine
from counterclaim.backends.storage.postgres_errors import explain
from counterclaim.backends.storage.schema import metadata
from counterclaim.backends.storage.sql import SqlStorage
from counterclaim.errors import StorageError
from counterclaim.settings import server_address

BUSY_SECONDS = 10.0
"""How long a write waits for another's write."""
CONNECT_SECONDS = 10
"""How long the server may take to answer, if the address does not say."""
OLDEST_SERVER = 13

_OURS = frozenset({"alembic_version", "judgements", "meta", "seals", "statements"})


class PostgresStorage(SqlStorage):
    """A ledger in one PostgreSQL database (or in the schema that the address's search path names)."""

    def sweep(self) -> str:
        left = []
        with self._database.translated(), self._database.engine.connect() as connection:
            driver: Any = connection.connection.dbapi_connection
            driver.autocommit = True
            try:
                for table in sorted(metadata.tables):
                    try:
                        driver.execute(f"VACUUM (FULL) {table}")
                    except (psycopg.errors.LockNotAvailable, psycopg.errors.InsufficientPrivilege):
                        left.append(table)
            finally:
                driver.autocommit = False
        return f"rows that the server no longer shows, in {', '.join(left)}: VACUUM FULL them" if left else ""


def open_postgres(
    address: str, *, create: bool = True, read_only: bool = False, busy_seconds: float = BUSY_SECONDS
) -> Storage:
    """Open a ledger in PostgreSQL, making its tables if the database is empty.

    Args:
        address: "postgresql://user@host/database", with all options that PostgreSQL's own library knows; a password
            is better kept in ``~/.pgpass`` or ``PGPASSWORD``.
        create: whether to make a ledger in an empty database.
        read_only: open without the right to write; needs a ledger of this version.
        busy_seconds: how long a write waits for another.

    Raises:
        StorageError: no server, refused, no such database, not UTF-8, no ledger, a newer version.
    """
    name = server_address(address, shown=True)
    engine = postgres_engine(_conninfo(address, name), busy_seconds, read_only=read_only)
    database = Database(engine, name, read_only=read_only, explain=explain)
    try:
        _prepare(database, create=create)
    except BaseException:
        database.close()
        raise
    return PostgresStorage(database)


def _conninfo(address: str, name: str) -> str:
    plain = server_address(address)
    try:
        given = conninfo_to_dict(plain)
    except psycopg.Error:
        # The library's own words repeat the address with its password.
        remedy = "write it as postgresql://user@host:5432/database; special signs in a password as %40 (@), %2F (/)"
        raise StorageError("the address cannot be read", where=name, remedy=remedy) from None
    if "@" in str(given.get("host") or ""):
        remedy = "write an @ in a password as %40, or keep the password in ~/.pgpass"
        raise StorageError("the address holds two @", where=name, remedy=remedy)
    wanted: dict[str, str | int] = {"connect_timeout": CONNECT_SECONDS, "application_name": "counterclaim"}
    for name_given in wanted.keys() & given.keys():
        del wanted[name_given]
    return make_conninfo(plain, client_encoding="UTF8", **wanted)


def _prepare(database: Database, *, create: bool) -> None:
    """Check the server and its database, and make or upgrade the ledger where needed."""
    with database.reading() as connection:
        _check_server(connection, database.name)
        version = _version(connection, database.name)
    if version == SCHEMA_VERSION:
        return
    if version == 0 and (database.read_only or not create):
        remedy = "make one with `counterclaim add`"
        raise StorageError("there is no ledger in this database", where=database.name, remedy=remedy)
    if database.read_only:
        remedy = "open it once for writing, for example with `counterclaim run`"
        raise StorageError(f"it is of the older version {version}", where=database.name, remedy=remedy)
    with database.writing(durable=True) as connection:
        # Somebody else may have made it while this one waited.
        if _version(connection, database.name) < SCHEMA_VERSION:
            upgrade(connection)


def _check_server(connection: Connection, name: str) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        remedy = "make another: createdb --encoding=UTF8 --template=template0 NAME"
        raise StorageError(f"its database holds {encoding} and not UTF-8", where=name, remedy=remedy)
    number = int(connection.execute(text("SHOW server_version_num")).scalar_one())
    if number < OLDEST_SERVER * 10_000:
        message = f"its server is PostgreSQL {number // 10_000}; {OLDEST_SERVER} or newer is needed"
        raise StorageError(message, where=name, remedy="update the server")


def _version(connection: Connection, name: str) -> int:
    """The ledger's version, 0 for a database without tables."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return 0
    if not tables >= _OURS:
        remedy = "give the ledger a database of its own: createdb --encoding=UTF8 --template=template0 NAME"
        raise StorageError("its database holds other tables and no ledger", where=name, remedy=remedy)
    found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
    version = int(found) if re.fullmatch(r"\d{4}", found) else 0
    if not version:
        raise StorageError("its tables are no ledger's", where=name, remedy="name another database with --ledger")
    if version > SCHEMA_VERSION:
        message = f"it is of version {version}; this program knows versions up to {SCHEMA_VERSION}"
        raise StorageError(message, where=name, remedy="update counterclaim: pip install --upgrade counterclaim")
    return version
