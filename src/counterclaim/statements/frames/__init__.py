"""Patterns of words in which reports tell who did it, one family to a file."""

from counterclaim.statements.frames.base import Context, Finding
from counterclaim.statements.frames.run import find_all

__all__ = ["Context", "Finding", "find_all"]
