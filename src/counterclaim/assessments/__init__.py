"""Weighing: what holds up, how sure, and why."""

from counterclaim.assessments.calibration import score
from counterclaim.assessments.hindsight import forecast
from counterclaim.assessments.learning import court_findings, learn
from counterclaim.assessments.open_answers import SOMEBODY_ELSE
from counterclaim.assessments.records import Records
from counterclaim.assessments.weighing import weigh

__all__ = ["SOMEBODY_ELSE", "Records", "court_findings", "forecast", "learn", "score", "weigh"]
