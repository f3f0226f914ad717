"""Patience with a server: how often it is asked again, and how long is waited in between."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from counterclaim.backends.endpoints.base import EndpointError

T = TypeVar("T")


class Transient(EndpointError):  # noqa: N818 - what it says about a failure is that it may pass
    """A failure that may pass; ``after`` is the server's own word on when, in seconds."""

    def __init__(self, message: str, *, after: str = "", remedy: str = "", fatal: bool = False) -> None:
        super().__init__(message, remedy=remedy, fatal=fatal)
        self.after = after


class Refused(Exception):  # noqa: N818 - an answer, turned into an EndpointError or tried in another form
    """The server will not answer what it was asked."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status
        self.said = said


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """``attempts`` in all; ``first`` seconds before the second, doubled each time, never more than ``longest``."""

    attempts: int = 4
    first: float = 2.0
    longest: float = 60.0
    sleep: Callable[[float], None] = time.sleep

    def patiently(self, act: Callable[[], T]) -> T:
        """What ``act`` returns in the end; raises its last failure."""
        for attempt in range(1, self.attempts):
            try:
                return act()
            except Transient as failure:
                pause = self.first * 2 ** (attempt - 1)
                if failure.after.isdigit():
                    pause = max(pause, float(failure.after))
                if pause > self.longest:
                    raise
                self.sleep(pause)
        return act()
