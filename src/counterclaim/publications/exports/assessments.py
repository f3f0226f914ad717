"""The tables of assessments and of the weights behind them."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.publications.exports.cells import Record
from counterclaim.publications.material import Material


def assessment_rows(material: Material) -> Iterable[Record]:
    """One row for each candidate of each assessment."""
    for event in material.events:
        for weighed in event.assessments:
            for rank, candidate in enumerate(weighed.candidates, start=1):
                yield {
                    "event_id": event.id,
                    "property": str(weighed.property),
                    "rank": rank,
                    "candidate": candidate.value,
                    "probability": candidate.probability,
                    "low": candidate.low,
                    "high": candidate.high,
                    "estimative": candidate.estimative,
                    "outcome": weighed.outcome,
                    "confidence": weighed.confidence,
                    "voices": weighed.voices,
                    "method": weighed.method,
                    "lowest": weighed.low,
                    "best": weighed.best,
                    "highest": weighed.high,
                    "explanation": weighed.explanation,
                    "flat": candidate.flat,
                    "resolved": weighed.resolved,
                    "calibration": material.calibration,
                }


ASSESSMENT = {
    "event_id": "text",
    "property": "text",
    "rank": "int",
    "candidate": "text",
    "probability": "float",
    "low": "float",
    "high": "float",
    "estimative": "text",
    "outcome": "text",
    "confidence": "text",
    "voices": "int",
    "method": "text",
    "lowest": "text",
    "best": "text",
    "highest": "text",
    "explanation": "text",
    "flat": "float",
    "resolved": "text",
    "calibration": "text",
}


def weight_rows(material: Material) -> Iterable[Record]:
    """One row for each weight."""
    for event in material.events:
        for weighed in event.assessments:
            for weight in weighed.weights:
                yield {
                    "event_id": event.id,
                    "property": str(weighed.property),
                    "speaker": weight.speaker,
                    "hypothesis": weight.hypothesis,
                    "decibans": weight.decibans,
                    "admiralty": weight.admiralty,
                    "reason": weight.reason,
                    "statement_ids": weight.statement_ids,
                }


WEIGHT = {
    "event_id": "text",
    "property": "text",
    "speaker": "text",
    "hypothesis": "text",
    "decibans": "float",
    "admiralty": "text",
    "reason": "text",
    "statement_ids": "list",
}
