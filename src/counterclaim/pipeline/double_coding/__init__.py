"""Double coding: samples, assignments, and how far people agree."""

from counterclaim.pipeline.double_coding.double_coding import Agreed, DoubleCoding, asked_coders
from counterclaim.pipeline.double_coding.drawing import ALPHA, estimates
from counterclaim.pipeline.double_coding.population import STRATA
from counterclaim.pipeline.double_coding.tasks import Task

__all__ = ["ALPHA", "STRATA", "Agreed", "DoubleCoding", "Task", "asked_coders", "estimates"]
