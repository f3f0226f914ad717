"""What is told of an incident beside who did it: weapon, target, proof offered or missing, channel of a claim."""

from counterclaim.statements.particulars.gathering import Particulars

__all__ = ["Particulars"]
