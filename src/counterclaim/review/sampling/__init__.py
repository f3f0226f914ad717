"""Double coding: samples drawn by a recorded seed, who codes what of them, how far they are, and what they may see."""

from counterclaim.review.sampling.blindness import Sight, visible_to
from counterclaim.review.sampling.drawing import Unit, draw
from counterclaim.review.sampling.progress import Progress, cut_of, progress
from counterclaim.review.sampling.samples import DOCUMENTS, STATEMENTS, Plan, Sample, find_sample, samples

__all__ = [
    "DOCUMENTS",
    "STATEMENTS",
    "Plan",
    "Progress",
    "Sample",
    "Sight",
    "Unit",
    "cut_of",
    "draw",
    "find_sample",
    "progress",
    "samples",
    "visible_to",
]
