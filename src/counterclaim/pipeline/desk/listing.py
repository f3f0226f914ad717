"""Pages of events, actors, problems and the queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.index import EventSearch, QueueEntry, RowIndex
from counterclaim.backends.storage.index.events import sort_value
from counterclaim.model.desk import ActorRow, EventRow, LoggedProblem, Page, Spread
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.desk.cursors import checked_limit, decode, encode
from counterclaim.review import QueueItem
from counterclaim.review.queue import kind_order

COUNTED = 10_000
"""Events of a search are counted up to this many; all events of a ledger always."""


def events(index: RowIndex, wanted: EventSearch, cursor: str, limit: int) -> Page[EventRow]:
    """Events that meet every condition, in the order asked for."""
    checked_limit(limit)
    order = ("-" if wanted.falling else "") + wanted.sort
    after = decode(cursor, "events", order, length=2)
    found = index.events(wanted, after, limit + 1)
    shown = found[:limit]
    key = (sort_value(shown[-1], wanted.sort), shown[-1].id) if len(found) > limit else None
    return Page(items=tuple(shown), next=encode("events", order, *key) if key else "", total=_count(index, wanted))


def spread(index: RowIndex, wanted: EventSearch, limit: int, *, dated: bool = False, located: bool = False) -> Spread:
    """Rows for a drawing, how many more there are, and how many cannot be drawn."""
    drawn = replace(wanted, dated=dated, located=located)
    rows = index.events(drawn, None, limit)
    every, there = index.count_drawn(wanted, drawn)
    return Spread(rows=tuple(rows), more=there - len(rows), unplaced=every - there)


def queue(index: RowIndex, kind: str, cursor: str, limit: int, counts: Mapping[str, int]) -> Page[QueueItem]:
    """What needs a person, the most urgent first; ``counts`` by kind."""
    checked_limit(limit)
    after = decode(cursor, "queue", kind, length=4)
    found = index.queue(kind, after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    return Page(
        items=tuple(map(_item, found[:limit])),
        next=encode("queue", kind, *_place(last)) if last else "",
        total=counts.get(kind, 0) if kind else sum(counts.values()),
    )


def next_after(index: RowIndex, item: QueueItem, kind: str) -> QueueItem | None:
    """What comes after an item, whether or not it still is there; the first after the last; None where nothing is."""
    place = (kind_order(item.kind), -item.urgency, item.subject_id, item.document_id)
    found = index.queue(kind, place, 1) or index.queue(kind, None, 1)
    return next((i for i in map(_item, found) if (i.kind, i.subject_id) != (item.kind, item.subject_id)), None)


def actors(index: RowIndex, text: str, cursor: str, limit: int) -> Page[ActorRow]:
    """Actors with a part of a name, those of most statements first."""
    checked_limit(limit)
    wanted = name_key(text)
    found = index.actors(wanted, decode(cursor, "actors", wanted, length=2), limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    following = encode("actors", wanted, -(last.said + last.named), last.key) if last else ""
    return Page(items=tuple(found[:limit]), next=following, total=index.count_actors(wanted))


def problems(storage: Storage, cursor: str, limit: int) -> Page[LoggedProblem]:
    """What was refused or needs a look, by id."""
    checked_limit(limit)
    after = decode(cursor, "problems", "", length=1)
    told = storage.problems_after(str(after[0]) if after else "", limit + 1)
    found = [LoggedProblem(id=p.id, problem=p) for p in told]
    following = encode("problems", "", found[limit - 1].id) if len(found) > limit else ""
    return Page(items=tuple(found[:limit]), next=following, total=storage.count_problems())


def _count(index: RowIndex, wanted: EventSearch) -> int | None:
    every = wanted == EventSearch(sort=wanted.sort, falling=wanted.falling)
    found = index.count_events(wanted, None if every else COUNTED + 1)
    return found if every or found <= COUNTED else None


def _item(entry: QueueEntry) -> QueueItem:
    return QueueItem(
        kind=entry.kind,
        subject_id=entry.subject_id,
        document_id=entry.document_id,
        event_id=entry.event_id,
        why=entry.why,
        urgency=entry.urgency,
    )


def _place(entry: QueueEntry) -> Sequence[Any]:
    return (entry.kind_order, -entry.urgency, entry.subject_id, entry.document_id)
