"""Codings over SQLAlchemy: written by the batch, read document by document."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, Table, and_, exists, or_, select

from counterclaim.backends.storage import rows, rows_coding, schema
from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import (
    Database,
    chunks,
    column_values,
    grouped,
    insert,
    insert_new,
    mappings,
)
from counterclaim.backends.storage.rows import Read, Row
from counterclaim.backends.storage.seals import seal_codings
from counterclaim.backends.storage.state import mark_stale, record_change
from counterclaim.errors import StorageError
from counterclaim.model import Citation, Coding, Mention, Passage, PersonMention, Problem, Statement

_SHORT = 100
"""Longer strings are nearly all quotes, which hardly repeat."""

Named = TypeVar("Named", Mention, Statement)


class SqlCoding(Storage):
    """The part of a storage that keeps what was coded."""

    _database: Database

    def uncoded(self, coder: str) -> list[str]:
        documents, codings, texts = schema.documents, schema.codings, schema.texts
        here = codings.c.document_id == documents.c.id
        settled = or_(codings.c.coder == coder, codings.c.coder.startswith("human/", autoescape=True))
        by_other = and_(exists().where(here), ~exists().where(here, settled))
        has_text = exists().where(texts.c.document_id == documents.c.id)
        query = select(documents.c.id).where(or_(~exists().where(here), and_(by_other, has_text)))
        with self._database.reading() as connection:
            return sorted(connection.execute(query).scalars())

    def save_codings(self, codings: Sequence[Coding], problems: Sequence[Problem]) -> None:
        with self._database.writing() as connection:
            write_codings(connection, codings)
            insert_new(connection, schema.problems, [rows.problem_row(problem) for problem in problems])
            if codings:
                mark_stale(connection)
                coders = sorted({coding.coder for coding in codings})
                record_change(connection, "code", " ".join(coders), [coding.document_id for coding in codings])

    def codings(self, document_ids: Iterable[str] | None = None) -> Iterator[Coding]:
        if document_ids is None:
            with self._database.reading() as connection:
                document_ids = column_values(connection, schema.codings.c.document_id)
        once = _Once()
        for chunk in chunks(document_ids):
            with self._database.reading() as connection:
                found = _read_codings(connection, chunk, once)
            yield from found

    def has_speaker(self, kind: str) -> bool:
        table = schema.statements
        query = select(table.c.id).where(table.c.speaker_kind == kind).limit(1)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def drop_text(self, document_ids: Sequence[str]) -> None:
        texts = schema.texts
        with self._database.writing(durable=True) as connection:
            for chunk in chunks(document_ids):
                connection.execute(texts.delete().where(texts.c.document_id.in_(chunk)))
            if document_ids:
                mark_stale(connection)
                record_change(connection, "forget", "", document_ids)


def write_codings(connection: Connection, codings: Sequence[Coding]) -> None:
    """Write codings, each in place of an earlier one of its document.

    Statements of one content id are one statement: the first of a coding is kept.
    """
    table = schema.codings
    for chunk in chunks(coding.document_id for coding in codings):
        connection.execute(table.delete().where(table.c.document_id.in_(chunk)))
    batch: dict[Table, list[Row]] = {
        table: []
        for table in (
            schema.codings,
            schema.mentions,
            schema.statements,
            schema.statement_passages,
            schema.readings,
            schema.citations,
            schema.persons,
        )
    }
    for coding in {coding.document_id: coding for coding in codings}.values():
        _collect(coding, batch)
    for target, found in batch.items():
        insert(connection, target, found)
    seal_codings(connection, [coding.document_id for coding in codings])


def _collect(coding: Coding, batch: dict[Table, list[Row]]) -> None:
    mentions, statements = _by_id(coding.mentions), _by_id(coding.statements)
    _check(coding, mentions, statements)
    row = {"document_id": coding.document_id, "coder": coding.coder, "abstained": coding.abstained}
    batch[schema.codings].append(row)
    batch[schema.mentions].extend(rows_coding.mention_row(m, i) for i, m in enumerate(mentions.values()))
    for position, (key, statement) in enumerate(statements.items()):
        batch[schema.statements].append(rows_coding.statement_row(statement, key, position))
        batch[schema.statement_passages].extend(
            {"statement_id": key, "position": place, **rows.passage_row(passage)}
            for place, passage in enumerate(statement.also)
        )
        reading = rows_coding.reading_row(statement, key)
        batch[schema.readings].extend([reading] if reading else [])
    batch[schema.citations].extend(rows_coding.citation_row(c, i) for i, c in enumerate(coding.citations))
    batch[schema.persons].extend(rows_coding.person_row(p, i) for i, p in enumerate(coding.persons))


def _by_id(items: Iterable[Named]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for item in items:
        found.setdefault(item.id, item)
    return found


def _check(coding: Coding, mentions: dict[str, Mention], statements: dict[str, Statement]) -> None:
    """A coding that speaks of another document, or of a mention that it does not hold, is a coder's fault."""
    for passage in _passages(coding):
        if passage.document_id != coding.document_id:
            raise _misfit(coding, f"a passage at {passage.start} belongs to document {passage.document_id}")
    parts: list[Mention | Citation | PersonMention] = [*coding.mentions, *coding.citations, *coding.persons]
    for owned in parts:
        if owned.document_id != coding.document_id:
            raise _misfit(coding, f"{type(owned).__name__} belongs to document {owned.document_id}")
    for key, statement in statements.items():
        if statement.mention_id not in mentions:
            raise _misfit(coding, f"statement {key} names the mention {statement.mention_id}, which is not in it")


