"""How much of a request is taken."""

from __future__ import annotations

import anyio
from starlette.datastructures import Headers
from starlette.types import Message, Receive

from counterclaim.web.security.refusals import Refusal

BODY = 2 * 1024 * 1024
"""Most bytes of a body."""
PATIENCE = 30
"""Seconds in which a body must have come."""
TARGET = 8192
"""Most bytes of a path with its query."""


def check_head(path: str, query: bytes, headers: Headers, most: int) -> None:
    """Refuse a request by what its head says.

    Raises:
        Refusal: the address or the announced body is too long, or the length is no number.
    """
    if len(path.encode("utf-8", "surrogatepass")) + len(query) > TARGET:
        raise Refusal(414, f"the address is longer than {TARGET} bytes", why="size", remedy="ask for less")
    if "\0" in path or b"%00" in query or b"\0" in query:
        raise Refusal(400, "the address holds a NUL", why="nul", remedy="leave it out")
    for length in headers.getlist("content-length"):
        if not (length.isascii() and length.isdigit()):
            raise Refusal(400, "the length of the body is no number", why="size")
        if int(length[:20]) > most:
            raise too_large(most)


def too_large(most: int) -> Refusal:
    """The refusal of a body of more than ``most`` bytes."""
    return Refusal(413, f"the request is larger than {most} bytes", why="size", remedy="send less at once")


class Body:
    """A body that was read, to be had again as often as wanted."""

    def __init__(self, taken: list[Message], receive: Receive) -> None:
        self._taken = taken
        self._receive = receive

    def again(self) -> Receive:
        """The body from its beginning, and then what comes after it."""
        rest = iter(self._taken)

        async def received() -> Message:
            message = next(rest, None)
            return message if message is not None else await self._receive()

        return received


async def take(receive: Receive, most: int) -> Body:
    """Read the whole body.

    Raises:
        Refusal: it is larger than ``most`` bytes, or does not come.
    """
    taken: list[Message] = []
    got = 0
    try:
        with anyio.fail_after(PATIENCE):
            while not taken or (taken[-1]["type"] == "http.request" and taken[-1].get("more_body")):
                taken.append(await receive())
                got += len(taken[-1].get("body", b""))
                if got > most:
                    raise too_large(most)
    except TimeoutError as error:
        raise Refusal(408, f"the request did not come within {PATIENCE} seconds", why="slow") from error
    return Body(taken, receive)
