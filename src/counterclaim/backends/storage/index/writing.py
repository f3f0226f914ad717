"""The index tables filled anew, or brought up to date for some events and documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.connection import chunks, insert, upsert
from counterclaim.backends.storage.index.entries import (
    IndexContent,
    IndexedEvent,
    IndexedName,
    IndexedStatement,
    QueueEntry,
    event_key,
    short,
)
from counterclaim.backends.storage.index.event_rows import as_row
from counterclaim.backends.storage.rows import Row
from counterclaim.backends.storage.state import (
    INDEXED,
    INDEXED_RELEASES,
    RUN,
    counter,
    indexed,
    set_counter,
)
from counterclaim.model.values.actor_name import name_key

Item = TypeVar("Item")
BATCH = 2000


class Tally:
    """Statements and events by actor and name, as they go into the tables."""

    def __init__(self) -> None:
        self.said: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.events: Counter[str] = Counter()
        self.names: Counter[tuple[str, str, int]] = Counter()

    def add(self, said: Iterable[IndexedStatement], sign: int = 1) -> None:
        """Count the statements of one event in, or out with a ``sign`` of -1."""
        actors = set()
        for item in said:
            (self.said if item.own else self.named)[item.actor] += sign
            self.names[item.actor, item.name, item.year] += sign
            actors.add(item.actor)
        self.events.update(dict.fromkeys(actors, sign)) if sign > 0 else self.events.subtract(actors)

    @property
    def actors(self) -> set[str]:
        """Everybody who was counted."""
        return {*self.said, *self.named}


def replace(connection: Connection, content: IndexContent) -> None:
    """Put ``content`` in place of all that is in the index tables."""
    # First, so that whoever brings the lists up to date meanwhile finds that they are no longer the same.
    set_counter(connection, INDEXED, indexed(counter(connection, RUN), content.judgement))
    for table in schema.INDEX:
        connection.execute(table.delete())
    terms: dict[tuple[str, str], int] = {}
    sizes: Counter[int] = Counter()
    tally = Tally()
    for batch in batches(content.events, BATCH):
        insert(connection, schema.index_events, [as_row(item.row) for item in batch])
        links = []
        for item in batch:
            for kind, key in item.terms:
                term = terms.setdefault((kind, short(key)), len(terms) + 1)
                sizes[term] += 1
                links.append(_term_row(term, item))
            tally.add(item.said)
        insert(connection, schema.index_event_terms, links)
        insert(connection, schema.index_actor_statements, [r for item in batch for r in statement_rows(item)])
    found = ({"term": n, "kind": kind, "key": key, "events": sizes[n]} for (kind, key), n in terms.items())
    _fill(connection, schema.index_terms, found)
    _fill(connection, schema.index_actors, actor_rows(tally, content.actor))
    _fill(connection, schema.index_actor_names, name_rows(tally))
    _fill(connection, schema.index_queue, map(queue_row, content.queue))
    _fill(connection, schema.index_names, map(open_name_row, content.names))
    human = ({"statement_id": key, "document_id": doc, "machine_id": was} for key, doc, was in content.human)
    _fill(connection, schema.index_human, human)
    _fill(connection, schema.index_retired, ({"document_id": was, "heir_id": now} for was, now in content.retired))
    set_counter(connection, INDEXED_RELEASES, content.releases)


def refresh_events(
    connection: Connection, fresh: Sequence[IndexedEvent], actor: Callable[[str], tuple[str, str] | None]
) -> None:
    """Write these events anew, with the terms and actors that they bring."""
    ids = [item.row.id for item in fresh]
    tally = Tally()
    for former in _former_statements(connection, ids).values():
        tally.add(former, -1)
    for item in fresh:
        tally.add(item.said)
    _drop_terms(connection, ids)
    for chunk in chunks(ids):
        table = schema.index_actor_statements
        connection.execute(table.delete().where(table.c.event_id.in_(chunk)))
    upsert(connection, schema.index_events, [as_row(item.row) for item in fresh])
    insert(connection, schema.index_event_terms, _term_links(connection, fresh))
    insert(connection, schema.index_actor_statements, [row for item in fresh for row in statement_rows(item)])
    _move_actors(connection, tally, actor)


def statement_rows(item: IndexedEvent) -> list[Row]:
    """Rows of who speaks of an event and who is spoken of; of one statement each actor once a side."""
    when = event_key(item.row.earliest, item.row.latest)
    rows = {}
    for s in item.said:
        rows[s.actor, s.statement_id, s.own] = {
            "actor": s.actor, "date_key": when, "statement_id": s.statement_id, "own": s.own, "event_id": item.row.id,
            "document_id": s.document_id, "act": s.act, "value": s.value, "speaker": s.speaker, "target": s.target,
            "name": s.name, "year": s.year,
        }  # fmt: skip
    return list(rows.values())


def queue_row(entry: QueueEntry) -> Row:
    """The row of a queue's entry; urgencies are negated, so that the most urgent comes first in an index."""
    return {
        "kind": entry.kind, "subject_id": entry.subject_id, "document_id": entry.document_id,
        "kind_order": entry.kind_order, "urgency": -entry.urgency, "event_id": entry.event_id, "why": entry.why,
    }  # fmt: skip


def open_name_row(item: IndexedName) -> Row:
    """The row of an open name."""
    return {
        "name_key": item.name_key, "name": item.name, "why": item.why, "urgency": item.urgency,
        "candidates": item.candidates,
    }  # fmt: skip


