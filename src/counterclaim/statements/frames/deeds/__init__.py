"""Deeds and who did them: "Y bombed Z", "an attack by Y", "Y was behind it", "the bomber was Y"."""

from counterclaim.statements.frames.deeds.finding import find_deeds
from counterclaim.statements.frames.deeds.hedging import hedge_near, suspected

__all__ = ["find_deeds", "hedge_near", "suspected"]
