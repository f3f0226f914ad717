"""Single things and what belongs to them, found by keys and never by reading the ledger."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Column,
    ColumnClause,
    Connection,
    RowMapping,
    Table,
    Text,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from counterclaim.backends.storage import rows_decided, schema
from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import CHUNK, Database, chunks, grouped, mappings
from counterclaim.backends.storage.index import RowIndex
from counterclaim.backends.storage.state import INDEXED_RELEASES, counter
from counterclaim.model import Anchor, DocumentRelation, Judgement

LAST = "\U0010ffff"
"""Comes after every character, so that what begins with x lies between x and x + LAST."""

_IDS: Mapping[str, Column[str]] = {
    "event": schema.events.c.id,
    "former event": schema.redirects.c.old_id,
    "document": schema.documents.c.id,
    "statement": schema.statements.c.id,
    "corrected statement": schema.index_human.c.statement_id,
    "judgement": schema.judgements.c.digest,
}
_UNDOING: ColumnClause[str] = literal_column("'judgement'")


class SqlLookup(Storage):
    """The part of a storage that finds single things."""

    _database: Database

    @contextmanager
    def look(self) -> Iterator[None]:
        with self._database.look():
            yield

    def find(self, kind: str, beginning: str, limit: int = 3) -> list[str]:
        column = _IDS[kind]
        query = select(column).where(column >= beginning, column < beginning + LAST).order_by(column).limit(limit)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars()) if beginning else []

    def ids_after(self, kind: str, last: str, limit: int) -> list[str]:
        column = _IDS[kind]
        query = select(column).where(column > last).order_by(column).limit(limit)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def judgements_with(self, verdict: str) -> list[Judgement]:
        table = schema.judgements
        with self._database.reading() as connection:
            numbers = set(connection.execute(select(table.c.number).where(table.c.verdict == verdict)).scalars())
            return self._with_undoing(connection, numbers)

    @property
    def index(self) -> RowIndex:
        return RowIndex(self._database)

    def owners(self, mention_ids: Iterable[str]) -> dict[str, str]:
        table = schema.event_mentions
        return self._pairs(table.c.mention_id, table.c.event_id, mention_ids)

    def mentioned_in(self, mention_ids: Iterable[str]) -> dict[str, str]:
        table, human = schema.mentions, schema.index_human
        wanted = set(mention_ids)
        found = self._pairs(table.c.id, table.c.document_id, wanted)
        return found | self._pairs(human.c.statement_id, human.c.document_id, wanted - found.keys())

    def stated_in(self, statement_ids: Iterable[str]) -> dict[str, str]:
        table, human = schema.statements, schema.index_human
        wanted = set(statement_ids)
        found = self._pairs(table.c.id, table.c.document_id, wanted)
        return found | self._pairs(human.c.statement_id, human.c.document_id, wanted - found.keys())

    def anchor_of(self, statement_id: str) -> tuple[Anchor, str, str] | None:
        table, documents = schema.statements, schema.documents
        query = (
            select(
                documents.c.item_sha256,
                table.c.start_offset,
                table.c.end_offset,
                table.c.property,
                table.c.act,
                table.c.value,
                table.c.speaker,
                documents.c.id,
                documents.c.media_type,
                exists(select(schema.releases.c.capture_id)),
            )
            .join(documents, documents.c.id == table.c.document_id)
            .where(table.c.id == statement_id)
        )
        with self._database.glancing() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        item, start, end, prop, act, value, speaker, document, media_type, releases = row
        anchor = Anchor(item_sha256=item, start=start, end=end, property=prop, act=act, value=value, speaker=speaker)
        return anchor, document if releases else "", media_type

    def with_items(self, items: Iterable[str]) -> dict[str, str]:
        table = schema.documents
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for chunk in chunks(items):
                query = select(table.c.id, table.c.item_sha256).where(table.c.item_sha256.in_(chunk))
                found.update((row.id, row.item_sha256) for row in connection.execute(query))
        return dict(sorted(found.items()))

    def relations_of(self, document_ids: Iterable[str]) -> list[DocumentRelation]:
        table = schema.relations
        found: set[DocumentRelation] = set()
        with self._database.reading() as connection:
            for chunk in chunks(document_ids):
                query = select(table).where(or_(table.c.document_id.in_(chunk), table.c.origin_id.in_(chunk)))
                for row in mappings(connection, query):
                    found.add(DocumentRelation(**{name: row[name] for name in DocumentRelation.__slots__}))
        return sorted(found, key=lambda relation: (relation.document_id, relation.origin_id))

    def retirement(self, document_ids: Iterable[str]) -> tuple[dict[str, str], dict[str, str]] | None:
        table, wanted = schema.index_retired, set(document_ids)
        with self._database.reading() as connection:
            releases = connection.execute(select(func.count()).select_from(schema.releases)).scalar()
            if not releases:
                return {}, {}
            if counter(connection, INDEXED_RELEASES) != releases:
                return None
            ancestors: dict[str, str] = {}
            for chunk in chunks(wanted):
                query = select(table).where(table.c.heir_id.in_(chunk))
                ancestors.update((row.document_id, row.heir_id) for row in connection.execute(query))
        return self._pairs(table.c.document_id, table.c.heir_id, wanted), ancestors

    def names_told(self) -> set[tuple[str, ...]]:
        table, documents, anchors = schema.statements, schema.documents, schema.judgement_anchors
        judged = select(documents.c.id).join(anchors, anchors.c.item_sha256 == documents.c.item_sha256)
        plain = table.c.document_id.not_in(judged)
        named = (plain, table.c.property == "perpetrator", table.c.value != "")
        queries = [
            select(table.c.speaker, cast(table.c.speaker_aliases, Text)).where(plain).distinct(),
            select(table.c.value, cast(table.c.value_aliases, Text)).where(*named).distinct(),
        ]
        with self._database.reading() as connection:
            return {(row[0], *json.loads(row[1])) for query in queries for row in connection.execute(query)}

    def former_ids(self, event_id: str) -> list[str]:
        table = schema.redirects
        found: list[str] = []
        waiting = [event_id]
        with self._database.reading() as connection:
            while waiting:
                query = select(table.c.old_id).where(table.c.present_id == waiting.pop())
                fresh = [old for old in connection.execute(query).scalars() if old not in found and old != event_id]
                found += fresh
                waiting += fresh
        return sorted(found)

    def judgements_about(self, items: Iterable[str]) -> list[Judgement]:
        anchors = schema.judgement_anchors
        numbers: set[int] = set()
        with self._database.reading() as connection:
            for chunk in chunks(items):
                query = select(anchors.c.judgement).where(anchors.c.item_sha256.in_(chunk))
                numbers.update(connection.execute(query).scalars())
            return self._with_undoing(connection, numbers)

    def judgements_of(self, digests: Iterable[str]) -> list[Judgement]:
        table = schema.judgements
        with self._database.reading() as connection:
            return _judgements(connection, table.c.digest, chunks(digests))

    def with_undoing(self, digests: Iterable[str]) -> list[Judgement]:
        table = schema.judgements
        numbers: set[int] = set()
        with self._database.reading() as connection:
            for chunk in chunks(digests):
                numbers.update(connection.execute(select(table.c.number).where(table.c.digest.in_(chunk))).scalars())
            return self._with_undoing(connection, numbers)

    @staticmethod
    def _with_undoing(connection: Connection, numbers: set[int]) -> list[Judgement]:
        fresh = numbers
        while fresh:
            fresh = _undoing(connection, fresh) - numbers
            numbers = numbers | fresh
        return _numbered(connection, numbers)

    def judgements_from(self, number: int, limit: int) -> list[Judgement]:
        table = schema.judgements
        with self._database.reading() as connection:
            query = select(table.c.number).where(table.c.number >= number).order_by(table.c.number).limit(limit)
            return _numbered(connection, connection.execute(query).scalars())

    def judgement_number(self, digest: str = "") -> int:
        table = schema.judgements
        query = select(func.max(table.c.number))
        if digest:
            query = select(table.c.number).where(table.c.digest == digest)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar() or 0)

    def _pairs(self, key: Column[str], value: Column[str], wanted: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for chunk in chunks(wanted):
                for row in connection.execute(select(key, value).where(key.in_(chunk))):
                    found[row[0]] = row[1]
        return found


def _undoing(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Numbers of the judgements that take one of these back."""
    table, anchors = schema.judgements, schema.judgement_anchors
    found: set[int] = set()
    ordered = sorted(numbers)
    for start in range(0, len(ordered), 500):
        some = ordered[start : start + 500]
        undoing = select(anchors.c.judgement).join(table, table.c.digest == anchors.c.value)
        query = undoing.where(anchors.c.property == _UNDOING, table.c.number.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def _numbered(connection: Connection, numbers: Iterable[int]) -> list[Judgement]:
    ordered = sorted(numbers)
    parts = (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))
    return _judgements(connection, schema.judgements.c.number, parts)


def _judgements(connection: Connection, column: Column[Any], wanted: Iterable[Sequence[Any]]) -> list[Judgement]:
    """The judgements with these values of a column, some at a time, in the order of the chain."""
    found: dict[int, Judgement] = {}
    for some in wanted:
        heads = mappings(connection, select(schema.judgements).where(column.in_(some)))
        numbers = [head["number"] for head in heads]
        anchors = _parts(connection, schema.judgement_anchors, numbers) if heads else {}
        changes = _parts(connection, schema.judgement_changes, numbers) if heads else {}
        for number, head in zip(numbers, heads, strict=True):
            found[number] = rows_decided.judgement(head, anchors.get(number, ()), changes.get(number, ()))
    return [found[number] for number in sorted(found)]


def _parts(connection: Connection, table: Table, numbers: Sequence[int]) -> Mapping[int, list[RowMapping]]:
    query = select(table).where(table.c.judgement.in_(numbers)).order_by(table.c.judgement, table.c.position)
    return grouped(mappings(connection, query), "judgement")
