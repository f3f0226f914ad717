"""Methods of weighing, one file each, with the same verbs: ``fit``, ``predict``, ``explain``.

Those named here weigh the voices of one event. Those that weigh tables are in ``registry``.
"""

from counterclaim.assessments.methods.base import Method, Question
from counterclaim.assessments.methods.majority import MajorityVote
from counterclaim.assessments.methods.odds import TemperedOdds

__all__ = ["MajorityVote", "Method", "Question", "TemperedOdds"]
