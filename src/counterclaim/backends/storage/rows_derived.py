"""Events and assessments, to rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from counterclaim.backends.storage.rows import Read, Row
from counterclaim.model import (
    Assessment,
    Candidate,
    Event,
    LinkExplanation,
    Pivot,
    Property,
    RunManifest,
    Weight,
)

Rows = dict[str, list[Row]]
"""Rows to write, by table."""


def event_rows(events: Iterable[Event]) -> Rows:
    """Rows of events, their mentions and their links with weights."""
    rows: Rows = {"events": [], "event_mentions": [], "links": [], "link_weights": []}
    for event in events:
        rows["events"].append({"id": event.id})
        for position, mention_id in enumerate(event.mention_ids):
            rows["event_mentions"].append({"event_id": event.id, "position": position, "mention_id": mention_id})
        for position, link in enumerate(event.links):
            rows["links"].append(
                {
                    "event_id": event.id,
                    "position": position,
                    "left_mention": link.left,
                    "right_mention": link.right,
                    "probability": link.probability,
                    "decided_by": link.by,
                }
            )
            rows["link_weights"].extend(
                {
                    "event_id": event.id,
                    "link_position": position,
                    "position": place,
                    "field": field,
                    "bits": bits,
                    "compared": compared,
                }
                for place, (field, bits, compared) in enumerate(link.weights)
            )
    return rows


def link(row: Read, weights: Iterable[Read]) -> LinkExplanation:
    """The link of a row and its weights."""
    return LinkExplanation(
        left=row["left_mention"],
        right=row["right_mention"],
        weights=tuple((weight["field"], weight["bits"], weight["compared"]) for weight in weights),
        probability=row["probability"],
        by=row["decided_by"],
    )


def assessment_rows(assessments: Iterable[Assessment]) -> Rows:
    """Rows of assessments, their candidates and their weights."""
    rows: Rows = {
        name: []
        for name in ("assessments", "candidates", "weights", "reasons", "weight_statements", "weight_documents")
    }
    for item in assessments:
        key = {"event_id": item.event_id, "property": str(item.property)}
        rows["assessments"].append(
            {
                **key,
                "outcome": item.outcome,
                "voices": item.voices,
                "method": item.method,
                "confidence": item.confidence,
                "low": item.low,
                "best": item.best,
                "high": item.high,
                "explanation": item.explanation,
            }
        )
        rows["reasons"].append(_reasons_row(key, item))
        for position, candidate in enumerate(item.candidates):
            rows["candidates"].append(_candidate_row(key, position, candidate))
        for position, weight in enumerate(item.weights):
            _add_weight(rows, key, position, weight)
    return rows


def _candidate_row(key: Row, position: int, candidate: Candidate) -> Row:
    return {
        **key,
        "position": position,
        "value": candidate.value,
        "probability": candidate.probability,
        "low": candidate.low,
        "high": candidate.high,
        "estimative": candidate.estimative,
    }


def _reasons_row(key: Row, item: Assessment) -> Row:
    return {
        **key,
        "flat": [candidate.flat for candidate in item.candidates],
        "pivots": [asdict(pivot) for pivot in item.pivots],
        "resolved": item.resolved,
    }


def _add_weight(rows: Rows, key: Row, position: int, weight: Weight) -> None:
    rows["weights"].append(
        {
            **key,
            "position": position,
            "speaker": weight.speaker,
            "hypothesis": weight.hypothesis,
            "decibans": weight.decibans,
            "reason": weight.reason,
            "admiralty": weight.admiralty,
        }
    )
    owner = {**key, "weight_position": position}
    rows["weight_statements"].extend(
        {**owner, "position": place, "statement_id": item} for place, item in enumerate(weight.statement_ids)
    )
    rows["weight_documents"].extend(
        {**owner, "position": place, "document_id": item} for place, item in enumerate(weight.origin_documents)
    )


def candidate(row: Read, flat: float | None = None) -> Candidate:
    """The candidate of a row, with its probability under flat priors."""
    return Candidate(
        value=row["value"],
        probability=row["probability"],
        low=row["low"],
        high=row["high"],
        estimative=row["estimative"],
        flat=flat,
    )


def weight(row: Read, statement_ids: tuple[str, ...], origin_documents: tuple[str, ...]) -> Weight:
    """The weight of a row, with what it rests on."""
    return Weight(
        speaker=row["speaker"],
        statement_ids=statement_ids,
        origin_documents=origin_documents,
        hypothesis=row["hypothesis"],
        decibans=row["decibans"],
        reason=row["reason"],
        admiralty=row["admiralty"],
    )


def assessment(
    row: Read, candidates: tuple[Candidate, ...], weights: tuple[Weight, ...], reasons: Read | None = None
) -> Assessment:
    """The assessment of a row, with its candidates and weights; a ledger of an older version has no ``reasons``."""
    return Assessment(
        event_id=row["event_id"],
        property=Property(row["property"]),
        candidates=candidates,
        outcome=row["outcome"],
        weights=weights,
        voices=row["voices"],
        method=row["method"],
        confidence=row["confidence"],
        low=row["low"],
        best=row["best"],
        high=row["high"],
        explanation=row["explanation"],
        pivots=tuple(Pivot(**pivot) for pivot in reasons["pivots"]) if reasons else (),
        resolved=reasons["resolved"] if reasons else "",
    )


def previous_rows(assessments: Iterable[Assessment], manifest: RunManifest) -> list[Row]:
    """Rows of a run that is no longer the last one."""
    kept = [{"event_id": a.event_id, "property": str(a.property), "content": asdict(a)} for a in assessments]
    return [{"event_id": "", "property": "", "content": asdict(manifest)}, *kept]


def previous(content: Mapping[str, Any]) -> Assessment:
    """An assessment from the content of its row."""
    made = dict(content)
    made["property"] = Property(made["property"])
    made["candidates"] = tuple(Candidate(**c) for c in made["candidates"])
    made["pivots"] = tuple(Pivot(**p) for p in made["pivots"])
    made["weights"] = tuple(_weight(w) for w in made["weights"])
    return Assessment(**made)


def _weight(content: Mapping[str, Any]) -> Weight:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in content.items()}
    return Weight(**fields)
