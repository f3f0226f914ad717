"""Digests of what is stored, kept beside it: what another program changes, adds or takes away shows against them.

A seal is written in the transaction that writes what it seals, from the rows as the database gives them back. Seals
are no secret: they show changes made behind the program's back, not a forger who makes them anew. Against him stands
the head of the chain of judgements, where it has been published.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, Select, Table, func, select

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.connection import chunks, column_values, insert_new, upsert

ROWS = (schema.captures, schema.sources, schema.documents, schema.redirects)
"""Tables that are sealed row by row."""

_CODED = (schema.codings, schema.mentions, schema.statements, schema.citations, schema.persons)
CODING = "coding"
SHEETS = "sheets"
_DERIVED = "derived"


def seal_rows(connection: Connection, table: Table, keys: Iterable[str], *, anew: bool = False) -> None:
    """Seal rows of one of ``ROWS``; a seal that is there stays, unless the rows were written ``anew``."""
    for chunk in chunks(keys):
        _keep(connection, table.name, _row_digests(connection, table, chunk), anew=anew)


def seal_codings(connection: Connection, document_ids: Iterable[str]) -> None:
    """Seal all that was coded in each of the documents, in place of earlier seals."""
    for chunk in chunks(document_ids):
        _keep(connection, CODING, _coding_digests(connection, chunk), anew=True)


def seal_sheets(connection: Connection, document_ids: Iterable[str]) -> None:
    """Seal all that people filled into sheets about each of the documents, in place of earlier seals."""
    for chunk in chunks(document_ids):
        _keep(connection, SHEETS, _sheet_digests(connection, chunk), anew=True)


def seal_derived(connection: Connection) -> None:
    """Seal all that a run derived, table by table, in place of earlier seals."""
    _keep(connection, _DERIVED, _derived_digests(connection), anew=True)


def broken_seals(connection: Connection) -> Iterator[str]:
    """What is not as it was stored, one line each."""
    for table in ROWS:
        seals = _seals(connection, table.name)
        (key,) = table.primary_key.columns
        for chunk in chunks([*seals, *column_values(connection, key)]):
            yield from _differences(table.name, _row_digests(connection, table, chunk), seals, chunk)
    seals = _seals(connection, CODING)
    for chunk in chunks([*seals, *column_values(connection, schema.codings.c.document_id)]):
        yield from _differences("coding of", _coding_digests(connection, chunk), seals, chunk)
    seals = _seals(connection, SHEETS)
    for chunk in chunks([*seals, *column_values(connection, schema.sheet_rows.c.document_id)]):
        yield from _differences("sheets of", _sheet_digests(connection, chunk), seals, chunk)
    seals = _seals(connection, _DERIVED)
    if seals or connection.execute(select(func.count()).select_from(schema.events)).scalar():
        found = _derived_digests(connection)
        yield from _differences("table", found, seals, sorted({*seals, *found}))


def _differences(kind: str, found: Mapping[str, str], seals: Mapping[str, str], keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        if key not in found:
            yield f"{kind} {key}: it is gone, though it was stored"
        elif key not in seals:
            yield f"{kind} {key}: it was not stored by this program"
        elif found[key] != seals[key]:
            yield f"{kind} {key}: it was changed after it was stored"


def _keep(connection: Connection, kind: str, digests: Mapping[str, str], *, anew: bool) -> None:
    rows = [{"kind": kind, "sealed": key, "digest": digest} for key, digest in sorted(digests.items())]
    (upsert if anew else insert_new)(connection, schema.seals, rows)


def _seals(connection: Connection, kind: str) -> dict[str, str]:
    table = schema.seals
    query = select(table.c.sealed, table.c.digest).where(table.c.kind == kind)
    return {row.sealed: row.digest for row in connection.execute(query)}


def _row_digests(connection: Connection, table: Table, keys: list[str]) -> dict[str, str]:
    (key,) = table.primary_key.columns
    query = select(key, *table.columns).where(key.in_(keys))
    return _digests(connection, {table.name: query})


def _coding_digests(connection: Connection, ids: list[str]) -> dict[str, str]:
    queries: dict[str, Select[tuple[object, ...]]] = {}
    for table in _CODED:
        order = [table.c.position] if "position" in table.c else []
        queries[table.name] = select(table.c.document_id, *table.columns).where(table.c.document_id.in_(ids))
        queries[table.name] = queries[table.name].order_by(*order)
    also, owner = schema.statement_passages, schema.statements
    queries[also.name] = (
        select(owner.c.document_id, *also.columns)
        .join(owner, owner.c.id == also.c.statement_id)
        .where(owner.c.document_id.in_(ids))
        .order_by(also.c.statement_id, also.c.position)
    )
    readings = schema.readings
    queries[readings.name] = (
        select(owner.c.document_id, *readings.columns)
        .join(owner, owner.c.id == readings.c.statement_id)
        .where(owner.c.document_id.in_(ids))
        .order_by(readings.c.statement_id)
    )
    return _digests(connection, queries)


def _sheet_digests(connection: Connection, ids: list[str]) -> dict[str, str]:
    table = schema.sheet_rows
    query = select(table.c.document_id, *table.columns).where(table.c.document_id.in_(ids))
    return _digests(connection, {table.name: query.order_by(table.c.coder, table.c.position)})


def _derived_digests(connection: Connection) -> dict[str, str]:
    found = {}
    for table in schema.DERIVED:
        digest = hashlib.sha256()
        for row in connection.execute(select(table).order_by(*table.primary_key)):
            digest.update(_line(row))
        found[table.name] = digest.hexdigest()
    return found


def _digests(connection: Connection, queries: Mapping[str, Select[tuple[object, ...]]]) -> dict[str, str]:
    """A digest by the first column of the queries, over all other columns of all rows that have it."""
    found: dict[str, hashlib._Hash] = defaultdict(hashlib.sha256)
    for name, query in queries.items():
        for row in connection.execute(query):
            found[str(row[0])].update(name.encode() + _line(row[1:]))
    return {key: digest.hexdigest() for key, digest in found.items()}


def _line(row: Iterable[object]) -> bytes:
    return json.dumps(list(row), ensure_ascii=True, sort_keys=True, default=str).encode() + b"\n"
