"""What people filled into sheets, over SQLAlchemy: kept as they wrote it, beside the codings made of it."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import Database, grouped, insert, mappings
from counterclaim.backends.storage.seals import seal_sheets
from counterclaim.backends.storage.sql_coding import write_codings
from counterclaim.backends.storage.state import mark_stale, record_change
from counterclaim.model import Coding


class SqlSheets(Storage):
    """The part of a storage that keeps what people filled into sheets."""

    _database: Database

    def save_sheets(self, codings: Sequence[Coding], rows: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
        with self._database.writing(durable=True) as connection:
            for coding in codings:
                _write(connection, coding, rows[coding.document_id])
            write_codings(connection, codings)
            if codings:
                mark_stale(connection)
                coders = sorted({coding.coder for coding in codings})
                record_change(connection, "code", " ".join(coders), [coding.document_id for coding in codings])

    def sheets(self) -> dict[tuple[str, str], list[dict[str, str]]]:
        table = schema.sheet_rows
        query = select(table).order_by(table.c.document_id, table.c.coder, table.c.position)
        with self._database.reading() as connection:
            found = grouped(mappings(connection, query), "document_id", "coder")
        return {key: [dict(row["cells"]) for row in group] for key, group in found.items()}


def _write(connection: Connection, coding: Coding, rows: Sequence[Mapping[str, str]]) -> None:
    table = schema.sheet_rows
    here = (table.c.document_id == coding.document_id, table.c.coder == coding.coder)
    connection.execute(table.delete().where(*here))
    key = {"document_id": coding.document_id, "coder": coding.coder}
    insert(connection, table, [{**key, "position": place, "cells": dict(row)} for place, row in enumerate(rows)])
    seal_sheets(connection, [coding.document_id])
