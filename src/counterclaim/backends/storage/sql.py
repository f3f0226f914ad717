"""The storage over any database that SQLAlchemy speaks to."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

import hashlib

from sqlalchemy import select

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.appending import Appender
from counterclaim.backends.storage.connection import Database
from counterclaim.backends.storage.integrity import broken_invariants, tampered_rows
from counterclaim.backends.storage.seals import broken_seals
from counterclaim.backends.storage.sql_capture import SqlCapture
from counterclaim.backends.storage.sql_changes import SqlChanges
from counterclaim.backends.storage.sql_coding import SqlCoding
from counterclaim.backends.storage.sql_derived import SqlDerived
from counterclaim.backends.storage.sql_forgetting import SqlForgetting
from counterclaim.backends.storage.sql_judgements import SqlJudgements
from counterclaim.backends.storage.sql_lookup import SqlLookup
from counterclaim.backends.storage.sql_publications import SqlPublications
from counterclaim.backends.storage.sql_releases import SqlReleases
from counterclaim.backends.storage.sql_sheets import SqlSheets
from counterclaim.errors import StorageError


class SqlStorage(
    SqlCapture,
    SqlCoding,
    SqlDerived,
    SqlJudgements,
    SqlForgetting,
    SqlSheets,
    SqlReleases,
    SqlPublications,
    SqlLookup,
    SqlChanges,
):
    """A ledger in one SQL database; subclasses add what only their database can do."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._appender = Appender(self.append_batch)

    @property
    def database(self) -> Database:
        """The database under it, for what else is kept there."""
        return self._database

    def close(self) -> None:
        self._database.close()

    def integrity(self) -> list[str]:
        found: list[str] = []
        try:
            found.extend(self._database_faults())
            if not found:
                with self._database.reading() as connection:
                    found.extend(tampered_rows(connection))
                    if not found:
                        found.extend(broken_seals(connection))
            # What follows reads rows as types, and would trip over what was found so far.
            if not found:
                found.extend(broken_invariants(self))
        except StorageError as error:
            found.append(str(error))
        return found

    def content_stamp(self) -> str:
        texts, statements = schema.texts, schema.statements
        columns = (schema.documents.c.id, texts.c.document_id, texts.c.sha256, statements.c.id)
        digest = hashlib.sha256()
        with self._database.reading() as connection:
            for column in columns:
                digest.update(f"{column}\n".encode())
                for value in connection.execute(select(column).order_by(column)).scalars():
                    digest.update(value.encode())
        return digest.hexdigest()

    def _database_faults(self) -> list[str]:
        """What the database's own checks find."""
        return []
