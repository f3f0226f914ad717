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
    # Parsers that print must not break the frames: what is fd 1 for them goes where complaints go.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    _confine(int(sys.argv[1]))
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


_BARRED = (
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "pty.spawn",
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "subprocess.",
)
_CHANGING = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def _hook(folder: str) -> Callable[[str, tuple[object, ...]], None]:
    """An audit hook (PEP 578): no connection, no program, no change to any file outside the child's own folder.

    It stops Python code, not native code that has been taken over; that one is held by the limits alone.
    """

    def forbid(event: str, arguments: tuple[object, ...]) -> None:
        changes = event.startswith(_CHANGING) or (event == "open" and _writes(arguments))
        if event.startswith(_BARRED) or (changes and not _is_own(arguments[0], folder)):
            what = f"{event} {arguments[0] if arguments else ''}"
            raise PermissionError(f"{what[:200]} is not allowed while hostile input is read")

    return forbid


def _writes(arguments: tuple[object, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(mode, str):
        return bool(set(mode) & set("wax+"))
    return isinstance(flags, int) and bool(flags & _WRITING)


def _is_own(path: object, folder: str) -> bool:
    if not isinstance(path, str | bytes):
        return isinstance(path, int)  # a file that is open already
    name = os.fsdecode(path)
    return name in (os.devnull, folder) or (name.startswith(folder + os.sep) and os.pardir not in name)


def _confine(memory_bytes: int) -> None:
    sys.addaudithook(_hook(os.environ["TMPDIR"]))
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
