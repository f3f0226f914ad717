"""What the desk must answer, worked out from the whole ledger at once: the other side of every comparison."""

from __future__ import annotations

from counterclaim.backends.storage import schema
from counterclaim.model.desk import EventQuery, EventRow
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.desk.event_rows import event_row
from counterclaim.pipeline.desk.queries import asked_period
from counterclaim.pipeline.views import EventFilter, Reading
from counterclaim.review import QueueItem, review_queue


def whole_reading(ledger) -> Reading:
    """A reading that never takes the way by few documents."""
    reading = ledger.reading()
    reading._part = lambda events: reading  # type: ignore[method-assign]
    return reading


def events_of(ledger, query: EventQuery) -> list[EventRow]:
    first, last = asked_period(query.since, query.until)
    wanted = EventFilter(contested=bool(query.contested), since=first, until=last, place=query.place, actor=query.actor)
    reading = Reading(ledger._storage, ledger._codebook)
    object.__setattr__(reading, "_part", lambda events: reading)
    rows = [event_row(view) for view in reading.matching(wanted)]
    words = name_key(query.text).split()
    return [
        r
        for r in rows
        if all(any(w.startswith(word) for w in name_key(r.title).split()) for word in words)
        and (not query.type or r.type == query.type)
        and (not query.outcome or r.outcome == query.outcome)
        and (query.contested is None or r.contested == query.contested)
    ]


def queue_of(ledger) -> list[QueueItem]:
    reading, storage = ledger.reading(), ledger._storage
    names = [(n.name, n.why, max((c.score for c in n.candidates), default=0.0)) for n in reading.open_names()]
    return review_queue(reading.applied, storage.events(), storage.assessments(), names)


def index_of(ledger) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the index tables, terms by their names, as their numbers do not matter."""
    found = {}
    with ledger._storage.database.reading() as connection:
        terms = {row.term: (row.kind, row.key) for row in connection.execute(schema.index_terms.select())}
        for table in schema.INDEX:
            rows = [dict(row) for row in connection.execute(table.select()).mappings()]
            if table is schema.index_terms:
                rows = [row for row in rows if row["events"]]
            for row in rows:
                if "term" in row:
                    row["term"] = terms[row["term"]]
            found[table.name] = sorted(tuple(str(v) for v in row.values()) for row in rows)
    return found
