"""Captures, sources, documents and problems over SQLAlchemy."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, func, select

from counterclaim.backends.storage import rows, schema
from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import (
    Database,
    chunks,
    column_values,
    insert,
    insert_new,
    mappings,
    upsert,
)
from counterclaim.backends.storage.seals import seal_rows
from counterclaim.backends.storage.sql_coding import write_codings
from counterclaim.backends.storage.sql_releases import write_release
from counterclaim.backends.storage.state import mark_stale, record_change
from counterclaim.model import Capture, Coding, Document, Problem, Release, Source
from counterclaim.model.identity import sha256_hex


class SqlCapture(Storage):
    """The part of a storage that keeps what was captured."""

    _database: Database

    def add_capture(
        self,
        capture: Capture,
        documents: Sequence[tuple[Document, Source]],
        problems: Sequence[Problem],
        codings: Sequence[Coding] = (),
        release: Release | None = None,
    ) -> int:
        with self._database.writing() as connection:
            insert_new(connection, schema.captures, [rows.capture_row(capture)])
            seal_rows(connection, schema.captures, [capture.id])
            _write_sources(connection, [source for _, source in documents])
            new = _write_documents(connection, [document for document, _ in documents])
            write_codings(connection, _unsaved(connection, codings))
            write_problems(connection, problems)
            if release is not None:
                write_release(connection, release)
            if new or codings or release is not None:
                mark_stale(connection)
                record_change(connection, "add", capture.id, [document.id for document, _ in documents])
        return new

    def has_capture(self, capture_id: str) -> bool:
        with self._database.reading() as connection:
            query = select(schema.captures.c.id).where(schema.captures.c.id == capture_id)
            return connection.execute(query).first() is not None

    def captures(self, ids: Iterable[str] | None = None) -> Iterator[Capture]:
        table = schema.captures
        if ids is None:
            with self._database.reading() as connection:
                ids = column_values(connection, table.c.id)
        for chunk in chunks(ids):
            with self._database.reading() as connection:
                query = select(table).where(table.c.id.in_(chunk)).order_by(table.c.id)
                found = [rows.capture(row) for row in mappings(connection, query)]
            yield from found

    def sources(self) -> list[Source]:
        with self._database.reading() as connection:
            found = [rows.source(row) for row in mappings(connection, select(schema.sources))]
        return sorted(found, key=lambda source: (source.name, source.id))

    def documents(self, ids: Iterable[str] | None = None, *, with_text: bool = False) -> Iterator[Document]:
        if ids is None:
            with self._database.reading() as connection:
                ids = column_values(connection, schema.documents.c.id)
        for chunk in chunks(ids):
            with self._database.reading() as connection:
                found = _read_documents(connection, chunk, with_text=with_text)
            yield from found

    def add_problems(self, problems: Sequence[Problem]) -> None:
        if problems:
            with self._database.writing() as connection:
                write_problems(connection, problems)

    def replace_problems(self, code: str, problems: Sequence[Problem]) -> None:
        with self._database.writing() as connection:
            connection.execute(schema.problems.delete().where(schema.problems.c.code == code))
            write_problems(connection, problems)

    def problems(self) -> list[Problem]:
        with self._database.reading() as connection:
            found = [rows.problem(row) for row in mappings(connection, select(schema.problems))]
        return sorted(found, key=lambda problem: (problem.stage, problem.subject, problem.place, problem.id))

    def problems_after(self, last: str, limit: int) -> list[Problem]:
        table = schema.problems
        with self._database.reading() as connection:
            query = select(table).where(table.c.id > last).order_by(table.c.id).limit(limit)
            return [rows.problem(row) for row in mappings(connection, query)]

    def count_problems(self) -> int:
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.problems)).scalar() or 0)

    def clear_problems(self, subject: str, stage: str | None = None) -> None:
        table = schema.problems
        condition = table.c.subject == subject
        if stage is not None:
            condition = condition & (table.c.stage == stage)
        with self._database.writing() as connection:
            connection.execute(table.delete().where(condition))


def write_problems(connection: Connection, problems: Sequence[Problem]) -> None:
    """Store problems; the same one twice is one."""
    insert_new(connection, schema.problems, [rows.problem_row(problem) for problem in problems])


def _write_sources(connection: Connection, sources: Sequence[Source]) -> None:
    distinct = list(dict.fromkeys(sources))
    # A name alone, as found in a byline, must not wipe out what a registry has said of the same outlet.
    known = [source for source in distinct if source != Source(name=source.name)]
    bare = [source for source in distinct if source == Source(name=source.name)]
    upsert(connection, schema.sources, [rows.source_row(source) for source in known])
    insert_new(connection, schema.sources, [rows.source_row(source) for source in bare])
    seal_rows(connection, schema.sources, [source.id for source in known], anew=True)
    seal_rows(connection, schema.sources, [source.id for source in bare])


def _write_documents(connection: Connection, documents: Sequence[Document]) -> int:
    table = schema.documents
    fresh: dict[str, Document] = {}
    for document in documents:
        fresh.setdefault(document.id, document)
    for chunk in chunks(fresh):
        for known in connection.execute(select(table.c.id).where(table.c.id.in_(chunk))).scalars():
            del fresh[known]
    insert(connection, table, [rows.document_row(document) for document in fresh.values()])
    texts = [
        {"document_id": key, "sha256": sha256_hex(document.text.encode("utf-8")), "text": document.text}
        for key, document in fresh.items()
        if document.text
    ]
    insert(connection, schema.texts, texts)
    seal_rows(connection, table, fresh)
    return len(fresh)


def _unsaved(connection: Connection, codings: Sequence[Coding]) -> list[Coding]:
    """Codings that the ledger does not have from the same coder."""
    table = schema.codings
    have: set[tuple[str, str]] = set()
    for chunk in chunks(coding.document_id for coding in codings):
        query = select(table.c.document_id, table.c.coder).where(table.c.document_id.in_(chunk))
        have.update((row.document_id, row.coder) for row in connection.execute(query))
    return [coding for coding in codings if (coding.document_id, coding.coder) not in have]


def _read_documents(connection: Connection, ids: Sequence[str], *, with_text: bool) -> list[Document]:
    table, texts = schema.documents, schema.texts
    query = select(table).where(table.c.id.in_(ids)).order_by(table.c.id)
    found = mappings(connection, query)
    if not with_text:
        return [rows.document(row) for row in found]
    query = select(texts.c.document_id, texts.c.text).where(texts.c.document_id.in_(ids))
    text_of = {row.document_id: row.text for row in connection.execute(query)}
    return [rows.document(row, text_of.get(row["id"], "")) for row in found]
