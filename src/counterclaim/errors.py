"""Every error counterclaim raises on purpose, each with an exit code and a remedy.

    CounterclaimError            1
    ├── ConfigError              2   a setting, option or codebook file is wrong
    ├── SourceError              3   something could not be fetched or captured
    ├── DocumentError            4   captured bytes could not be read as text
    ├── CodingError              5   text could not be coded
    ├── LinkError                6   statements could not be linked into events
    ├── StorageError             7   the ledger cannot be opened, written or trusted
    ├── EngineError              8   the machinery that runs stages failed
    ├── PublicationRefused       9   a publication lacks the support it would need
    ├── VerificationError       10   a digest or the judgement chain does not hold
    └── ConsentMissing          12   texts would leave this machine, and nobody has consented to it

Exit code 11 means that a batch ended but some of its items were refused (see `counterclaim problems`);
130 means interrupted.
"""

from __future__ import annotations

from typing import ClassVar

EXIT_PARTIAL = 11
EXIT_INTERRUPTED = 130


class CounterclaimError(Exception):
    """Root of all deliberate errors: what is wrong, where, and what to do about it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head} ({self.remedy})" if self.remedy else head


class ConfigError(CounterclaimError):
    """A setting, an option or a codebook file is wrong."""

    exit_code = 2


class SourceError(CounterclaimError):
    """Something could not be fetched or captured; the rest of the batch goes on."""

    exit_code = 3


class DocumentError(CounterclaimError):
    """Captured bytes could not be read as text; the rest of the batch goes on."""

    exit_code = 4


class CodingError(CounterclaimError):
    """Text could not be coded into statements."""

    exit_code = 5


class LinkError(CounterclaimError):
    """Statements could not be linked into events."""

    exit_code = 6


class StorageError(CounterclaimError):
    """The ledger cannot be opened, written or trusted."""

    exit_code = 7


class EngineError(CounterclaimError):
    """The machinery that runs stages failed."""

    exit_code = 8


class PublicationRefused(CounterclaimError):  # noqa: N818 - it is an answer, not a fault
    """A publication lacks the support it would need; the message says what."""

    exit_code = 9


class VerificationError(CounterclaimError):
    """A digest or the judgement chain does not hold."""

    exit_code = 10


class ConsentMissing(CounterclaimError):  # noqa: N818 - it is an answer, not a fault
    """Texts would leave this machine, and no consent to it is recorded; the message says to where."""

    exit_code = 12


def install(extra: str) -> str:
    """The remedy where a package of an extra is missing.

    A checkout has its own command, which installs the locked versions and asks no registry for this program's name.
    """
    return f"in a checkout: tools/install.sh full; elsewhere: the wheel with its extra, pip install 'WHEEL[{extra}]'"
