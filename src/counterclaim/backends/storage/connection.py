"""One database under a storage: transactions, and the database's complaints in words that help."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Engine, RowMapping, Select, Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from counterclaim.backends.storage.rows import Row
from counterclaim.errors import StorageError

SOON_SECONDS = 0.25
"""How long bringing lists up to date waits for other writers."""

AnyRow = TypeVar("AnyRow", bound=RowMapping | Mapping[str, Any])
CHUNK = 500
"""Ids asked for at once: far below every database's limit on bound parameters."""

_REMEDIES = (
    (("locked", "busy"), "another process is writing to the ledger", "let it finish, or stop it, then try again"),
    (
        ("malformed", "not a database", "disk i/o"),
        "the database file is damaged",
        "restore the file from a copy; `counterclaim add` and `run` rebuild everything but judgements",
    ),
    (("full",), "the disk is full", "free some space, then repeat the command: nothing was half-written"),
    (("readonly", "read-only"), "the ledger may not be written to", "check the rights of the file and its folder"),
    (("unable to open",), "the ledger cannot be opened", "check that the folder exists and may be written to"),
)


def explain(error: Exception, name: str) -> StorageError:
    """What a database's error means for the person who meets it."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    words = str(cause)
    if isinstance(error, IntegrityError):
        remedy = "this is a fault in counterclaim: nothing was written; please report it with this line"
        return StorageError(f"what was to be stored contradicts the ledger: {words}", where=name, remedy=remedy)
    for signs, meaning, remedy in _REMEDIES:
        if any(sign in words.lower() for sign in signs):
            return StorageError(f"{meaning}: {words}", where=name, remedy=remedy)
    return StorageError(words, where=name, remedy="run `counterclaim verify` to see whether the ledger is sound")


Explain = Callable[[Exception, str], StorageError]
"""What an error of the database, in the ledger of that name, means for a person."""


class Database:
    """An engine with one way to read and one way to write; errors come out as ``StorageError``."""

    def __init__(self, engine: Engine, name: str, *, read_only: bool = False, explain: Explain = explain) -> None:
        self.engine = engine
        self.name = name
        self.read_only = read_only
        self._explain = explain
        self._open = True
        self._looking = threading.local()

    def close(self) -> None:
        """Give up all connections."""
        self._open = False
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger; within a ``look`` that of the look."""
        shared: Connection | None = getattr(self._looking, "connection", None)
        if shared is not None:
            with self.translated():
                yield shared
            return
        with self.translated(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """For one query alone, which needs no transaction: a third of the ways to a server and back."""
        if getattr(self._looking, "connection", None) is not None or self.engine.dialect.name == "sqlite":
            with self.reading() as connection:
                yield connection
            return
        with self.translated(), self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def look(self) -> Iterator[None]:
        """Within it, all that this thread reads is of one state of the ledger."""
        if getattr(self._looking, "connection", None) is not None:
            yield
            return
        with self.reading() as connection:
            self._looking.connection = connection
            try:
                yield
            finally:
                self._looking.connection = None

    @contextmanager
    def writing(
        self,
        *,
        durable: bool = False,
        chain: bool = False,
        lists: bool = False,
        alone: bool = False,
        note: bool = False,
    ) -> Iterator[Connection]:
        """A transaction that happens whole or not at all.

        A ``durable`` one survives a power cut as well, and overwrites what it deletes. One that writes to the
        ``chain`` of judgements and nothing else waits for others of its kind only, where the database can do that;
        so does one that brings the ``lists`` of the index up to date, which soon gives up, as a reader waits for it.
        One that is ``alone`` waits for all others, and they for it. One that makes a ``note`` on a single row, which
        nobody else writes and nothing rests on, waits for nobody, where the database can do that, and else gives up
        as soon.
        """
        if self.read_only:
            raise StorageError("the ledger was opened for reading only", where=self.name, remedy="open it for writing")
        with self.translated(), self.engine.connect() as connection:
            connection = connection.execution_options(
                writes=True, durable=durable, chain=chain, lists=lists, alone=alone, note=note
            )
            with connection.begin():
                yield connection

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Complaints of the database, and of what cannot be stored in it, come out as ``StorageError``."""
        if not self._open:
            raise StorageError("the ledger is closed", where=self.name, remedy="open it again")
        try:
            yield
        except SQLAlchemyError as error:
            raise self._explain(error, self.name) from error
        except UnicodeEncodeError as error:
            message = f"a text holds half of a surrogate pair and cannot be stored: {error.reason}"
            raise StorageError(
                message, where=self.name, remedy="repair the text's encoding where it is read"
            ) from error
        except ValueError as error:
            remedy = "the ledger was changed by another program; run `counterclaim verify`, or restore a copy"
            raise StorageError(f"a row cannot be read: {error}", where=self.name, remedy=remedy) from error
        except OverflowError as error:
            raise StorageError(f"a number is too large to be stored: {error}", where=self.name) from error


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows in one go."""
    if rows:
        connection.execute(table.insert(), rows)


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows whose key is not there yet."""
    if rows:
        connection.execute(dialect_insert(connection, table).on_conflict_do_nothing(), rows)


def upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, replacing those that have the same key."""
    if not rows:
        return
    statement = dialect_insert(connection, table)
    keys = [column.name for column in table.primary_key]
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)


def dialect_insert(connection: Connection, table: Table) -> Any:  # noqa: ANN401 - two dialects' inserts share no base
    """An insert that can say what is to be done where the key is there already."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def chunks(items: Iterable[str], size: int = CHUNK) -> Iterator[list[str]]:
    """Sorted, distinct ``items``, ``size`` at a time."""
    ordered = sorted(set(items))
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def mappings(connection: Connection, query: Select[Any]) -> Sequence[RowMapping]:
    """All rows of a query, by column name."""
    return connection.execute(query).mappings().all()


def grouped(rows: Iterable[AnyRow], *keys: str) -> Mapping[Any, list[AnyRow]]:
    """Rows by the value of one column, or by the tuple of several."""
    groups: dict[Any, list[AnyRow]] = {}
    for row in rows:
        key = row[keys[0]] if len(keys) == 1 else tuple(row[name] for name in keys)
        groups.setdefault(key, []).append(row)
    return groups


def column_values(connection: Connection, column: Column[Any]) -> list[str]:
    """All values of a column, sorted by code point."""
    return sorted(connection.execute(select(column)).scalars())
