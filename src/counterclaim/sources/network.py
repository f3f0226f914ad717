"""Connections that go where they were checked to go, and end when their time is up.

A name is resolved once for each connection, every address of the answer is checked, and the socket is opened to the
checked address itself: a name that resolves anew cannot lead elsewhere between check and connect (DNS rebinding).
"""

from __future__ import annotations

import queue
import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from counterclaim.sources.addresses import why_barred
from counterclaim.sources.options import FetchOptions, Resolver


class Barred(Exception):  # noqa: N818 - a refusal, turned into a Problem
    """A name leads to an address that must not be spoken to."""


class Deadline:
    """The moment by which everything about one address must be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Seconds left, not more than ``at_most``; raises httpcore.ReadTimeout when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("out of time")
        return left if at_most is None else min(left, at_most)


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves, checks and connects; its streams know the deadline."""

    def __init__(self, options: FetchOptions, deadline: Deadline) -> None:
        self._options = options
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of ``host`` that answers; raises Barred if any of them is not public."""
        addresses = resolve(self._options.resolver, host, port, self._deadline.left(timeout))
        if not self._options.allow_private:
            for address in addresses:
                if reason := why_barred(address):
                    raise Barred(f"{host} is {reason}" if host == address else f"{host} leads to {address}, {reason}")
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                left = self._deadline.left(timeout)
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def sleep(self, seconds: float) -> None:
        """Used by httpcore between retries; we ask for none."""
        self._options.sleep(seconds)


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every operation ends at the deadline, so that a dripping server cannot stretch it."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own signature
        return self._stream.get_extra_info(info)


def resolve(resolver: Resolver, host: str, port: int, seconds: float) -> list[str]:
    """The addresses of ``host``; raises httpcore.ConnectError for an unknown name, ConnectTimeout after ``seconds``.

    The system's resolver knows no timeout, so it is asked in a thread that is left behind if it never answers.
    """
    answers: queue.Queue[list[str] | Exception] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(list(resolver(host, port)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise httpcore.ConnectTimeout(f"the name {host} could not be looked up in time") from None
    if isinstance(answer, Exception):
        raise httpcore.ConnectError(f"the name {host} is not known")
    return answer
