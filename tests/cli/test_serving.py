"""How the app listens."""

from __future__ import annotations

import socket

from counterclaim.cli.serving import _listen


def test_small_answers_are_sent_at_once() -> None:
    # asyncio turns Nagle's algorithm off on sockets that are named as TCP only.
    with _listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP
