"""The server's log: one JSON object a line, so that nothing that a client sends can look like a line of its own."""

from __future__ import annotations

import sys
from typing import TextIO

import structlog
from starlette.types import Scope

LONGEST = 200
"""Characters of a client's words that are kept."""


class Log:
    """Writes to a stream, standard error if none is given; never headers, bodies, cookies, tokens or queries."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream

    def refused(self, scope: Scope, *, status: int, why: str, who: str = "") -> None:
        """A request that was not answered: who, from where, what, why."""
        self._logger().warning("refused", why=why, status=status, who=who[:LONGEST], **_asked(scope))

    def failed(self, scope: Scope, error: BaseException, *, who: str = "") -> None:
        """A fault of the program, with where in it."""
        self._logger().error("failed", who=who[:LONGEST], **_asked(scope), exc_info=error)

    def event(self, name: str, **details: str | int) -> None:
        """Anything else worth a line."""
        self._logger().info(name, **details)

    def _logger(self) -> structlog.BoundLogger:
        logger: structlog.BoundLogger = structlog.wrap_logger(
            structlog.PrintLogger(self._stream or sys.stderr),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=True, sort_keys=True),
            ],
            wrapper_class=structlog.BoundLogger,
            cache_logger_on_first_use=False,
        )
        return logger


def address_of(scope: Scope) -> str:
    """The client's address, as the server sees it."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def _asked(scope: Scope) -> dict[str, str]:
    return {"address": address_of(scope), "method": scope["method"][:10], "path": scope["path"][:LONGEST]}
