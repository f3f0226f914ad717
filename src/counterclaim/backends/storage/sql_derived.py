"""Events, relations, assessments and the manifest over SQLAlchemy."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Table, select

from counterclaim.backends.storage import rows_decided, rows_derived, schema
from counterclaim.backends.storage.base import Derived, Storage
from counterclaim.backends.storage.connection import (
    CHUNK,
    Database,
    chunks,
    column_values,
    grouped,
    insert,
    mappings,
    upsert,
)
from counterclaim.backends.storage.index.writing import replace
from counterclaim.backends.storage.seals import seal_derived, seal_rows
from counterclaim.backends.storage.state import RUN, is_stale, mark_current, record_change, set_counter
from counterclaim.model import Assessment, DocumentRelation, Event, RunManifest

Item = TypeVar("Item")


class SqlDerived(Storage):
    """The part of a storage that keeps what each run derives anew."""

    _database: Database

    def replace_derived(self, derived: Derived) -> None:
        former, manifest = self.assessments(), self.manifest()
        with self._database.writing() as connection:
            if manifest is not None:
                connection.execute(schema.previous_assessments.delete())
                insert(connection, schema.previous_assessments, rows_derived.previous_rows(former, manifest))
            for table in reversed(schema.DERIVED):
                connection.execute(table.delete())
            insert(connection, schema.relations, [_relation_row(relation) for relation in derived.relations])
            for events in _parts(derived.events):
                _write(connection, rows_derived.event_rows(events))
            for assessments in _parts(derived.assessments):
                _write(connection, rows_derived.assessment_rows(assessments))
            insert(connection, schema.manifest, [rows_decided.manifest_row(derived.manifest)])
            redirects = [{"old_id": old, "present_id": present} for old, present in dict(derived.redirects).items()]
            upsert(connection, schema.redirects, redirects)
            seal_rows(connection, schema.redirects, [row["old_id"] for row in redirects], anew=True)
            seal_derived(connection)
            mark_current(connection)
            set_counter(connection, RUN, record_change(connection, "run", derived.manifest.version))
            if derived.index is not None:
                replace(connection, derived.index)

    def stale(self) -> bool:
        with self._database.reading() as connection:
            return is_stale(connection)

    def events(self, ids: Iterable[str] | None = None) -> list[Event]:
        if ids is None:
            return self._events(None)
        return [event for chunk in chunks(ids) for event in self._events(chunk)]

    def _events(self, among: Sequence[str] | None) -> list[Event]:
        with self._database.reading() as connection:
            key = schema.events.c.id
            known = column_values(connection, key) if among is None else None
            if known is None:
                known = sorted(connection.execute(select(key).where(key.in_(among or ()))).scalars())
            members = _ordered(connection, schema.event_mentions, "event_id", "position", among=among)
            links = _ordered(connection, schema.links, "event_id", "position", among=among)
            weights = _ordered(connection, schema.link_weights, "event_id", "link_position", "position", among=among)
        mention_ids = grouped(members, "event_id")
        links_of = grouped(links, "event_id")
        weights_of = grouped(weights, "event_id", "link_position")
        return [
            Event(
                id=key,
                mention_ids=tuple(row["mention_id"] for row in mention_ids.get(key, ())),
                links=tuple(
                    rows_derived.link(row, weights_of.get((key, row["position"]), ())) for row in links_of.get(key, ())
                ),
            )
            for key in known
        ]

    def redirects(self) -> list[tuple[str, str]]:
        with self._database.reading() as connection:
            table = schema.redirects
            return sorted((row.old_id, row.present_id) for row in connection.execute(select(table)))

    def redirect(self, event_id: str) -> str:
        table, events = schema.redirects, schema.events
        passed = {event_id}
        with self._database.reading() as connection:
            while not connection.execute(select(events.c.id).where(events.c.id == event_id)).first():
                onward = connection.execute(select(table.c.present_id).where(table.c.old_id == event_id)).scalar()
                if onward is None or onward in passed:
                    break
                passed.add(onward)
                event_id = onward
        return event_id

    def relations(self) -> list[DocumentRelation]:
        with self._database.reading() as connection:
            found = mappings(connection, select(schema.relations))
        made = [DocumentRelation(**{name: row[name] for name in DocumentRelation.__slots__}) for row in found]
        return sorted(made, key=lambda relation: (relation.document_id, relation.origin_id))

    def assessments(self, event_ids: Iterable[str] | None = None) -> list[Assessment]:
        found: list[Assessment] = []
        with self._database.reading() as connection:
            if event_ids is None:
                event_ids = column_values(connection, schema.events.c.id)
            for chunk in chunks(event_ids):
                found.extend(_read_assessments(connection, chunk))
        return sorted(found, key=lambda item: (item.event_id, item.property))

    def previous_assessments(self, event_ids: Iterable[str] | None = None) -> list[Assessment]:
        if event_ids is None:
            return [rows_derived.previous(content) for key, content in self._previous() if key]
        return [rows_derived.previous(content) for key, content in self._previous(event_ids) if key]

    def previous_manifest(self) -> RunManifest | None:
        return next((RunManifest(**content) for key, content in self._previous([""]) if not key), None)

    def _previous(self, event_ids: Iterable[str] | None = None) -> list[tuple[str, dict[str, Any]]]:
        table = schema.previous_assessments
        query = select(table).order_by(table.c.event_id, table.c.property)
        if event_ids is not None:
            query = query.where(table.c.event_id.in_(sorted(event_ids)))
        with self._database.reading() as connection:
            return [(row["event_id"], dict(row["content"])) for row in mappings(connection, query)]

    def manifest(self) -> RunManifest | None:
        with self._database.reading() as connection:
            found = mappings(connection, select(schema.manifest))
        return rows_decided.manifest(found[0]) if found else None


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Some at a time: the rows of all at once would take more memory than all else that a run holds."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))


def _write(connection: Connection, written: rows_derived.Rows) -> None:
    for table in schema.DERIVED:
        insert(connection, table, written.get(table.name, []))


def _relation_row(relation: DocumentRelation) -> dict[str, object]:
    return {name: getattr(relation, name) for name in DocumentRelation.__slots__}


def _ordered(
    connection: Connection, table: Table, *order: str, among: Sequence[str] | None = None
) -> Sequence[RowMapping]:
    query = select(table).order_by(*(table.c[name] for name in order))
    return mappings(connection, query if among is None else query.where(table.c.event_id.in_(among)))


def _read_assessments(connection: Connection, ids: Sequence[str]) -> list[Assessment]:
    key = ("event_id", "property")
    weight = (*key, "weight_position")
    heads = _ordered(connection, schema.assessments, *key, among=ids)
    candidates = grouped(_ordered(connection, schema.candidates, *key, "position", among=ids), *key)
    weights = grouped(_ordered(connection, schema.weights, *key, "position", among=ids), *key)
    statements = grouped(_ordered(connection, schema.weight_statements, *weight, "position", among=ids), *weight)
    reasons = grouped(_ordered(connection, schema.reasons, *key, among=ids), *key)
    documents = grouped(_ordered(connection, schema.weight_documents, *weight, "position", among=ids), *weight)

    def made(head: RowMapping) -> Assessment:
        own = (head["event_id"], head["property"])
        more = next(iter(reasons.get(own, ())), None)
        found = candidates.get(own, ())
        return rows_derived.assessment(
            head,
            tuple(map(rows_derived.candidate, found, more["flat"] if more else [None] * len(found))),
            tuple(
                rows_derived.weight(
                    row,
                    tuple(s["statement_id"] for s in statements.get((*own, row["position"]), ())),
                    tuple(d["document_id"] for d in documents.get((*own, row["position"]), ())),
                )
                for row in weights.get(own, ())
            ),
            more,
        )

    return [made(head) for head in heads]
