"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from counterclaim.errors import ConfigError


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` through a file beside it; an older file stays until the new one is whole.

    Raises:
        ConfigError: the folder does not exist or cannot be written.
    """
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
