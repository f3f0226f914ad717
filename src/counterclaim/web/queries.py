"""Conditions on events, as the address carries them; wrong ones are told, not guessed at."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from counterclaim.model import EventType
from counterclaim.model.desk import EventQuery

SORTS = {
    "date": "earliest first",
    "-date": "latest first",
    "title": "by title",
    "-probability": "surest first",
    "-voices": "most voices first",
    "-documents": "most documents first",
    "-toll": "most killed first",
}
TYPES = tuple(map(str, EventType))
Word = Annotated[str, Query(max_length=500)]


def event_query(
    text: Word = "",
    place: Word = "",
    actor: Word = "",
    kind: Annotated[str, Query(alias="type", max_length=500)] = "",
    outcome: Word = "",
    contested: Word = "",
    since: Word = "",
    until: Word = "",
    sort: Word = "date",
) -> EventQuery:
    """The events that an address asks for."""
    return EventQuery(
        text=text.strip(),
        place=place.strip(),
        actor=actor.strip(),
        type=kind if kind in TYPES else "",
        outcome=outcome.strip(),
        contested={"yes": True, "no": False}.get(contested),
        since=since.strip(),
        until=until.strip(),
        sort=sort if sort in SORTS else "date",
    )


def address(query: EventQuery) -> str:
    """The conditions that are given, as an address carries them."""
    given = {name: value for name, value in asdict(query).items() if value not in ("", None) and name != "sort"}
    if query.contested is not None:
        given["contested"] = "yes" if query.contested else "no"
    if query.sort != "date":
        given["sort"] = query.sort
    return urlencode(given)


Events = Annotated[EventQuery, Depends(event_query)]
