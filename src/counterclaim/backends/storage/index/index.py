"""One door to the index tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, literal, select, tuple_

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.connection import Database, chunks, grouped, insert, upsert
from counterclaim.backends.storage.index import actors as actor_tables
from counterclaim.backends.storage.index import events as event_tables
from counterclaim.backends.storage.index import writing
from counterclaim.backends.storage.index.actors import StoredActor
from counterclaim.backends.storage.index.entries import IndexContent, IndexedEvent, IndexedName, IndexState, QueueEntry
from counterclaim.backends.storage.index.events import EventSearch
from counterclaim.backends.storage.state import INDEXED, RUN, indexed, indexed_parts
from counterclaim.model.desk import ActorRow, EventRow

_queue = schema.index_queue


class RowIndex:
    """What people look for in a ledger, a page at a time; each method reads one state or is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- keeping up ----------------------------------------------------------------------------------------------
    def state(self) -> IndexState:
        """How far the tables follow the ledger."""
        counters, judgements, changes = schema.counters, schema.judgements, schema.changes
        with self._database.reading() as connection:
            known = {row.name: row.value for row in connection.execute(select(counters))}
            last = connection.execute(select(func.max(judgements.c.number))).scalar()
            run = known.get(RUN, 0)
            parts = indexed_parts(known[INDEXED]) if INDEXED in known else None
            later = select(changes.c.sequence).where(changes.c.kind.in_(("add", "code", "forget")))
            recoded = connection.execute(later.where(changes.c.sequence > run).limit(1)).first() is not None
        return IndexState(
            run=parts[0] if parts else None,
            last_run=run,
            judgement=parts[1] if parts else 0,
            last_judgement=int(last or 0),
            recoded=recoded,
        )

    def replace(self, content: IndexContent) -> None:
        """Fill the tables anew."""
        with self._database.writing() as connection:
            writing.replace(connection, content)

    def follow(
        self,
        state: IndexState,
        judgement: int,
        *,
        fresh: Sequence[IndexedEvent],
        actor: Callable[[str], tuple[str, str] | None],
        documents: Sequence[str],
        queue: Iterable[QueueEntry],
        human: Iterable[tuple[str, str, str]],
        gone: Sequence[tuple[str, str]],
        names: Sequence[str],
    ) -> bool:
        """Bring the tables from a state to a later judgement; False where somebody else has done it already.

        Args:
            state: as it was before what follows was worked out.
            judgement: number of the last judgement that is in it.
            fresh: events that the judgements touch, as they now are.
            actor: name and kind of actors of the codebook.
            documents: whose entries of the queue and of human statements are replaced by those given.
            queue: those entries; entries about lost judgements are replaced only where they are ``gone``.
            human: those statements.
            gone: (kind, subject) of further entries of the queue that have been settled.
            names: keys of names that are open again.
        """
        with self._database.writing(lists=True) as connection:
            if not _claim(connection, state, judgement):
                return False
            if fresh:
                writing.refresh_events(connection, fresh, actor)
            for chunk in chunks(documents):
                wanted = (_queue.c.document_id.in_(chunk), _queue.c.kind != "orphan")
                connection.execute(_queue.delete().where(*wanted))
                table = schema.index_human
                connection.execute(table.delete().where(table.c.document_id.in_(chunk)))
            rows = [{"statement_id": key, "document_id": doc, "machine_id": was} for key, doc, was in human]
            insert(connection, schema.index_human, rows)
            settled = grouped([{"kind": kind, "subject": subject} for kind, subject in gone], "kind")
            for kind, told in settled.items():
                for chunk in chunks(row["subject"] for row in told):
                    connection.execute(_queue.delete().where(_queue.c.kind == kind, _queue.c.subject_id.in_(chunk)))
            upsert(connection, _queue, [writing.queue_row(entry) for entry in queue])
            _reopen(connection, names)
        return True

    # --- events --------------------------------------------------------------------------------------------------
    def events(self, wanted: EventSearch, after: Sequence[Any] | None, limit: int) -> list[EventRow]:
        """The next ``limit`` events after the one with this (value, id)."""
        with self._database.reading() as connection:
            return event_tables.page(connection, wanted, after, limit)

    def count_events(self, wanted: EventSearch, most: int | None) -> int:
        """How many events there are, counted up to ``most`` if that is given."""
        with self._database.reading() as connection:
            return event_tables.count(connection, wanted, most)

    def count_drawn(self, wanted: EventSearch, drawn: EventSearch) -> tuple[int, int]:
        """(events that meet the conditions, those of them that can be drawn)."""
        with self._database.reading() as connection:
            return event_tables.count_drawn(connection, wanted, drawn)

    def event_rows(self, ids: Iterable[str]) -> dict[str, EventRow]:
        """Rows of events by id."""
        table = schema.index_events
        with self._database.reading() as connection:
            return {
                row.event_id: event_tables.read(row)
                for chunk in chunks(ids)
                for row in connection.execute(select(table).where(table.c.event_id.in_(chunk)))
            }

    # --- queue ---------------------------------------------------------------------------------------------------
    def queue(self, kind: str, after: Sequence[Any] | None, limit: int) -> list[QueueEntry]:
        """Entries after the one with this (kind's place, negated urgency, subject, document), the most urgent first."""
        order = [_queue.c.kind_order, _queue.c.urgency, _queue.c.subject_id, _queue.c.document_id]
        query = select(_queue)
        if kind:
            query, order, after = query.where(_queue.c.kind == kind), order[1:], after[1:] if after else None
        if after is not None:
            query = query.where(tuple_(*order) > tuple_(*map(literal, after)))
        with self._database.reading() as connection:
            return [_entry(row) for row in connection.execute(query.order_by(*order).limit(limit))]

    def queue_counts(self) -> dict[str, int]:
        """How many entries of each kind there are, in the order of the queue."""
        found: list[tuple[int, str, int]] = []
        with self._database.reading() as connection:
            # Kinds are counted in an index that holds no place: that is looked up once for each.
            counts = select(_queue.c.kind, func.count()).group_by(_queue.c.kind)
            for kind, count in connection.execute(counts).all():
                place = select(_queue.c.kind_order).where(_queue.c.kind == kind).limit(1)
                found.append((int(connection.execute(place).scalar() or 0), kind, int(count)))
        return {kind: count for _, kind, count in sorted(found)}

    # --- actors --------------------------------------------------------------------------------------------------
    def actors(self, text: str, after: Sequence[Any] | None, limit: int) -> list[ActorRow]:
        """Actors after the one with this (negated number of statements, key), those of most statements first."""
        with self._database.reading() as connection:
            return actor_tables.page(connection, text, after, limit)

    def count_actors(self, text: str) -> int:
        """How many actors have a part of a name."""
        with self._database.reading() as connection:
            return actor_tables.count(connection, text)

    def actor(self, key: str) -> StoredActor | None:
        """All that is kept of one actor."""
        with self._database.reading() as connection:
            return actor_tables.one(connection, key)

    def meant(self, keys: Sequence[str], year: int) -> str:
        """Whom a name means: the actor of the first of its folded forms that the ledger has; empty where none is."""
        with self._database.reading() as connection:
            return actor_tables.meant(connection, keys, year)

    def open_name(self, key: str) -> IndexedName | None:
        """A name that is no actor's of the codebook, by its folded form."""
        table = schema.index_names
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(table.c.name_key == key)).mappings().first()
        return IndexedName(**row) if row else None

    def open_names(self) -> list[IndexedName]:
        """All names that are no actor's of the codebook."""
        table = schema.index_names
        with self._database.reading() as connection:
            found = connection.execute(select(table).order_by(table.c.name_key)).mappings()
            return [IndexedName(**row) for row in found]


