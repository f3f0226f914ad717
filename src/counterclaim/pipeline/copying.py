"""A ledger moved whole: from a file into PostgreSQL, back, or from file to file."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.backends.storage import Storage, logical_digest, open_storage
from counterclaim.backends.storage.copying import copy_rows, last_change, refuse_filled, wipe
from counterclaim.errors import ConfigError, StorageError, VerificationError
from counterclaim.pipeline.progress import Progress, Silent
from counterclaim.settings import LedgerFiles, ledger_path, named


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What was copied."""

    rows: int
    files: int
    """Files beside the ledger: captured bytes, codebook, answers of models, what linking keeps."""
    digest: str
    """The logical digest that both ledgers have."""


def copy_ledger(
    source: str | Path, target: str | Path, *, accounts: bool = False, progress: Progress | None = None
) -> CopyReport:
    """Copy a ledger with all that belongs to it into a new or empty one, and compare the two.

    Files come first and all rows in one transaction after them, so that a copy that was cut off is an empty ledger,
    never half of one; the same call made again completes it. The search index is not copied: it is rebuilt.

    Args:
        source: a ledger's file or address.
        target: a file that does not exist, an empty database, or an empty ledger.
        accounts: whether accounts, tokens and their log come along; who is signed in never does.
        progress: told of each file and table.

    Raises:
        StorageError: no ledger, the target is not empty, or either fails.
        VerificationError: somebody wrote to the source meanwhile; the target is empty again.
    """
    watch = progress or Silent()
    own, other = LedgerFiles(ledger_path(source)), LedgerFiles(ledger_path(target))
    if own.archive.resolve() == other.archive.resolve():
        what = f"both ledgers would have their files in {own.archive.parent}"
        raise ConfigError(what, where=named(other.database), remedy="name another folder: ...?files=FOLDER")
    with contextlib.ExitStack() as stack:
        old = stack.enter_context(contextlib.closing(open_storage(own.database, create=False)))
        new = stack.enter_context(contextlib.closing(open_storage(other.database)))
        refuse_filled(new, accounts=accounts)
        before = last_change(old)
        files = _copy_files(own, other, watch)
        watch.stage("rows", None)
        rows = copy_rows(old, new, accounts=accounts, step=watch.step)
        return CopyReport(rows=rows, files=files, digest=_compared(old, new, before, named(other.database)))


def _compared(old: Storage, new: Storage, before: int, where: str) -> str:
    digest = logical_digest(new)
    if logical_digest(old) == digest:
        return digest
    wipe(new)
    changed = last_change(old) != before
    why = "somebody wrote to the ledger while it was copied" if changed else "the copy says something else"
    remedy = "copy again; the target is empty" if changed else "run `counterclaim verify` on the ledger"
    raise VerificationError(why, where=where, remedy=remedy)


def _copy_files(own: LedgerFiles, other: LedgerFiles, watch: Progress) -> int:
    pairs = [
        (own.archive, other.archive),
        (own.codebook, other.codebook),
        (own.answers, other.answers),
        (own.linking, other.linking),
    ]
    found = [(path, to / path.relative_to(start)) for start, to in pairs for path in _files(start)]
    watch.stage("files", len(found))
    for path, to in found:
        _copy_file(path, to)
        watch.step(path.name)
    return len(found)


def _files(start: Path) -> Iterator[Path]:
    if start.is_file():
        yield start
    elif start.is_dir():
        yield from sorted(path for path in start.rglob("*") if path.is_file())


def _copy_file(path: Path, to: Path) -> None:
    """Copy a file whole or not at all; one that is there already must be the same."""
    try:
        if to.exists():
            if to.read_bytes() == path.read_bytes():
                return
            remedy = "name a target without files beside it"
            raise StorageError("another file is in the way of the copy", where=str(to), remedy=remedy)
        to.parent.mkdir(parents=True, exist_ok=True)
        partial = to.with_name(f".{to.name}.part")
        shutil.copyfile(path, partial)
        shutil.copymode(path, partial)
        with partial.open("rb") as stream:
            os.fsync(stream.fileno())
        partial.replace(to)
    except OSError as error:
        remedy = "check rights and room, then repeat the command: what is there already is not copied again"
        raise StorageError(f"cannot be copied: {error.strerror or error}", where=str(to), remedy=remedy) from error
