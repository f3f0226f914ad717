"""How to fetch."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.model import Hints
from counterclaim.version import VERSION

Resolver = Callable[[str, int], Sequence[str]]
"""Host name and port to the textual addresses that it has now."""


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The system's answer, in its order, without doubles; raises OSError for an unknown name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def utc_now() -> datetime:
    """Now, in UTC; the only clock of this room, replaced in tests and repeatable runs."""
    return datetime.now(tz=UTC)


NOTHING_TOLD = Hints()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Limits and manners of fetching; times in seconds, sizes in bytes."""

    user_agent: str = f"counterclaim/{VERSION} (research tool for sourced reports of political violence)"
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    """Longest silence of a server."""
    total_timeout: float = 60.0
    """Longest time for one address, redirects and slow dripping included."""
    max_bytes: int = 50 * 1024**2
    """One file or one answer, unpacked."""
    max_table_bytes: int = 500 * 1024**2
    """One table of a data set."""
    table_map: str = ""
    """The text of the map by which ``csv:FILE`` is read."""
    max_redirects: int = 5
    host_interval: float = 1.0
    """Shortest time between two requests to one host; a longer Crawl-delay in its robots.txt is obeyed."""
    obey_robots: bool = True
    max_feed_entries: int = 200
    allow_private: bool = False
    """Whether addresses on this machine or its network may be fetched. Off, unless an archive of one's own is meant."""
    leave_out: frozenset[Path] = frozenset()
    """Files and folders (resolved) that are passed over in folders: the ledger's own."""
    hints: Hints = NOTHING_TOLD
    """What the user says of all targets of one call; what an item or its feed says itself comes first."""
    clock: Callable[[], datetime] = utc_now
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    resolver: Resolver = system_resolver
