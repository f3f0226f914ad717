"""The child's side of `counterclaim.backends.sandbox`: limits on itself, then requests until the pipe closes."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

_LENGTH = struct.Struct(">Q")

Emit = Callable[[dict[str, object]], None]
Handler = Callable[[dict[str, object], bytes, Emit], None]
"""Takes header, bytes and a function that sends one frame."""


def serve(handler: Handler) -> None:
    """Limit this process, then answer requests with ``handler`` until the parent closes the pipe."""
    _confine(int(sys.argv[1]))
    # Parsers that print must not break the frames: what is fd 1 for them goes where complaints go.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    requests = sys.stdin.buffer
    while (head := requests.read(_LENGTH.size)) and len(head) == _LENGTH.size:
        header = json.loads(_exactly(requests, _LENGTH.unpack(head)[0]))
        data = _exactly(requests, _LENGTH.unpack(_exactly(requests, _LENGTH.size))[0])
        seconds = int(header["cpu_seconds"])

        def emit(frame: dict[str, object], seconds: int = seconds) -> None:
            _grant_time(seconds)
            _write(answers, frame)

        _grant_time(seconds)
        handler(header, data, emit)
        _write(answers, {"end": True})


def _confine(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))


def _grant_time(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise SystemExit("the parent went away in the middle of a request")
    return data


def _write(stream: BinaryIO, frame: dict[str, object]) -> None:
    body = json.dumps(frame).encode("ascii")
    view = memoryview(_LENGTH.pack(len(body)) + body)
    while view:
        view = view[stream.write(view) :]
