"""One digest over all that a ledger says, whatever database holds it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache

from counterclaim.backends.storage.base import Storage
from counterclaim.model import Capture

_CLOCK_HEADERS = {"date", "expires", "age"}


def logical_digest(storage: Storage) -> str:
    """SHA-256 over all content in canonical order.

    Left out: times of capture with the headers that a server's clock made, where in the archive a capture lies, and
    the database's own order and layout. The times of judgements are part of them and count.
    """
    digest = hashlib.sha256()
    for section, items in _sections(storage):
        digest.update(f"{section}\n".encode())
        for item in items:
            digest.update(canonical(item))
            digest.update(b"\n")
    return digest.hexdigest()


def _sections(storage: Storage) -> Iterator[tuple[str, Iterable[object]]]:
    yield "captures", map(_timeless, storage.captures())
    yield "sources", storage.sources()
    yield "documents", storage.documents(with_text=True)
    yield "codings", storage.codings()
    sheets = [(*key, rows) for key, rows in storage.sheets().items()]
    if sheets:
        yield "sheets", sheets
    releases = storage.releases()
    if releases:
        yield "releases", releases
    yield "relations", storage.relations()
    yield "events", storage.events()
    yield "redirects", storage.redirects()
    yield "assessments", storage.assessments()
    yield "manifest", [storage.manifest()]
    yield "judgements", zip(storage.judgements(), storage.stored_digests(), strict=False)
    yield "problems", storage.problems()


def _timeless(capture: Capture) -> tuple[object, ...]:
    headers = sorted(pair for pair in capture.headers if pair[0].casefold() not in _CLOCK_HEADERS)
    return (capture.sha256, capture.size, capture.media_type, capture.uri, headers, bool(capture.archive_path))


def canonical(item: object) -> bytes:
    """Canonical JSON of model types and of tuples of them, as UTF-8."""
    return json.dumps(item, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _plain(item: object) -> object:
    if is_dataclass(item) and not isinstance(item, type):
        return {name: getattr(item, name) for name in _compared(type(item))}
    if isinstance(item, date):
        return item.isoformat()
    raise TypeError(f"no canonical form for {type(item).__name__}")


@cache
def _compared(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.compare)