def _claim(connection: Connection, state: IndexState, judgement: int) -> bool:
    """Take the tables over from a state; the first of several who try gets them."""
    counters, run = schema.counters, state.run or 0
    here = (counters.c.name == INDEXED, counters.c.value == indexed(run, state.judgement))
    return bool(connection.execute(counters.update().where(*here).values(value=indexed(run, judgement))).rowcount)


def _reopen(connection: Connection, keys: Sequence[str]) -> None:
    table = schema.index_names
    for key in keys:
        row = connection.execute(select(table).where(table.c.name_key == key, table.c.candidates > 0)).first()
        if row is not None:
            connection.execute(_queue.delete().where(_queue.c.kind == "name", _queue.c.subject_id == row.name))
            order = connection.execute(select(func.min(_queue.c.kind_order)).where(_queue.c.kind == "name")).scalar()
            entry = QueueEntry(
                kind="name", kind_order=1 if order is None else order, subject_id=row.name, document_id="",
                event_id="", why=row.why, urgency=row.urgency,
            )  # fmt: skip
            insert(connection, _queue, [writing.queue_row(entry)])


def _entry(row: Any) -> QueueEntry:  # noqa: ANN401 - a row
    return QueueEntry(
        kind=row.kind, kind_order=row.kind_order, subject_id=row.subject_id, document_id=row.document_id,
        event_id=row.event_id, why=row.why, urgency=-row.urgency,
    )  # fmt: skip
