"""Where the next page begins, as an opaque word."""

from __future__ import annotations

import base64
import binascii
import json

from counterclaim.errors import ConfigError

Key = tuple[str | int | float | None, ...]
"""The sort key of the last item shown."""

LARGEST = 500
"""Most items of a page."""


def encode(key: Key) -> str:
    """A key as a word that fits into an address."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(cursor: str, length: int) -> Key | None:
    """The key of a cursor, None for an empty one.

    Raises:
        ConfigError: it was not made by ``encode`` from a key of this length.
    """
    if not cursor:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as error:
        raise _unknown(cursor) from error
    if not isinstance(found, list) or len(found) != length or not all(_plain(part) for part in found):
        raise _unknown(cursor)
    return tuple(found)


def checked_limit(limit: int) -> int:
    """``limit`` itself; raises ConfigError outside of 1 to ``LARGEST``."""
    if not 1 <= limit <= LARGEST:
        raise ConfigError(f"a page holds 1 to {LARGEST} items, not {limit}", where="limit")
    return limit


def _plain(part: object) -> bool:
    return part is None or (isinstance(part, str | int | float) and not isinstance(part, bool))


def _unknown(cursor: str) -> ConfigError:
    return ConfigError(f"no page begins at {cursor[:40]!r}", where="cursor", remedy="begin at the first page")
