"""A real PostgreSQL server for the tests: made in a temporary folder, reached by a socket, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from counterclaim.backends.storage import open_storage
from counterclaim.backends.storage.schema import metadata

BINARIES = "COUNTERCLAIM_POSTGRES"
"""Environment variable: folder of the server's binaries, where they are not found otherwise."""
ADMIN = "postgres"


def binaries() -> Path | None:
    """The folder of the server's binaries, the newest that is there."""
    chosen = os.environ.get(BINARIES)
    found = shutil.which("pg_ctl")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    folders = [Path(chosen)] if chosen else [*debian[::-1], *([Path(found).parent] if found else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


class Server:
    """One server. As root, which the server refuses to be, it runs as the user postgres."""

    def __init__(self, folder: Path, programs: Path, *, durable: bool = False) -> None:
        self.folder, self._programs, self._durable = folder, programs, durable
        self._numbers = count()
        self._process: subprocess.Popen[bytes] | None = None
        self._as = {"user": ADMIN, "group": ADMIN, "extra_groups": []} if os.geteuid() == 0 else {}
        if self._as:
            shutil.chown(folder, ADMIN, ADMIN)
        self._data = folder / "data"
        make = ["initdb", "-D", self._data, "-U", ADMIN, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        self._run(*make, "--no-sync")
        rules = (self._data / "pg_hba.conf").read_text(encoding="utf-8")
        guarded = "local all guarded scram-sha-256\n"
        (self._data / "pg_hba.conf").write_text(guarded + rules, encoding="utf-8")

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.folder), "max_connections": "120"}
        if not self._durable:
            settings |= {"fsync": "off", "full_page_writes": "off"}
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = (self.folder / "log").open("ab")
        self._process = subprocess.Popen(
            [self._programs / "postgres", "-D", self._data, *given],
            stdout=log,
            stderr=log,
            cwd=self.folder,
            start_new_session=True,
            **self._as,
        )
        log.close()
        until = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.address(ADMIN)).close()
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text(encoding="utf-8")) from None
                time.sleep(0.05)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: SIGINT is an orderly end, SIGKILL the end of the whole process group without any order."""
        if self._process is None:
            return
        if how is signal.SIGKILL:
            # A worker that outlives its postmaster ends by itself, but not at once.
            for pid in self._children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, how)
        self._process.send_signal(how)
        self._process.wait(60)
        self._process = None

    def address(self, database: str, *, user: str = ADMIN, files: Path | None = None) -> str:
        """The address of a database."""
        beside = f"&files={files}" if files else ""
        return f"postgresql://{user}@/{database}?host={self.folder}{beside}"

    def execute(self, command: str, database: str = ADMIN) -> None:
        """Run one command outside of any transaction."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(command)

    def dump(self, address: str) -> str:
        """All of a database as SQL text."""
        plain = address.partition("&files")[0]
        done = subprocess.run([self._programs / "pg_dump", plain], capture_output=True, check=True)
        return done.stdout.decode()

    def files_with(self, word: str) -> list[str]:
        """The server's own tables and indexes in which a word stands; its log of writes is no part of them."""
        files = (path for path in (self._data / "base").rglob("*") if path.is_file())
        return [str(path) for path in files if word.encode() in path.read_bytes()]

    def database(self, *, options: str = "") -> str:
        """Make a database of its own; returns its name."""
        name = f"ledger_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}")
        return name

    def _children(self) -> list[int]:
        assert self._process is not None
        listing = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in listing.read_text().split()] if listing.exists() else []

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments], cwd=self.folder, capture_output=True, check=False, **self._as
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode()}")


class Leases:
    """Empty ledgers for tests; emptied and used again, which is much quicker than a database for each."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._free: list[str] = []

    @contextlib.contextmanager
    def one(self, files: Path | None = None) -> Iterator[str]:
        """The address of an empty ledger."""
        name = self._free.pop() if self._free else self._made()
        yield self._server.address(name, files=files)
        # Children first. Small tables are emptied faster by deleting than by cutting them off.
        tables = [table.name for table in reversed(metadata.sorted_tables)]
        emptied = [*(f"DELETE FROM {table}" for table in tables), "INSERT INTO counters VALUES ('changes', 0)"]
        self._server.execute("; ".join(emptied), name)
        self._free.append(name)

    def _made(self) -> str:
        name = self._server.database()
        open_storage(self._server.address(name)).close()
        return name


@contextlib.contextmanager
def serving(*, durable: bool = False) -> Iterator[Server]:
    """A running server that is stopped and taken away in the end; skips the test where no binaries are."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed: tools/install_postgres.sh says how")
    # Not in pytest's own folder: only its owner may enter that, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="counterclaim-pg-"))
    server = Server(folder, programs, durable=durable)
    try:
        server.start()
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server for all tests of this process; it forgets a power cut, and is quick."""
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def leases(postgres: Server) -> Leases:
    """Empty ledgers of this process's server."""
    return Leases(postgres)


@pytest.fixture
def ledger_address(leases: Leases, tmp_path: Path) -> Iterator[str]:
    """The address of an empty ledger in PostgreSQL, with its files in the test's folder."""
    with leases.one(tmp_path / "files") as address:
        yield address
