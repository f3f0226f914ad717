"""Framings and claim formulas over time, and what outlets put out: texts are described, not reprinted."""

from counterclaim.narratives.bursts import bursts, states
from counterclaim.narratives.candidates import candidates
from counterclaim.narratives.change_points import change_points
from counterclaim.narratives.formulas import Claimed, formulas
from counterclaim.narratives.matching import Refusal, match
from counterclaim.narratives.outlets import ToldOf, profiles
from counterclaim.narratives.prevalence import Carrier, Period, shares
from counterclaim.narratives.spread import appearances

__all__ = [
    "Carrier",
    "Claimed",
    "Period",
    "Refusal",
    "ToldOf",
    "appearances",
    "bursts",
    "candidates",
    "change_points",
    "formulas",
    "match",
    "profiles",
    "shares",
    "states",
]
