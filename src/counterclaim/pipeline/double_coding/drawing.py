"""Agreement as rows of a figure."""

from __future__ import annotations

from counterclaim.pipeline.double_coding.double_coding import Agreed
from counterclaim.publications.figures.intervals import Estimate
from counterclaim.review.agreement import Agreement

ALPHA = "Krippendorff's alpha, 95 % interval"
MOST = 40
"""Rows that one figure shows; the table has all."""


def estimates(found: Agreed) -> list[Estimate]:
    """The rows for which alpha is defined, in the order of the table."""
    told = [row for row in found.comparison.rows if row.alpha is not None][:MOST]
    return [_estimate(row) for row in told]


def _estimate(row: Agreement) -> Estimate:
    assert row.alpha is not None
    people = "all" if row.everybody and len(row.people) > 2 else " and ".join(row.people)
    low, high = (row.interval.low, row.interval.high) if row.interval else (row.alpha, row.alpha)
    return Estimate(label=f"{row.measure.words}: {people}", value=row.alpha, low=low, high=high)
