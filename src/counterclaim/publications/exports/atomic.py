"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from counterclaim.errors import ConfigError


def check_target(out: Path, *, folder_allowed: bool = False) -> None:
    """Raise ConfigError where ``out`` must not be replaced by a file: a device, a pipe, or a folder."""
    if not out.name:
        raise ConfigError("names no file", where="--out", remedy="name the file to write")
    if out.is_dir() and not folder_allowed:
        raise ConfigError("is a folder", where=str(out), remedy="name a file in it")
    if out.exists() and not out.is_file() and not out.is_dir():
        raise ConfigError("is no regular file", where=str(out), remedy="name a file")


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` through a file beside it; an older file stays until the new one is whole.

    Raises:
        ConfigError: ``path`` is a device, a pipe or a folder, or its folder does not exist or cannot be written.
    """
    check_target(path)
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise ConfigError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="choose a folder that exists and is yours"
        ) from error
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ConfigError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="make room, or choose another folder"
        ) from error
