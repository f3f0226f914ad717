"""Settings that a user may change, where they come from, and where a ledger's files lie."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

LEDGER_VARIABLE = "COUNTERCLAIM_LEDGER"
FILES_VARIABLE = "COUNTERCLAIM_FILES"
"""Folder of the files that belong to a ledger in PostgreSQL: archive, codebook, search index."""
MODEL_VARIABLE = "COUNTERCLAIM_LLM_ENDPOINT"
"""Where the coder llm:MODEL finds its model, if its name does not say."""
KEY_VARIABLE = "COUNTERCLAIM_LLM_KEY"
"""The key for it; read from the environment only, never printed or stored."""
TIMEOUT_VARIABLE = "COUNTERCLAIM_LLM_TIMEOUT"
"""Longest time for one answer, in seconds."""
LENGTH_VARIABLE = "COUNTERCLAIM_LLM_CHARS"
"""Most characters of a text in one question."""
ANSWER_VARIABLE = "COUNTERCLAIM_LLM_TOKENS"
"""Most tokens of one answer."""
CODER_VARIABLE = "COUNTERCLAIM_CODER"
"""The coder that reads where no other is named."""
DEFAULT_LEDGER = "counterclaim.db"

CODEBOOK_FILES = (
    "sources.yaml", "places.csv", "actors.yaml", "priors.yaml", "framings.yaml", "tallies.yaml", "graphic.yaml",
    "territory.csv", "outline.geojson",
)  # fmt: skip
"""Names that `add FOLDER` takes as an extension of the ledger's codebooks, not as documents."""
QUESTIONS = frozenset({"tallies.yaml", "graphic.yaml", "territory.csv"})
"""Those of them that change nothing in what a run derives: they ask about it, or say how it is shown."""

LedgerAddress = Path | str
"""Where a ledger is: the path of a SQLite file, or an address in PostgreSQL as a text, "postgresql://..."."""

_SERVER = re.compile(r"(?i)postgres(?:ql)?:/+([^/?]*)/?([^?]*)\??(.*)", re.DOTALL)
_FILES = "files"
_UNSHOWN = frozenset({_FILES, "password", "passfile", "sslpassword", "sslkey"})


def ledger_path(given: str | Path | None = None) -> LedgerAddress:
    """The ledger to use: the one given, else the environment variable, else ``counterclaim.db`` here.

    A path of a file comes back as a ``Path``, an address in PostgreSQL as a text.
    """
    wanted = given or os.environ.get(LEDGER_VARIABLE) or DEFAULT_LEDGER
    return str(wanted) if on_server(wanted) else Path(wanted)


def on_server(address: LedgerAddress) -> bool:
    """Whether an address names a ledger in PostgreSQL and not a file."""
    return isinstance(address, str) and _SERVER.match(address) is not None


def server_address(address: str, *, shown: bool = False) -> str:
    """An address as PostgreSQL's own library takes it, or as it may be ``shown``: without its password."""
    place, database, query = _parts(address)
    # Up to the last @: a password may hold one, though it should not.
    who, at, where = place.rpartition("@")
    if shown:
        who = who.partition(":")[0]
    left_out = _UNSHOWN if shown else {_FILES}
    kept = [part for part in query.split("&") if part and _option(part)[0] not in left_out]
    return f"postgresql://{who}{at}{where}/{database}" + (f"?{'&'.join(kept)}" if kept else "")


def named(address: LedgerAddress | None) -> str:
    """A ledger as messages call it: its path, or its address without a password."""
    if address is None:
        return ""
    return server_address(str(address), shown=True) if on_server(address) else str(address)


def files_folder(address: str) -> Path:
    """The folder of the files of a ledger in PostgreSQL.

    It is what ``files=`` in the address says, else ``COUNTERCLAIM_FILES``, else a folder of its own under
    ``~/.local/share/counterclaim`` (``XDG_DATA_HOME``), named after server and database.
    """
    place, database, query = _parts(address)
    options = dict(_option(part) for part in query.split("&") if part)
    chosen = options.get(_FILES) or os.environ.get(FILES_VARIABLE)
    if chosen:
        return Path(chosen)
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    named = [place.rpartition("@")[2] or options.get("host", ""), options.get("port", "")]
    named.append(unquote(database) or options.get("dbname", ""))
    return home / "counterclaim" / (re.sub(r"[^\w.-]+", "-", "-".join(filter(None, named))).strip("-.") or "default")


def _parts(address: str) -> tuple[str, str, str]:
    found = _SERVER.match(address)
    return (found[1], found[2], found[3]) if found else ("", "", "")


def _option(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return unquote(name), unquote(value)


@dataclass(frozen=True, slots=True)
class LedgerFiles:
    """The files of one ledger: the database, and beside it archive, search index and codebook extension.

    Of a ledger in PostgreSQL they lie in a folder of their own, see ``files_folder``.
    """

    database: LedgerAddress

    @property
    def archive(self) -> Path:
        """Folder of the WARC records of captured bytes."""
        return self._beside("archive")

    @property
    def index(self) -> Path:
        """Folder of the search index; derived, may be deleted at any time."""
        return self._beside("index")

    @property
    def codebook(self) -> Path:
        """Folder of the user's own sources, places, actors and outline."""
        return self._beside("codebook")

    @property
    def answers(self) -> Path:
        """What language models answered: paid for once, so that no run asks for it again."""
        return self._beside("answers.jsonl")

    @property
    def linking(self) -> Path:
        """What linking estimated and compared, for the next run; derived, may be deleted at any time."""
        return self._beside("linking")

    @property
    def narratives(self) -> Path:
        """Where which framings were found, for the next look; derived, may be deleted at any time."""
        return self._beside("narratives.parquet")

    @property
    def tallies(self) -> Path:
        """What tallies came to, to tell what changed; derived, may be deleted at any time."""
        return self._beside("tallies.json")

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file and folder that belongs to the ledger; none of them is a document."""
        beside = (self.archive, self.index, self.codebook, self.answers, self.linking, self.narratives, self.tallies)
        if not isinstance(self.database, Path):
            return beside
        logs = (self.database.with_name(self.database.name + ending) for ending in ("-wal", "-shm", "-journal"))
        return (self.database, *logs, *beside)

    def _beside(self, suffix: str) -> Path:
        if isinstance(self.database, Path):
            return self.database.with_name(f"{self.database.stem}.{suffix}")
        return files_folder(self.database) / suffix
