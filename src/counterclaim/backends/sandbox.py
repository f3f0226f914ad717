"""A child process for hostile input: limited in memory, time and what it may open; killed and started anew.

The parent sends one request (a JSON header and raw bytes) and receives a stream of JSON frames. Nothing that the child
sends is ever unpickled or executed. ``sources`` (feeds) and ``documents`` (all readers) run their parsers here.
"""

from __future__ import annotations

import json
import os
import selectors
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self

_LENGTH = struct.Struct(">Q")
_CHUNK = 1 << 20
MAX_FRAME = 512 * 1024 * 1024
"""No frame may be larger, in bytes: a child that announces more is taken for broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxLimits:
    """``memory_bytes`` is address space; the seconds count between two frames, not for the whole request."""

    memory_bytes: int = 2 * 1024**3
    cpu_seconds: int = 30
    wall_seconds: float = 90.0


_KEPT = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT")


def _environment(folder: str) -> dict[str, str]:
    """What the child sees of our environment: what Python needs to start, no secrets; ``folder`` is its only own."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT or name.startswith("PYTHON")}
    fixed = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "TZ": "UTC", "TMPDIR": folder}
    return {**kept, **fixed, "PYTHONDONTWRITEBYTECODE": "1"}


class SandboxDied(Exception):  # noqa: N818 - it reports a death, the caller decides whether that is an error
    """The child ended before it answered. ``cause`` is "time", "memory" or "crash"."""

    def __init__(self, cause: str, detail: str) -> None:
        super().__init__(detail)
        self.cause = cause
        self.detail = detail


class Sandbox:
    """One child process running ``python -m module``; started at first use and again after a death."""

    def __init__(self, module: str, limits: SandboxLimits | None = None) -> None:
        self._module = module
        self._limits = limits or SandboxLimits()
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._buffer = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def stream(self, header: Mapping[str, Any], data: bytes) -> Iterator[dict[str, Any]]:
        """Send one request and yield its frames as they come; raises SandboxDied.

        A caller that stops early must call `close`, as the rest of the answer would be read by the next request.
        """
        process = self._started()
        body = json.dumps({**header, "cpu_seconds": self._limits.cpu_seconds}).encode("ascii")
        self._send(process, _LENGTH.pack(len(body)) + body + _LENGTH.pack(len(data)))
        self._send(process, data)
        while True:
            frame = self._frame(process)
            if "end" in frame:
                return
            yield frame

    def close(self) -> None:
        """End the child, if there is one."""
        process, self._process = self._process, None
        self._buffer.clear()
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        if self._complaints is not None:
            self._complaints.close()
            self._complaints = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        self._folder = tempfile.TemporaryDirectory(prefix="counterclaim-", ignore_cleanup_errors=True)
        # -P: a json.py among the files in the current folder must not be taken for a module of ours.
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", self._module, str(self._limits.memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            bufsize=0,
            env=_environment(self._folder.name),
        )
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)
        return self._process

    def _send(self, process: subprocess.Popen[bytes], data: bytes) -> None:
        assert process.stdin is not None
        deadline = time.monotonic() + self._limits.wall_seconds
        view = memoryview(data)
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdin, selectors.EVENT_WRITE)
            while view:
                self._wait(selector, deadline)
                try:
                    view = view[os.write(process.stdin.fileno(), view[:_CHUNK]) :]
                except BrokenPipeError:
                    raise self._died() from None

    def _frame(self, process: subprocess.Popen[bytes]) -> dict[str, Any]:
        deadline = time.monotonic() + self._limits.wall_seconds
        (length,) = _LENGTH.unpack(self._take(process, _LENGTH.size, deadline))
        if length > MAX_FRAME:
            self.close()
            raise SandboxDied("crash", f"the reader announced a frame of {length} bytes")
        frame: dict[str, Any] = json.loads(self._take(process, length, deadline))
        return frame

    def _take(self, process: subprocess.Popen[bytes], count: int, deadline: float) -> bytes:
        assert process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while len(self._buffer) < count:
                self._wait(selector, deadline)
                chunk = os.read(process.stdout.fileno(), _CHUNK)
                if not chunk:
                    raise self._died()
                self._buffer += chunk
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def _wait(self, selector: selectors.BaseSelector, deadline: float) -> None:
        if not selector.select(max(0.0, deadline - time.monotonic())):
            self.close()
            raise SandboxDied("time", f"no answer within {self._limits.wall_seconds:g} seconds")

    def _died(self) -> SandboxDied:
        process, complaints = self._process, self._complaints
        assert process is not None
        assert complaints is not None
        code = process.wait()
        complaints.seek(0)
        last = complaints.read()[-4000:].decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
        self.close()
        if code == -24:  # SIGXCPU
            return SandboxDied("time", f"more than {self._limits.cpu_seconds} seconds of computing")
        if "MemoryError" in last or "bad_alloc" in last:
            return SandboxDied("memory", f"more than {self._limits.memory_bytes >> 20} MB of memory")
        return SandboxDied("crash", last or f"the reader ended with code {code}")
