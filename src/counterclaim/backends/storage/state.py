"""Whether what was derived still rests on all that is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.connection import dialect_insert, insert, upsert
from counterclaim.model.desk import LedgerCounts

_NAME = "derived"

CHANGES, RUN = "changes", "run"
"""Counters: the last sequence of all changes, and that of the last run."""

VEILS, ACCOUNTS = "veils", "accounts"
"""Counters: judgements on what people may see, and changes of what accounts may; 0 until they are first moved."""

INDEXED, INDEXED_RELEASES = "index", "index releases"
"""Counters: up to which run and judgement (in one number) and release the index tables follow the ledger."""

_JUDGEMENTS = 1 << 32


def indexed(run: int, judgement: int) -> int:
    """Run and judgement as one number, so that whoever changes one of them takes both over."""
    return run * _JUDGEMENTS + judgement


def indexed_parts(value: int) -> tuple[int, int]:
    """(run, judgement) of such a number."""
    return divmod(value, _JUDGEMENTS)


def mark_stale(connection: Connection) -> None:
    """Documents, codings or judgements changed after the last run."""
    upsert(connection, schema.meta, [{"name": _NAME, "value": "stale"}])


def mark_current(connection: Connection) -> None:
    """Events and assessments rest on all that is stored."""
    upsert(connection, schema.meta, [{"name": _NAME, "value": "current"}])


def is_stale(connection: Connection) -> bool:
    """Whether something changed since events and assessments were derived, or they never were."""
    query = select(schema.meta.c.value).where(schema.meta.c.name == _NAME)
    return connection.execute(query).scalar() != "current"


def record_change(connection: Connection, kind: str, subject: str, documents: Iterable[str] = ()) -> int:
    """Write down that something happened, as the last thing in its transaction; returns its sequence.

    ``documents`` are those whose text or statements changed. The counter's row is locked from here until the
    transaction ends, so that whoever sees a sequence has seen all lesser ones.
    """
    sequence = record_changes(connection, kind, [subject])
    touched = [{"document_id": document, "sequence": sequence} for document in sorted(set(documents))]
    upsert(connection, schema.document_changes, touched)
    return sequence


def record_changes(connection: Connection, kind: str, subjects: Sequence[str]) -> int:
    """Write down that several things of a kind happened, in this order; returns the sequence of the last."""
    counters = schema.counters
    here = counters.c.name == CHANGES
    moved = counters.update().where(here).values(value=counters.c.value + len(subjects))
    last = int(connection.execute(moved.returning(counters.c.value)).scalar_one())
    numbered = enumerate(subjects, start=last - len(subjects) + 1)
    rows = [{"sequence": sequence, "kind": kind, "subject": subject} for sequence, subject in numbered]
    insert(connection, schema.changes, rows)
    return last


def counter(connection: Connection, name: str) -> int:
    """The value of a counter, 0 where it was never set."""
    query = select(schema.counters.c.value).where(schema.counters.c.name == name)
    return int(connection.execute(query).scalar() or 0)


def counts(connection: Connection) -> LedgerCounts:
    """How often what others remember of the ledger may have become wrong, in one look."""
    counters = schema.counters
    query = select(counters.c.name, counters.c.value).where(counters.c.name.in_((CHANGES, VEILS, ACCOUNTS)))
    known = {row.name: int(row.value) for row in connection.execute(query)}
    return LedgerCounts(changes=known.get(CHANGES, 0), veils=known.get(VEILS, 0), accounts=known.get(ACCOUNTS, 0))


def move_counter(connection: Connection, name: str) -> None:
    """Add one to a counter, in the transaction that changes what it counts."""
    counters = schema.counters
    moved = dialect_insert(connection, counters).values(name=name, value=1)
    changed = moved.on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + 1})
    connection.execute(changed)


def set_counter(connection: Connection, name: str, value: int) -> None:
    """Set a counter."""
    upsert(connection, schema.counters, [{"name": name, "value": value}])
