"""Briefs that were published, over SQLAlchemy."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import Database, insert_new, mappings
from counterclaim.model import PublishedBrief


class SqlPublications(Storage):
    """The part of a storage that remembers what was published."""

    _database: Database

    def add_publication(self, brief: PublishedBrief) -> None:
        table = schema.publications
        with self._database.writing(durable=True) as connection:
            last = connection.execute(select(func.max(table.c.position))).scalar()
            content = {"digest": brief.digest, "content": brief.content}
            insert_new(connection, schema.publication_contents, [content])
            row = {
                "sha256": brief.sha256,
                "position": (last or 0) + 1,
                "name": brief.name,
                "form": brief.form,
                "title": brief.title,
                "published": brief.published.isoformat(),
                "chain_head": brief.chain_head,
                "digest": brief.digest,
            }
            insert_new(connection, table, [row])

    def publications(self) -> list[PublishedBrief]:
        table, contents = schema.publications, schema.publication_contents
        joined = select(table, contents.c.content).join(contents, contents.c.digest == table.c.digest)
        with self._database.reading() as connection:
            found = list(mappings(connection, joined.order_by(table.c.position)))
        return [
            PublishedBrief(
                sha256=row["sha256"],
                name=row["name"],
                form=row["form"],
                title=row["title"],
                published=datetime.fromisoformat(row["published"]),
                chain_head=row["chain_head"],
                digest=row["digest"],
                content=row["content"],
            )
            for row in found
        ]
