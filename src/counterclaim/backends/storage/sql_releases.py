"""Releases of data sets over SQLAlchemy."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

from sqlalchemy import Connection, func, select

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import Database, grouped, insert_new, mappings
from counterclaim.model import Release


class SqlReleases(Storage):
    """The part of a storage that knows which rows each release of a data set has."""

    _database: Database

    def releases(self) -> list[Release]:
        table, rows = schema.releases, schema.records
        with self._database.reading() as connection:
            heads = mappings(connection, select(table).order_by(table.c.position))
            query = select(rows).order_by(rows.c.capture_id, rows.c.record)
            found = grouped(mappings(connection, query), "capture_id")
        return [
            Release(
                capture_id=head["capture_id"],
                data_set=head["data_set"],
                records=tuple((row["record"], row["document_id"]) for row in found.get(head["capture_id"], ())),
            )
            for head in heads
        ]

    def release_count(self) -> int:
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.releases)).scalar() or 0)


def write_release(connection: Connection, release: Release) -> None:
    """Write a release after those that are there; the same one twice is one."""
    table = schema.releases
    last = connection.execute(select(func.max(table.c.position))).scalar()
    head = {"capture_id": release.capture_id, "position": (last or 0) + 1, "data_set": release.data_set}
    insert_new(connection, table, [head])
    rows = [{"capture_id": release.capture_id, "record": r, "document_id": d} for r, d in release.records]
    insert_new(connection, schema.records, rows)
