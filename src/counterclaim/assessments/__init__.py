"""Weighing: what holds up, how sure, and why."""

from counterclaim.assessments.hypotheses import SOMEBODY_ELSE
from counterclaim.assessments.weighing import weigh

__all__ = ["SOMEBODY_ELSE", "weigh"]
