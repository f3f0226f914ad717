"""Forgetting over SQLAlchemy."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, select

from counterclaim.backends.storage import rows_decided, schema
from counterclaim.backends.storage.base import Storage, Strike
from counterclaim.backends.storage.connection import Database, chunks, insert
from counterclaim.backends.storage.removing import names_only_in, remove_documents
from counterclaim.backends.storage.sql_judgements import head_of, read_judgements, write_judgements
from counterclaim.backends.storage.state import record_change
from counterclaim.model import STRUCK_OUT, Judgement


class SqlForgetting(Storage):
    """The part of a storage that removes."""

    _database: Database

    def forget(
        self, document_ids: Collection[str], captures: Collection[str], judgement: Judgement, strike: Strike
    ) -> Judgement:
        with self._database.writing(durable=True, alone=True) as connection:
            gone = _present(connection, document_ids)
            names = names_only_in(connection, gone)
            # Read in the same transaction, so that no judgement comes in between.
            left = strike(read_judgements(connection), names)
            for digest, rest in left.items():
                _strike_out(connection, digest, rest)
            remove_documents(connection, gone, captures)
            number, head = head_of(connection)
            told = tuple((STRUCK_OUT, digest, rest.content_digest) for digest, rest in left.items())
            chained = replace(judgement, changes=judgement.changes + told, previous=head)
            write_judgements(connection, [chained], number)
            record_change(connection, "forget", chained.digest, gone)
        return chained

    def names_only_in(self, document_ids: Collection[str]) -> set[str]:
        with self._database.reading() as connection:
            return names_only_in(connection, document_ids)


def _present(connection: Connection, document_ids: Collection[str]) -> set[str]:
    key = schema.documents.c.id
    return {
        found
        for chunk in chunks(document_ids)
        for found in connection.execute(select(key).where(key.in_(chunk))).scalars()
    }


def _strike_out(connection: Connection, digest: str, rest: Judgement) -> None:
    """Put what is left of a judgement in its place; its digest stays."""
    table = schema.judgements
    number = connection.execute(select(table.c.number).where(table.c.digest == digest)).scalar_one()
    connection.execute(table.update().where(table.c.number == number).values(reason=rest.reason))
    for part, rows in (
        (schema.judgement_anchors, rows_decided.anchor_rows(rest, number)),
        (schema.judgement_changes, rows_decided.change_rows(rest, number)),
    ):
        connection.execute(part.delete().where(part.c.judgement == number))
        insert(connection, part, rows)
