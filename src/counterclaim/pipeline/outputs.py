"""Files that a user asks for: what is said where they cannot be written."""

from __future__ import annotations

from pathlib import Path

from counterclaim.errors import ConfigError


def unwritable(out: Path, error: OSError) -> ConfigError:
    """The error that tells that ``out`` cannot be written."""
    remedy = "check that its folder may be written to and that the disk has room"
    return ConfigError(f"cannot be written: {error.strerror or error}", where=str(out), remedy=remedy)
