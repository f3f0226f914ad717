"""Events found by what they are asked for, a page at a time, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.index.entries import short
from counterclaim.backends.storage.index.event_rows import as_row
from counterclaim.model import DateInterval
from counterclaim.model.desk import EventRow

LAST = "\U0010ffff"
MOST_TERMS = 400
"""Terms that a condition is spelled out by; what fits more is looked up event by event."""

FEW_TERMS = 8
"""Terms of a condition that are looked up one by one for an event."""

FEW = 20_000
"""Events of a term that are sorted in memory; of more, events are gone through in their order."""

SORTS = {
    "date": "date_key",
    "title": "title_key",
    "probability": "chance",
    "statements": "statements",
    "voices": "voices",
    "documents": "documents",
    "toll": "toll",
}
_links, _terms, _events = schema.index_event_terms, schema.index_terms, schema.index_events
_LOCATED, _DATED = _events.c.located == 1, _events.c.date_key < "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSearch:
    """What is looked for, in keys; every condition that is given must hold."""

    words: tuple[str, ...] = ()
    place: tuple[str, str] | None = None
    """(part of a place's folded name, a country's code in lower case): one of both."""
    actor: tuple[str, str] | None = None
    """(actor's key, folded name): one of both."""
    type: str = ""
    outcome: str = ""
    contested: bool | None = None
    since: str = ""
    until: str = ""
    """ISO days: an event whose interval touches the period is in it."""
    located: bool = False
    dated: bool = False
    sort: str = "date"
    falling: bool = False


@dataclass(frozen=True)
class _Condition:
    """One condition as the terms that meet it; None where those are too many."""

    test: ColumnElement[bool]
    terms: tuple[int, ...] | None
    events: int

    def holds(self) -> ColumnElement[bool]:
        """That an event of ``index_events`` meets it."""
        if self.terms is None:
            joined = and_(_terms.c.term == _links.c.term, self.test)
            return exists().where(_links.c.event_id == _events.c.event_id, joined)
        if len(self.terms) > FEW_TERMS:
            # Its own terms are fewer than those: the sum keeps the database from looking up each of the latter.
            return exists().where(_links.c.event_id == _events.c.event_id, (_links.c.term + 0).in_(self.terms))
        return exists().where(
            _links.c.term.in_(self.terms),
            _links.c.date_key == _events.c.date_key,
            _links.c.event_id == _events.c.event_id,
        )


def page(connection: Connection, wanted: EventSearch, after: Sequence[Any] | None, limit: int) -> list[EventRow]:
    """The next ``limit`` events after the one with this (value, id) in the order asked for."""
    query = _query(connection, wanted)
    if query is None:
        return []
    column = _events.c[SORTS[wanted.sort]]
    if after is not None:
        here, there = tuple_(column, _events.c.event_id), tuple_(literal(after[0]), literal(after[1]))
        query = query.where(here < there if wanted.falling else here > there)
    order = [c.desc() if wanted.falling else c for c in (column, _events.c.event_id)]
    return [read(row) for row in connection.execute(query.order_by(*order).limit(limit))]


def count(connection: Connection, wanted: EventSearch, most: int | None) -> int:
    """How many events there are, counted up to ``most`` if that is given."""
    query = _query(connection, wanted, most_led=None)
    if query is None:
        return 0
    found = query.with_only_columns(literal(1), maintain_column_froms=True).limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(found)).scalar() or 0)


def count_drawn(connection: Connection, wanted: EventSearch, drawn: EventSearch) -> tuple[int, int]:
    """(events that meet the conditions, those of them that also meet the further ones of ``drawn``)."""
    query = _query(connection, wanted, most_led=None)
    if query is None:
        return 0, 0
    more = [test for test, asked in ((_LOCATED, drawn.located), (_DATED, drawn.dated)) if asked]
    counts = (func.count(), func.sum(case((and_(*more), 1), else_=0)))
    every, there = connection.execute(query.with_only_columns(*counts, maintain_column_froms=True)).one()
    return int(every or 0), int(there or 0)


