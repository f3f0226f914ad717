"""Marks on documents: what a mark records, which are set, and which days have passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counterclaim.backends.storage.base import Storage
from counterclaim.errors import ConfigError
from counterclaim.model import Document, Handling, Verdict
from counterclaim.model.handling import Marking
from counterclaim.review.fields import HANDLING, KEEP_UNTIL, MARKS, Changes
from counterclaim.review.markings import markings


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDocument:
    """A document with what was marked of it."""

    document: Document
    marking: Marking


def marked(storage: Storage) -> list[MarkedDocument]:
    """All documents that are marked, by id."""
    found = markings(storage.judgements_with(Verdict.MARK))
    items = storage.with_items(found)
    return [MarkedDocument(document=d, marking=found[d.item_sha256]) for d in storage.documents(items)]


def due(storage: Storage, on: date) -> list[MarkedDocument]:
    """Documents that are kept longer than they may be, by id."""
    return [item for item in marked(storage) if item.marking.due(on)]


def hidden(storage: Storage, limit: Handling) -> frozenset[str]:
    """Ids of documents whose mark lies above ``limit``."""
    return frozenset(storage.with_items(items_above(storage, limit)))


def items_above(storage: Storage, limit: Handling) -> set[str]:
    """Digests of bytes whose mark lies above ``limit``, whether or not the ledger has documents of them."""
    found = markings(storage.judgements_with(Verdict.MARK))
    return {item for item, marking in found.items() if not limit.covers(marking.handling)}


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
