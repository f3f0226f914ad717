"""Receipts: a request to judge that is sent again records nothing again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.connection import chunks, insert, mappings
from counterclaim.errors import ConfigError
from counterclaim.model import Receipt


def known_receipts(connection: Connection, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """(request, digest of the judgement) by key, of those keys that were used."""
    receipts, judgements = schema.receipts, schema.judgements
    query = select(receipts.c.key, receipts.c.request, judgements.c.digest).join(
        judgements, judgements.c.number == receipts.c.judgement
    )
    found = {}
    for some in chunks(keys):
        for row in mappings(connection, query.where(receipts.c.key.in_(some))):
            found[row["key"]] = (row["request"], row["digest"])
    return found


def used(known: Mapping[str, tuple[str, str]], receipt: Receipt | None) -> str | ConfigError | None:
    """Digest of the judgement that a request has made already; an error where its key was used for another."""
    found = known.get(receipt.key) if receipt else None
    if receipt is None or found is None:
        return None
    if found[0] != receipt.request:
        return ConfigError("the key was used for another request", remedy="give each request a key of its own")
    return found[1]


def write_receipts(connection: Connection, made: Iterable[tuple[Receipt, int]]) -> None:
    """Keep that a request made the judgement of a number."""
    rows = [{"key": receipt.key, "request": receipt.request, "judgement": number} for receipt, number in made]
    insert(connection, schema.receipts, rows)
