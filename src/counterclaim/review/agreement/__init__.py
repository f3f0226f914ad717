"""How far people agree: Krippendorff's alpha with an interval, the F1 of spans, and where they differ."""

from counterclaim.review.agreement.alpha import Level, Reliability, reliability
from counterclaim.review.agreement.comparison import (
    MACHINE,
    Agreement,
    Comparison,
    Difference,
    SpanAgreement,
    compare,
)
from counterclaim.review.agreement.interval import Interval, interval
from counterclaim.review.agreement.measures import MEASURES, Measure
from counterclaim.review.agreement.readings import Reading, Unit, lined_up, spans_of
from counterclaim.review.agreement.spans import SpanScore, span_f1

__all__ = [
    "MACHINE",
    "MEASURES",
    "Agreement",
    "Comparison",
    "Difference",
    "Interval",
    "Level",
    "Measure",
    "Reading",
    "Reliability",
    "SpanAgreement",
    "SpanScore",
    "Unit",
    "compare",
    "interval",
    "lined_up",
    "reliability",
    "span_f1",
    "spans_of",
]
