"""What is asked for, checked before anything is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.backends.storage.index import EventSearch
from counterclaim.errors import ConfigError
from counterclaim.model import DateInterval
from counterclaim.model.desk import EventQuery
from counterclaim.model.values.actor_name import name_key

if TYPE_CHECKING:
    from counterclaim.pipeline.desk.following import StoredNaming

SORTS = ("date", "title", "probability", "statements", "voices", "documents", "toll")
"""Orders of events; with "-" before them the other way round."""


def period(text: str | None, option: str) -> DateInterval | None:
    """The interval of "since" or "until"; raises ConfigError where it is none, or lacks the bound in question."""
    if not text:
        return None
    remedy = "write it as 2017, 2017-06 or 2017-06-02"
    try:
        found = DateInterval.parse(text)
    except ValueError as error:
        raise ConfigError(f"{option}: {error}", remedy=remedy) from error
    if (found.earliest if option == "since" else found.latest) is None:
        raise ConfigError(f"{option}: {text!r} has no {'beginning' if option == 'since' else 'end'}", remedy=remedy)
    return found


def asked_period(since: str | None, until: str | None) -> tuple[DateInterval | None, DateInterval | None]:
    """Both bounds; raises ConfigError where the period ends before it begins."""
    first, last = period(since, "since"), period(until, "until")
    if first and last and first.earliest and last.latest and first.earliest > last.latest:
        raise ConfigError(f"the period ends before it begins: {since} to {until}", remedy="change their places")
    return first, last


def event_search(query: EventQuery, naming: StoredNaming) -> EventSearch:
    """What a query asks for, in the index's keys; raises ConfigError where it asks for something that cannot be."""
    first, last = asked_period(query.since, query.until)
    sort, falling = order(query)
    return EventSearch(
        words=tuple(name_key(query.text).split()),
        place=(name_key(query.place), query.place.casefold()) if query.place else None,
        actor=(naming.wanted(query.actor), name_key(query.actor)) if query.actor else None,
        type=query.type,
        outcome=query.outcome,
        contested=query.contested,
        since=str(first.earliest) if first else "",
        until=str(last.latest) if last else "",
        sort=sort,
        falling=falling,
    )


def order(query: EventQuery) -> tuple[str, bool]:
    """(column, whether falling) of a query's order; raises ConfigError for an order that there is not."""
    falling = query.sort.startswith("-")
    name = query.sort.removeprefix("-")
    if name not in SORTS:
        raise ConfigError(f"events cannot be ordered by {query.sort!r}", remedy=f"by {', '.join(SORTS)}")
    return name, falling
