"""From noun phrases to actors."""

from counterclaim.statements.naming.namer import Namer

__all__ = ["Namer"]
