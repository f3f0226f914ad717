"""Files that a user asks for: where they may lie, and what is said where they cannot be written."""

from __future__ import annotations

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


def unwritable(out: Path, error: OSError) -> ConfigError:
    """The error that tells that ``out`` cannot be written."""
    remedy = "check that its folder may be written to and that the disk has room"
    return ConfigError(f"cannot be written: {error.strerror or error}", where=str(out), remedy=remedy)
