"""Text to statements: coders behind one interface."""

from __future__ import annotations

from counterclaim.statements.coders import ENCODER, GRAMMAR, default_coder, load_coder
from counterclaim.statements.interface import Coder

__all__ = ["ENCODER", "GRAMMAR", "Coder", "default_coder", "load_coder"]
