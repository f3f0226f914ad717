"""Views that were made a moment ago: one page asks for the same event several times, and people go back and forth."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from counterclaim.model import EventView

KEPT = 64
LARGEST = 2000
"""Statements of a view that is kept."""


class Recent:
    """Views of events by the state of the ledger in which they were made; safe to use from many threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, str], EventView] = OrderedDict()
        self._lock = threading.Lock()

    def view(self, state: int, event_id: str, make: Callable[[], EventView]) -> EventView:
        """The view of an event in a state of the ledger, made if it is not kept."""
        key = (state, event_id)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        if len(made.statements) <= LARGEST:
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return made
