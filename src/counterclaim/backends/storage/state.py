"""Whether what was derived still rests on all that is stored."""

from __future__ import annotations

from sqlalchemy import Connection, select

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.connection import upsert

_NAME = "derived"


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
