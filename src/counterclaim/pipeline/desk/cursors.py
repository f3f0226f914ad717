"""Where the next page begins, as an opaque word."""

from __future__ import annotations

import base64
import binascii
import json

from counterclaim.errors import ConfigError

Key = tuple[str | int | float, ...]
"""The sort key of the last item shown."""

LARGEST = 500
"""Most items of a page."""


def encode(listing: str, order: str, *key: str | int | float) -> str:
    """The key of a listing in an order, as a word that fits into an address."""
    data = json.dumps([listing, order, *key], separators=(",", ":"))
    return base64.urlsafe_b64encode(data.encode()).decode().rstrip("=")


def decode(cursor: str, listing: str, order: str, *, length: int) -> Key | None:
    """The key of a cursor, None for an empty one.

    Raises:
        ConfigError: it was not made by ``encode`` for this listing in this order.
    """
    if not cursor:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _unknown(cursor) from error
    if not isinstance(found, list) or len(found) != length + 2 or not all(_plain(part) for part in found):
        raise _unknown(cursor)
    if found[:2] != [listing, order]:
        raise _unknown(cursor)
    return tuple(found[2:])


def checked_limit(limit: int) -> int:
    """``limit`` itself; raises ConfigError outside of 1 to ``LARGEST``."""
    if not 1 <= limit <= LARGEST:
        raise ConfigError(f"a page holds 1 to {LARGEST} items, not {limit}", where="limit")
    return limit


def _plain(part: object) -> bool:
    if isinstance(part, str):
        return "\0" not in part
    return isinstance(part, int | float) and not isinstance(part, bool) and abs(part) < 1 << 62


def _unknown(cursor: str) -> ConfigError:
    return ConfigError(f"no page begins at {cursor[:40]!r}", where="cursor", remedy="begin at the first page")
