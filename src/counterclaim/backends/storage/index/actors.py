"""Actors found by their names, and what is kept of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, literal, select, tuple_

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.connection import chunks
from counterclaim.backends.storage.index.entries import IndexedStatement, short
from counterclaim.model.desk import ActorRow

SHOWN = 200
"""Statements and events of one actor that are kept ready."""

_actors, _names, _said = schema.index_actors, schema.index_actor_names, schema.index_actor_statements


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredActor:
    """An actor with its names, its first statements by date and what it spoke of."""

    row: ActorRow
    names: tuple[tuple[str, int], ...]
    """(name, statements), most first."""
    acts: tuple[tuple[str, int], ...]
    """(act, statements that it made), most first."""
    said: tuple[tuple[str, IndexedStatement], ...]
    """(event id, statement) of the first ``SHOWN``, by date."""
    events: tuple[str, ...]
    """The first ``SHOWN`` events that it speaks of or is named in, by date."""
    answers: tuple[tuple[str, str, str, str], ...]
    """(event id, act, whom it spoke of, what the event's question was settled as) of its words on settled events."""
    asked: int
    """Events of whose perpetrator it spoke."""


def page(connection: Connection, text: str, after: Sequence[Any] | None, limit: int) -> list[ActorRow]:
    """Actors with a part of a name, those of most statements first."""
    query = select(_actors).where(*_called(text))
    if after is not None:
        query = query.where(tuple_(_actors.c.weight, _actors.c.actor) > tuple_(literal(after[0]), literal(after[1])))
    return [_row(row) for row in connection.execute(query.order_by(_actors.c.weight, _actors.c.actor).limit(limit))]


def count(connection: Connection, text: str) -> int:
    """How many actors have a part of a name."""
    query = select(func.count()).select_from(_actors).where(*_called(text))
    return int(connection.execute(query).scalar() or 0)


def one(connection: Connection, key: str) -> StoredActor | None:
    """All that is kept of one actor, None where there is none with this key."""
    row = connection.execute(select(_actors).where(_actors.c.actor == short(key))).first()
    if row is None:
        return None
    actor = row.actor
    count = func.sum(_names.c.statements)
    names = connection.execute(select(_names.c.name, count).where(_names.c.actor == actor).group_by(_names.c.name))
    here = (_said.c.actor == actor,)
    acts = connection.execute(select(_said.c.act, func.count()).where(*here, _said.c.own).group_by(_said.c.act))
    told = connection.execute(
        select(_said).where(*here).order_by(_said.c.date_key, _said.c.statement_id, _said.c.own).limit(SHOWN)
    ).mappings()
    spoke = (*here, _said.c.own, _said.c.target != "")
    asked = select(func.count(_said.c.event_id.distinct())).where(*spoke)
    return StoredActor(
        row=_row(row),
        names=tuple(sorted(((r[0], int(r[1])) for r in names), key=lambda n: (-n[1], n[0]))),
        acts=tuple(sorted(((r[0], int(r[1])) for r in acts), key=lambda n: (-n[1], n[0]))),
        said=tuple((r["event_id"], _statement(r)) for r in told),
        events=_first_events(connection, actor),
        answers=_answers(connection, spoke),
        asked=int(connection.execute(asked).scalar() or 0),
    )  # fmt: skip


def meant(connection: Connection, keys: Sequence[str], year: int) -> str:
    """The actor of the first of these folded names that the ledger has, in that year if it is told, else in any."""
    for key in map(short, keys):
        query = select(_names.c.actor).where(_names.c.name_key == key)
        nearest = func.abs(_names.c.year - year)
        found = connection.execute(query.order_by(nearest, _names.c.statements.desc(), _names.c.actor).limit(1))
        actor = found.scalar()
        if actor is not None:
            return str(actor)
    return ""


def _called(text: str) -> list[ColumnElement[bool]]:
    if not text:
        return []
    named = select(_names.c.actor).where(_names.c.name_key.contains(text, autoescape=True))
    return [_actors.c.actor.in_(named)]


def _first_events(connection: Connection, actor: str) -> tuple[str, ...]:
    """The first events by date; rows are read in their order until there are enough."""
    order = (_said.c.date_key, _said.c.statement_id)
    found: dict[str, str] = {}
    after: tuple[str, str] | None = None
    while len(found) < SHOWN:
        query = select(*order, _said.c.event_id).where(_said.c.actor == actor).order_by(*order).limit(10 * SHOWN)
        if after is not None:
            query = query.where(tuple_(*order) > tuple_(*map(literal, after)))
        rows = connection.execute(query).all()
        for row in rows:
            found.setdefault(row.event_id, row.date_key)
        if len(rows) < 10 * SHOWN:
            break
        after = (rows[-1].date_key, rows[-1].statement_id)
    return tuple(sorted(found, key=lambda event: (found[event], event))[:SHOWN])


def _answers(connection: Connection, spoke: tuple[Any, ...]) -> tuple[tuple[str, str, str, str], ...]:
    """What it said of events whose question is settled; few are, so that these are looked up first."""
    reasons = schema.reasons
    is_settled = (reasons.c.property == "perpetrator", reasons.c.resolved != "")
    settled = {
        row[0]: row[1] for row in connection.execute(select(reasons.c.event_id, reasons.c.resolved).where(*is_settled))
    }
    found = [
        (row.event_id, row.statement_id, row.act, row.target)
        for chunk in chunks(settled)
        for row in connection.execute(
            select(_said.c.event_id, _said.c.statement_id, _said.c.act, _said.c.target).where(
                *spoke, _said.c.event_id.in_(chunk)
            )
        )
    ]
    return tuple((event, act, target, settled[event]) for event, _, act, target in sorted(found))


def _row(row: Row[Any]) -> ActorRow:
    return ActorRow(
        key=row.actor, name=row.name, kind=row.kind, said=row.said, named=row.named, events=row.events
    )  # fmt: skip


def _statement(row: Any) -> IndexedStatement:  # noqa: ANN401 - a row
    return IndexedStatement(**{name: row[name] for name in IndexedStatement.__slots__})
