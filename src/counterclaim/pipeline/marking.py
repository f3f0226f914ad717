"""From what a person says of a document's handling to what a mark records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from counterclaim.backends.storage.base import Storage
from counterclaim.errors import ConfigError
from counterclaim.model import Handling
from counterclaim.model.handling import Marking
from counterclaim.review.fields import HANDLING, KEEP_UNTIL, MARKS, Changes
from counterclaim.review.markings import markings


def marking_of(storage: Storage, item: str) -> Marking:
    """What is marked of the document with these bytes."""
    return markings(storage.judgements_about([item])).get(item, Marking())


def changes_of_mark(before: Marking, wanted: Mapping[str, str]) -> Changes:
    """(field, what stood before, what is to hold) of a mark; raises ConfigError where it sets nothing or nonsense."""
    unknown = wanted.keys() - set(MARKS)
    if unknown or not wanted:
        what = f"{min(unknown)!r} is nothing that a mark sets" if unknown else "a mark sets something"
        raise ConfigError(what, remedy=f"it sets {' and '.join(MARKS)}")
    day = wanted.get(KEEP_UNTIL, "").strip()
    try:
        handling = Handling(wanted.get(HANDLING, before.handling))
        until = date.fromisoformat(day) if day else None
    except ValueError as error:
        remedy = f"marks are {', '.join(Handling)}; a day is written 2031-07-31, or empty for none"
        raise ConfigError(f"the mark does not fit: {error}", remedy=remedy) from error
    changes = []
    if HANDLING in wanted:
        changes.append((HANDLING, str(before.handling), str(handling)))
    if KEEP_UNTIL in wanted:
        changes.append((KEEP_UNTIL, _day(before.keep_until), _day(until)))
    return tuple(changes)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
