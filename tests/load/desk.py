"""A team's desk for load tests: a ledger in PostgreSQL, people with tokens, and the server as a process."""

from __future__ import annotations

import contextlib
import http.client
import importlib.util
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

from tests.load.crew import Coder
from tests.postgres_server import Server

from counterclaim.backends.storage import open_storage
from counterclaim.backends.storage.seals import seal_derived
from counterclaim.backends.storage.sql import SqlStorage
from counterclaim.model.account import TeamRole
from counterclaim.pipeline.accounts import open_accounts
from counterclaim.pipeline.copying import copy_ledger

ROOT = Path(__file__).parents[2]
STATEMENTS = 3000
READY = 60.0


def _benchmark(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class Serving:
    """`counterclaim serve` in a process of its own."""

    def __init__(self, address: str, log: Path) -> None:
        self._address, self._log = address, log
        self._process: subprocess.Popen[str] | None = None
        self.port = 0

    def start(self) -> None:
        """Start it, at the port that it had before, and wait until it answers."""
        command = [sys.executable, "-m", "counterclaim", "serve", "--ledger", self._address, "--no-open"]
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                [*command, "--port", str(self.port)], stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        told = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if told is None:
            raise RuntimeError(line + self._log.read_text())
        self.port = int(told[1])
        until = time.monotonic() + READY
        while not self._healthy():
            if time.monotonic() > until:
                raise RuntimeError(self._log.read_text())
            time.sleep(0.05)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None

    def _healthy(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.suppress(OSError), contextlib.closing(connection):
            connection.request("GET", "/api/v1/health")
            return connection.getresponse().status == 200
        return False


class Team:
    """A ledger in PostgreSQL that a server process serves to people."""

    def __init__(self, server: Server, folder: Path, *, statements: int = STATEMENTS) -> None:
        made = folder / "made.db"
        _benchmark("desk_ledger").build(made, statements)
        self.address = server.address(server.database(), files=folder / "files")
        with closing(open_storage(made)) as storage:
            assert isinstance(storage, SqlStorage)
            with storage.database.writing() as connection:
                seal_derived(connection)
        copy_ledger(made, self.address)
        self.serving = Serving(self.address, folder / "serve.log")
        with closing(open_storage(self.address)) as storage:
            self.statements = storage.ids_after("statement", "", 1_000_000)
        self.before = 0
        """How many judgements there were when the present coders came."""

    def coders(self, count: int, *, think: float, seed: int = 1, called: str = "coder") -> list[Coder]:
        """So many people with accounts and tokens; each has statements of their own and some that all share."""
        with closing(open_storage(self.address)) as storage:
            self.before = storage.judgement_number()
        rng = random.Random(seed)
        shared = rng.sample(self.statements, min(50, len(self.statements)))
        found = []
        with closing(open_accounts(self.address)) as accounts:
            for number in range(count):
                account = accounts.add(f"{called}-{number:02d}", TeamRole.CODER, f"a long enough phrase {number}")
                token, _ = accounts.tokens.make(account, "load")
                own = rng.sample(self.statements, min(300, len(self.statements)))
                found.append(Coder(account.name, token, [*own, *shared], think, random.Random(seed + number)))
        return found


@contextlib.contextmanager
def team(server: Server, folder: Path, *, statements: int = STATEMENTS) -> Iterator[Team]:
    """A team whose server runs, and is ended in the end."""
    made = Team(server, folder, statements=statements)
    made.serving.start()
    try:
        yield made
    finally:
        made.serving.kill(signal.SIGTERM if os.name == "posix" else signal.SIGKILL)
