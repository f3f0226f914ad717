"""What was found of a session or token, remembered until an account changes, and for a minute at most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Found = TypeVar("Found")

KEPT = timedelta(minutes=1)
"""After so long it is read again, and its use is noted: the database is spared a read and a write with each request."""
_MOST = 10_000


class Recalled(Generic[Found]):
    """Readings by key, each good for one number of changes of accounts."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._known: dict[str, tuple[int, datetime, Found]] = {}

    def get(self, key: str, changes: int) -> Found | None:
        """What is remembered of a key, None where it must be read.

        Args:
            key: of a session or token; no secret.
            changes: how often accounts have changed by now.
        """
        known = self._known.get(key)
        if known is None or known[0] != changes or not timedelta() <= self._clock() - known[1] < KEPT:
            return None
        return known[2]

    def keep(self, key: str, changes: int, found: Found) -> None:
        """Remember what was read after accounts had changed so often."""
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = changes, self._clock(), found
