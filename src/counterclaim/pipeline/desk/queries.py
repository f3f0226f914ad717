"""What is asked for, checked before anything is looked up."""

from __future__ import annotations

from counterclaim.errors import ConfigError
from counterclaim.model import DateInterval
from counterclaim.model.desk import EventQuery

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


def order(query: EventQuery) -> tuple[str, bool]:
    """(column, whether falling) of a query's order; raises ConfigError for an order that there is not."""
    falling = query.sort.startswith("-")
    name = query.sort.removeprefix("-")
    if name not in SORTS:
        raise ConfigError(f"events cannot be ordered by {query.sort!r}", remedy=f"by {', '.join(SORTS)}")
    return name, falling
