"""Claims and denials of responsibility, in verbs and in nouns."""

from counterclaim.statements.frames.responsibility.finding import find_claims, find_denials
from counterclaim.statements.frames.responsibility.unclaimed import unclaimed_at

__all__ = ["find_claims", "find_denials", "unclaimed_at"]