def _misfit(coding: Coding, message: str) -> StorageError:
    where = f"coding of {coding.document_id} by {coding.coder}"
    return StorageError(message, where=where, remedy="this is a fault of the coder; please report it")


def _passages(coding: Coding) -> Iterator[Passage]:
    for mention in coding.mentions:
        yield mention.anchor
    for statement in coding.statements:
        yield statement.passage
        yield from statement.also
    for citation in coding.citations:
        if citation.passage:
            yield citation.passage
    for person in coding.persons:
        yield person.passage


class _Once:
    """Keeps strings that many rows have, such as names and ids, once: statements mostly hold such strings."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def row(self, row: RowMapping) -> Read:
        """The row with strings that were met before."""
        keep = self._kept.setdefault
        return {name: keep(v, v) if isinstance(v, str) and len(v) <= _SHORT else v for name, v in row.items()}


def _read_codings(connection: Connection, ids: Sequence[str], once: _Once) -> list[Coding]:
    mentions = _children(connection, schema.mentions, ids, once)
    statements = _children(connection, schema.statements, ids, once)
    citations = _children(connection, schema.citations, ids, once)
    persons = _children(connection, schema.persons, ids, once)
    also = _further_passages(connection, ids)
    readings = _readings(connection, ids)
    table = schema.codings
    heads = mappings(connection, select(table).where(table.c.document_id.in_(ids)).order_by(table.c.document_id))
    return [
        Coding(
            document_id=key,
            coder=head["coder"],
            mentions=tuple(map(rows_coding.mention, mentions.get(key, ()))),
            statements=tuple(
                rows_coding.statement(row, also.get(row["id"], ()), readings.get(row["id"]))
                for row in statements.get(key, ())
            ),
            citations=tuple(map(rows_coding.citation, citations.get(key, ()))),
            persons=tuple(map(rows_coding.person, persons.get(key, ()))),
            abstained=head["abstained"],
        )
        for head in heads
        for key in [head["document_id"]]
    ]


def _children(connection: Connection, table: Table, ids: Sequence[str], once: _Once) -> dict[str, list[Read]]:
    query = select(table).where(table.c.document_id.in_(ids)).order_by(table.c.document_id, table.c.position)
    return dict(grouped(map(once.row, mappings(connection, query)), "document_id"))


def _further_passages(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
    table, owner = schema.statement_passages, schema.statements
    query = (
        select(table, owner.c.document_id)
        .join(owner, owner.c.id == table.c.statement_id)
        .where(owner.c.document_id.in_(ids))
        .order_by(table.c.statement_id, table.c.position)
    )
    found = grouped(mappings(connection, query), "statement_id")
    return {key: tuple(rows.passage(row, row["document_id"]) for row in group) for key, group in found.items()}


def _readings(connection: Connection, ids: Sequence[str]) -> dict[str, RowMapping]:
    table, owner = schema.readings, schema.statements
    query = select(table).join(owner, owner.c.id == table.c.statement_id).where(owner.c.document_id.in_(ids))
    return {row["statement_id"]: row for row in mappings(connection, query)}
