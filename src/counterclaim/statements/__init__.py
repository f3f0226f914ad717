"""Text to statements: coders behind one interface."""

from __future__ import annotations

from counterclaim.statements.coders import load_coder
from counterclaim.statements.interface import Coder

__all__ = ["Coder", "load_coder"]
