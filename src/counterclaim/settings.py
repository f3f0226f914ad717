"""Settings that a user may change, where they come from, and where a ledger's files lie."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

LEDGER_VARIABLE = "COUNTERCLAIM_LEDGER"
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

CODEBOOK_FILES = ("sources.yaml", "places.csv", "actors.yaml", "priors.yaml", "outline.geojson")
"""Names that `add FOLDER` takes as an extension of the ledger's codebooks, not as documents."""


def ledger_path(given: str | Path | None = None) -> Path:
    """The ledger to use: the one given, else the environment variable, else ``counterclaim.db`` here."""
    return Path(given or os.environ.get(LEDGER_VARIABLE) or DEFAULT_LEDGER)


@dataclass(frozen=True, slots=True)
class LedgerFiles:
    """The files of one ledger: the database, and beside it archive, search index and codebook extension."""

    database: Path

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
    def all(self) -> tuple[Path, ...]:
        """Every file and folder that belongs to the ledger; none of them is a document."""
        logs = (self.database.with_name(self.database.name + ending) for ending in ("-wal", "-shm", "-journal"))
        return (self.database, *logs, self.archive, self.index, self.codebook, self.answers, self.linking)

    def _beside(self, suffix: str) -> Path:
        return self.database.with_name(f"{self.database.stem}.{suffix}")
