"""Documents taken out of a ledger's tables, with everything that holds words of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, delete, or_, select, true

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.connection import chunks
from counterclaim.backends.storage.seals import CODING, SHEETS, seal_derived, seal_rows
from counterclaim.backends.storage.state import INDEXED

SHORTEST = 4
"""Code points of the shortest name that is looked for in what people wrote: a shorter one is a common word."""


def names_only_in(connection: Connection, document_ids: Collection[str]) -> set[str]:
    """Names of speakers, perpetrators and persons that these documents told and no other document tells."""
    statements, persons = schema.statements, schema.persons
    columns = [
        (statements.c.speaker, statements.c.document_id, true()),
        (statements.c.value, statements.c.document_id, statements.c.property == "perpetrator"),
        (persons.c.name, persons.c.document_id, true()),
    ]
    own: set[str] = set()
    for column, owner, condition in columns:
        for chunk in chunks(document_ids):
            query = select(column).where(owner.in_(chunk), condition).distinct()
            own.update(name for name in connection.execute(query).scalars() if len(name) >= SHORTEST)
    for chunk in chunks(own):
        for column, owner, condition in columns:
            query = select(column, owner).where(column.in_(chunk), condition).distinct()
            own -= {name for name, document in connection.execute(query) if document not in document_ids}
    return own


def remove_documents(connection: Connection, document_ids: Collection[str], captures: Collection[str]) -> None:
    """Take documents out; of the captures (ids) whose bytes are gone, those stay that other documents came with."""
    _remove_derived(connection, document_ids)
    _remove_problems(connection, document_ids, captures)
    documents, sources = schema.documents, schema.sources
    outlets = set(_values(connection, documents.c.source_id, documents.c.id, document_ids))
    _delete(connection, documents.c.id, document_ids)
    for kind in (documents.name, CODING, SHEETS):
        _delete(connection, schema.seals.c.sealed, document_ids, schema.seals.c.kind == kind)
    _lose_bytes(connection, captures)
    unused = outlets - set(_values(connection, documents.c.source_id, documents.c.source_id, outlets))
    _delete(connection, sources.c.id, unused)
    _delete(connection, schema.seals.c.sealed, unused, schema.seals.c.kind == sources.name)
    seal_derived(connection)
    _empty_index(connection)


def _remove_derived(connection: Connection, document_ids: Collection[str]) -> None:
    """What runs found of the events concerned; the events keep their ids and other mentions until the next run."""
    members, origins = schema.event_mentions, schema.weight_documents
    mentions = _values(connection, schema.mentions.c.id, schema.mentions.c.document_id, document_ids)
    touched = set(_values(connection, members.c.event_id, members.c.mention_id, mentions))
    touched |= set(_values(connection, origins.c.event_id, origins.c.document_id, document_ids))
    # What the run before found may be told of events that have since merged into others.
    connection.execute(delete(schema.previous_assessments))
    _delete(connection, schema.assessments.c.event_id, touched)
    _delete(connection, schema.links.c.event_id, touched)
    _delete(connection, members.c.mention_id, mentions)
    _delete(
        connection,
        schema.events.c.id,
        touched - set(_values(connection, members.c.event_id, members.c.event_id, touched)),
    )
    _delete(connection, schema.problems.c.subject, mentions)


def _remove_problems(connection: Connection, document_ids: Collection[str], captures: Collection[str]) -> None:
    """What is told of the documents under their titles and addresses, and of files under their names."""
    documents, problems = schema.documents, schema.problems
    called = {*document_ids}
    for column in (documents.c.title, documents.c.uri, documents.c.item_sha256):
        called |= set(_values(connection, column, documents.c.id, document_ids))
    called |= set(_values(connection, schema.captures.c.uri, schema.captures.c.id, captures))
    for chunk in chunks(called - {""}):
        connection.execute(delete(problems).where(or_(problems.c.subject.in_(chunk), problems.c.place.in_(chunk))))


def _lose_bytes(connection: Connection, captures: Collection[str]) -> None:
    documents, table = schema.documents, schema.captures
    kept = set(_values(connection, documents.c.capture_id, documents.c.capture_id, captures))
    gone = set(captures) - kept
    _delete(connection, table.c.id, gone)
    _delete(connection, schema.seals.c.sealed, gone, schema.seals.c.kind == table.name)
    for chunk in chunks(kept):
        connection.execute(table.update().where(table.c.id.in_(chunk)).values(archive_path=""))
    seal_rows(connection, table, kept, anew=True)


def _empty_index(connection: Connection) -> None:
    connection.execute(delete(schema.counters).where(schema.counters.c.name == INDEXED))
    for table in schema.INDEX:
        connection.execute(delete(table))


def _values(connection: Connection, wanted: Column[Any], key: Column[Any], keys: Iterable[str]) -> Sequence[str]:
    found: list[str] = []
    for chunk in chunks(keys):
        found += connection.execute(select(wanted).where(key.in_(chunk)).distinct()).scalars()
    return found


def _delete(connection: Connection, key: Column[Any], keys: Iterable[str], *also: Any) -> None:  # noqa: ANN401 - conditions
    for chunk in chunks(keys):
        connection.execute(delete(key.table).where(key.in_(chunk), *also))
