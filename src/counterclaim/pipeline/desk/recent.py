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
    """Views of events in the last state of the ledger that was looked at; safe to use from many threads."""

    def __init__(self) -> None:
        self._state = -1
        self._kept: OrderedDict[tuple[str, bool], EventView] = OrderedDict()
        self._lock = threading.Lock()

    def view(self, state: int, event_id: str, *, whole: bool, make: Callable[[], EventView]) -> EventView:
        """The view of an event in a state of the ledger, made if it is not kept; of other states nothing is kept."""
        key = (event_id, whole)
        with self._lock:
            if state != self._state:
                self._state = state
                self._kept.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            if state == self._state and len(made.statements) <= LARGEST:
                self._kept[key] = made
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return made