def sort_value(row: EventRow, sort: str) -> str | float | int:
    """What a row is ordered by, for the cursor of the next page."""
    value: str | float | int = as_row(row)[SORTS[sort]]
    return value


def read(row: Row[Any]) -> EventRow:
    """The event of a row."""
    when = DateInterval.parse(row.date_text) if row.date_text else None
    return EventRow(
        id=row.event_id, title=row.title, earliest=when.earliest if when else None,
        latest=when.latest if when else None, when=row.date_text, precision=when.precision if when else "",
        place=row.place, countries=tuple(row.countries), latitude=row.latitude, longitude=row.longitude,
        radius_m=row.radius_m, type=row.type, outcome=row.outcome, probability=row.probability,
        estimative=row.estimative, contested=row.contested, unclaimed=row.unclaimed, statements=row.statements,
        voices=row.voices, documents=row.documents, toll_low=row.toll_low, toll_best=row.toll_best,
        toll_high=row.toll_high,
    )  # fmt: skip


def _query(connection: Connection, wanted: EventSearch, *, most_led: int | None = FEW) -> Select[Any] | None:
    """The events that meet all conditions, unordered; None where none can.

    Events of the rarest condition come first where they are at most ``most_led``, which may be any number.
    """
    conditions = [_condition(connection, test) for test in _tests(wanted)]
    if any(c.events == 0 for c in conditions):
        return None
    query = select(_events)
    leading = min(conditions, key=lambda c: c.events, default=None)
    if leading is not None and leading.terms is not None and (most_led is None or leading.events <= most_led):
        query = _led_by(leading)
        conditions.remove(leading)
    return query.where(*(c.holds() for c in conditions), *_plain(wanted))


def _led_by(leading: _Condition) -> Select[Any]:
    """Events of the terms of one condition, those looked up first."""
    terms = leading.terms or ()
    here = _links.c.term == terms[0] if len(terms) == 1 else _links.c.term.in_(terms)
    ids = select(_links.c.event_id).where(here)
    return select(_events).where(_events.c.event_id.in_(ids))


def _tests(wanted: EventSearch) -> list[ColumnElement[bool]]:
    """One condition on terms for each thing that is asked for."""
    kind, key = _terms.c.kind, _terms.c.key
    tests = [and_(kind == "word", key >= word, key < word + LAST) for word in wanted.words]
    if wanted.place is not None:
        name, code = wanted.place
        named = and_(kind == "place", key.contains(name, autoescape=True))
        tests.append(or_(named, and_(kind == "country", key == short(code))))
    if wanted.actor is not None:
        actor, alias = map(short, wanted.actor)
        tests.append(or_(and_(kind == "actor", key == actor), and_(kind == "name", key == alias)))
    if wanted.type:
        tests.append(and_(kind == "type", key == short(wanted.type)))
    if wanted.outcome:
        tests.append(and_(kind == "outcome", key == short(wanted.outcome)))
    if wanted.contested:
        tests.append(and_(kind == "contested", key == "yes"))
    return tests


def _condition(connection: Connection, test: ColumnElement[bool]) -> _Condition:
    query = select(_terms.c.term, _terms.c.events).where(test, _terms.c.events > 0).limit(MOST_TERMS + 1)
    found = connection.execute(query).all()
    if len(found) > MOST_TERMS:
        return _Condition(test, None, 1 << 40)
    return _Condition(test, tuple(row.term for row in found), sum(row.events for row in found))


def _plain(wanted: EventSearch) -> list[ColumnElement[bool]]:
    """Conditions on the rows themselves."""
    plain: list[ColumnElement[bool]] = []
    if wanted.contested is False:
        plain.append(_events.c.contested.is_(False))
    if wanted.since:
        plain.append(_events.c.last_day >= wanted.since)
    if wanted.until:
        plain.append(_events.c.first_day <= wanted.until)
    if wanted.located:
        # In another order than by date the sum keeps the database from sorting all that have a point.
        plain.append(_LOCATED if wanted.sort == "date" else _events.c.located + 0 == 1)
    if wanted.dated:
        plain.append(_DATED)
    return plain
