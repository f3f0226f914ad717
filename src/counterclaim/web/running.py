"""`run` as a child process: one at a time, watched, and safe to kill, since a stopped run goes on where it was."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from counterclaim.errors import ConfigError

LOG = 4000
"""Characters of the child's messages that are shown."""
PATIENCE = 10
"""Seconds that a child gets to end by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunState:
    """How far the last run of this app is."""

    started: bool = False
    running: bool = False
    by: str = ""
    stage: str = ""
    done: int = 0
    total: int | None = None
    code: int | None = None
    """The exit code once it has ended; 0 and 11 (some items were refused) are well."""
    log: str = ""

    @property
    def well(self) -> bool:
        """Whether it ended as it should."""
        return self.code in (0, 11)


class _Held:
    """A child and its folder, given up together, also when nobody closes the runner."""

    def __init__(self) -> None:
        self.child: subprocess.Popen[bytes] | None = None
        self.folder: Path | None = None

    def release(self) -> None:
        """End the child, kindly first, and remove its files."""
        if self.child is not None and self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
        self.drop()

    def drop(self) -> None:
        """Remove the files."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None


class Runner:
    """Starts runs of one ledger and knows about the last one."""

    def __init__(self, ledger: str) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._held = _Held()
        self._by = ""
        self._end = weakref.finalize(self, self._held.release)

    def start(self, by: str) -> None:
        """Start a run; raises ConfigError while one goes on."""
        with self._lock:
            if self._held.child is not None and self._held.child.poll() is None:
                raise ConfigError("a run goes on already", remedy="wait until it has ended")
            self._held.drop()
            self._held.folder, self._by = Path(tempfile.mkdtemp(prefix="counterclaim-run-")), by
            with self._file("log").open("wb") as log:
                self._held.child = subprocess.Popen(  # noqa: S603 - our own program, and no word of a user's in it
                    [sys.executable, "-m", "counterclaim.web.child", self._ledger, str(self._file("progress"))],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )

    def stop(self) -> None:
        """End a run that goes on; what it has committed stays, and the next run goes on from there."""
        with self._lock:
            folder, self._held.folder = self._held.folder, None
            self._held.release()
            self._held.folder = folder

    def close(self) -> None:
        """Stop what goes on and give up its files."""
        with self._lock:
            self._end()

    def state(self) -> RunState:
        """How far the last run is."""
        with self._lock:
            child = self._held.child
            if child is None or self._held.folder is None:
                return RunState()
            code, told = child.poll(), self._progress()
            return RunState(
                started=True,
                running=code is None,
                by=self._by,
                stage=str(told.get("stage", "")),
                done=int(str(told.get("done", 0))),
                total=int(str(told["total"])) if told.get("total") is not None else None,
                code=code,
                log=self._log(),
            )

    def _file(self, name: str) -> Path:
        assert self._held.folder is not None
        return self._held.folder / name

    def _progress(self) -> dict[str, object]:
        with contextlib.suppress(OSError, ValueError):
            found = json.loads(self._file("progress").read_text(encoding="utf-8"))
            return found if isinstance(found, dict) else {}
        return {}

    def _log(self) -> str:
        with contextlib.suppress(OSError):
            return self._file("log").read_text(encoding="utf-8", errors="replace")[-LOG:]
        return ""
