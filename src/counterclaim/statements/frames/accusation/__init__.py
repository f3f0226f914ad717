"""Blame, accusation, attribution, suspicion, charge and conviction: verbs that take the accused as an object."""

from counterclaim.statements.frames.accusation.charges import charged_with
from counterclaim.statements.frames.accusation.finding import find_accusations

__all__ = ["charged_with", "find_accusations"]
