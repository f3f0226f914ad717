"""What happened in a ledger, in order, over SQLAlchemy."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select, tuple_

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import Database
from counterclaim.backends.storage.state import CHANGES, counter, counts
from counterclaim.model.desk import LedgerChange, LedgerCounts


class SqlChanges(Storage):
    """The part of a storage that tells what happened."""

    _database: Database

    def counts(self) -> LedgerCounts:
        with self._database.glancing() as connection:
            return counts(connection)

    def last_change(self) -> int:
        with self._database.glancing() as connection:
            return counter(connection, CHANGES)

    def changes_since(self, sequence: int, limit: int) -> list[LedgerChange]:
        table = schema.changes
        query = select(table).where(table.c.sequence > sequence).order_by(table.c.sequence).limit(limit)
        return self._read(query)

    def changes_before(self, sequence: int, limit: int) -> list[LedgerChange]:
        table = schema.changes
        query = select(table).where(table.c.sequence < sequence).order_by(table.c.sequence.desc()).limit(limit)
        return self._read(query)

    def happened(self, kind: str, sequence: int) -> bool:
        table = schema.changes
        query = select(table.c.sequence).where(table.c.kind == kind, table.c.sequence > sequence).limit(1)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def changed_documents(self, sequence: int) -> Iterator[tuple[int, str]]:
        table = schema.document_changes
        after = (sequence, "")
        while True:
            query = (
                select(table.c.sequence, table.c.document_id)
                .where(_later(after))
                .order_by(table.c.sequence, table.c.document_id)
                .limit(1000)
            )
            with self._database.reading() as connection:
                found = [(row.sequence, row.document_id) for row in connection.execute(query)]
            yield from found
            if not found:
                return
            after = found[-1]

    def _read(self, query: Select[Any]) -> list[LedgerChange]:
        with self._database.reading() as connection:
            return [
                LedgerChange(sequence=row.sequence, kind=row.kind, subject=row.subject)
                for row in connection.execute(query)
            ]


def _later(after: tuple[int, str]) -> ColumnElement[bool]:
    table = schema.document_changes
    sequence, document = after
    if not document:
        return table.c.sequence > sequence
    return tuple_(table.c.sequence, table.c.document_id) > tuple_(literal(sequence), literal(document))
