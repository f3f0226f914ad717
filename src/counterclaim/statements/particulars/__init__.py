"""Particulars of an incident beside who did it: weapon, target, proof offered or missing, and the channel of a claim."""

from counterclaim.statements.particulars.gathering import Particulars

__all__ = ["Particulars"]