def actor_rows(tally: Tally, actor: Callable[[str], tuple[str, str] | None]) -> Iterator[Row]:
    """One row per actor; one that only texts know is called by its most frequent name."""
    best: dict[str, tuple[int, str]] = {}
    names: Counter[tuple[str, str]] = Counter()
    for (key, name, _), count in tally.names.items():
        names[key, name] += count
    for (key, name), count in names.items():
        best[key] = max(best.get(key, (0, "")), (count, name))
    for key in sorted(tally.actors):
        name, kind = actor(key) or (best[key][1], "")
        said, named = tally.said[key], tally.named[key]
        yield {
            "actor": key, "name": name, "kind": kind, "said": said, "named": named, "events": tally.events[key],
            "weight": -(said + named),
        }  # fmt: skip


def name_rows(tally: Tally) -> Iterator[Row]:
    """One row per actor, name and year."""
    for (key, name, year), count in sorted(tally.names.items()):
        yield {
            "actor": key, "name": name, "year": year, "name_key": short(name_key(name)), "statements": count,
        }  # fmt: skip


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items, so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _fill(connection: Connection, table: Any, rows: Iterable[Row]) -> None:  # noqa: ANN401 - a table
    for batch in batches(rows, BATCH):
        # The same question twice is one question.
        upsert(connection, table, list({tuple(r[c.name] for c in table.primary_key): r for r in batch}.values()))


def _term_row(term: int, item: IndexedEvent) -> Row:
    return {"term": term, "date_key": event_key(item.row.earliest, item.row.latest), "event_id": item.row.id}


def _former_statements(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[IndexedStatement]]:
    table = schema.index_actor_statements
    names = list(IndexedStatement.__slots__)
    found: dict[str, list[IndexedStatement]] = defaultdict(list)
    for chunk in chunks(ids):
        for row in connection.execute(select(table).where(table.c.event_id.in_(chunk))).mappings():
            found[row["event_id"]].append(IndexedStatement(**{name: row[name] for name in names}))
    return found


def _drop_terms(connection: Connection, ids: Sequence[str]) -> None:
    links, terms = schema.index_event_terms, schema.index_terms
    for chunk in chunks(ids):
        counted: Counter[int] = Counter(
            connection.execute(select(links.c.term).where(links.c.event_id.in_(chunk))).scalars()
        )
        for term, count in sorted(counted.items()):
            connection.execute(terms.update().where(terms.c.term == term).values(events=terms.c.events - count))
        connection.execute(links.delete().where(links.c.event_id.in_(chunk)))


def _term_links(connection: Connection, fresh: Sequence[IndexedEvent]) -> list[Row]:
    """Rows that tie events to their terms; terms that are new are made."""
    terms = schema.index_terms
    links = []
    number = int(connection.execute(select(func.max(terms.c.term))).scalar() or 0)
    for kind, key in sorted({(kind, short(key)) for item in fresh for kind, key in item.terms}):
        own = [item for item in fresh if (kind, key) in {(k, short(v)) for k, v in item.terms}]
        here = (terms.c.kind == kind, terms.c.key == key)
        known = connection.execute(select(terms.c.term).where(*here)).scalar()
        if known is None:
            number += 1
            known = number
            insert(connection, terms, [{"term": known, "kind": kind, "key": key, "events": 0}])
        connection.execute(terms.update().where(*here).values(events=terms.c.events + len(own)))
        links += [_term_row(known, item) for item in own]
    return links


def _move_actors(connection: Connection, tally: Tally, actor: Callable[[str], tuple[str, str] | None]) -> None:
    """Add differences to the counts of actors and names."""
    actors, names = schema.index_actors, schema.index_actor_names
    for key in sorted(tally.actors):
        said, named, events = tally.said[key], tally.named[key], tally.events[key]
        if not (said or named or events):
            continue
        known = connection.execute(select(actors.c.actor).where(actors.c.actor == key)).first()
        if known is None:
            insert(connection, actors, list(actor_rows(_only(tally, key), actor)))
        else:
            values = {
                "said": actors.c.said + said,
                "named": actors.c.named + named,
                "events": actors.c.events + events,
                "weight": actors.c.weight - said - named,
            }
            connection.execute(actors.update().where(actors.c.actor == key).values(**values))
    connection.execute(actors.delete().where(actors.c.weight == 0, actors.c.actor.in_(sorted(tally.actors))))
    for (key, name, year), count in sorted(tally.names.items()):
        if not count:
            continue
        here = (names.c.actor == key, names.c.name == name, names.c.year == year)
        changed = connection.execute(names.update().where(*here).values(statements=names.c.statements + count))
        if not changed.rowcount:
            one = Tally()
            one.names[key, name, year] = count
            insert(connection, names, list(name_rows(one)))
        connection.execute(names.delete().where(*here, names.c.statements <= 0))
    for key in sorted(tally.actors):
        if actor(key) is None:
            _rename(connection, key)


def _rename(connection: Connection, key: str) -> None:
    """Call an actor that only texts know by its most frequent name."""
    table = schema.index_actor_names
    count = func.sum(table.c.statements)
    query = select(count, table.c.name).where(table.c.actor == key).group_by(table.c.name)
    told = [(int(row[0]), row[1]) for row in connection.execute(query)]
    if told:
        actors = schema.index_actors
        connection.execute(actors.update().where(actors.c.actor == key).values(name=max(told)[1]))


def _only(tally: Tally, key: str) -> Tally:
    one = Tally()
    one.said[key], one.named[key], one.events[key] = tally.said[key], tally.named[key], tally.events[key]
    for (actor, name, year), count in tally.names.items():
        if actor == key:
            one.names[actor, name, year] = count
    return one
