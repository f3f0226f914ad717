"""One event on the terminal: the matrix of who says what, the verdict, the tolls."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.table import Table

from counterclaim.cli.output import console, plain
from counterclaim.model import Assessment, Calibration, EventView, Place, Property, Statement, StatementView

ACT_ORDER = ("claims", "reports_as_fact", "attributes", "suspects", "denies", "doubts", "retracts")


def print_event(view: EventView, calibration: Calibration, *, brief: bool = False) -> None:
    """Print an event for people."""
    out = console()
    out.print(f"[bold]{plain(view.title)}[/bold]  {view.event.id}")
    verdict = view.assessment(Property.PERPETRATOR)
    if verdict is not None:
        _print_verdict(verdict)
        out.print(f"  {calibration.sentence}", soft_wrap=True)
    for prop in (
        Property.DATE,
        Property.PLACE,
        Property.TYPE,
        Property.FATALITIES,
        Property.INJURED,
        Property.INVOLVEMENT,
    ):
        assessment = view.assessment(prop)
        if assessment is not None:
            out.print(f"  {prop}: {plain(_value_line(assessment))}")
    out.print()
    out.print(_matrix(view))
    if not brief:
        others = _others(view)
        if others.row_count:
            out.print()
            out.print(others)


def _print_verdict(verdict: Assessment) -> None:
    out = console()
    voices = f"{verdict.voices} voice{'' if verdict.voices == 1 else 's'}"
    basis = f"(basis: {verdict.confidence} confidence, {voices})"
    out.print(f"  outcome: [bold]{plain(verdict.outcome)}[/bold] {basis}")
    if verdict.resolved:
        out.print(f"  settled by judgement: {plain(verdict.resolved)}")
    for candidate in verdict.candidates:
        out.print(
            f"    {candidate.probability:6.0%}  {plain(candidate.value)}: {candidate.estimative} "
            f"({candidate.low:.0%} to {candidate.high:.0%})"
        )
    if verdict.explanation:
        out.print(f"  why: {plain(verdict.explanation)}", soft_wrap=True)


def _value_line(assessment: Assessment) -> str:
    if assessment.low or assessment.high:
        return f"best {assessment.best or '?'} (low {assessment.low or '?'}, high {assessment.high or '?'})"
    rest = [c.value for c in assessment.candidates if c.value != assessment.outcome]
    return assessment.outcome + (f" (also: {', '.join(rest)})" if rest else "")


def _matrix(view: EventView) -> Table:
    """Rows: speakers; cells: act, actor, quote, source."""
    table = Table(title="Who says what", title_justify="left", show_lines=False, box=None, pad_edge=False)
    for name in ("speaker", "act", "actor", "quote", "source"):
        table.add_column(name, overflow="fold", ratio=4 if name == "quote" else 2)
    for item in sorted(_of(view, Property.PERPETRATOR, Property.UNCLAIMED), key=_row_order):
        statement = item.statement
        table.add_row(
            plain(f"{statement.speaker.name} ({statement.speaker_kind})"),
            "unclaimed" if statement.property is Property.UNCLAIMED else str(statement.act),
            plain(statement.value if statement.property is Property.PERPETRATOR else ""),
            plain(f"“{statement.passage.quote}”"),
            plain(source_line(item)),
        )
    return table


def _others(view: EventView) -> Table:
    table = Table(title="What else is said", title_justify="left", box=None, pad_edge=False)
    for name in ("property", "value", "speaker", "quote", "source"):
        table.add_column(name, overflow="fold", ratio=4 if name == "quote" else 2)
    for item in view.statements:
        statement = item.statement
        if statement.property in (Property.PERPETRATOR, Property.UNCLAIMED):
            continue
        table.add_row(
            str(statement.property),
            plain(_value(statement)),
            plain(statement.speaker.name),
            plain(f"“{statement.passage.quote}”"),
            plain(source_line(item)),
        )
    return table


def _value(statement: Statement) -> str:
    """A value, and under it how it was read where that is not plain."""
    read = statement.reckoning or (statement.place.reading if statement.place else "")
    return f"{statement.value} ({read})" if read else statement.value


def _of(view: EventView, *wanted: Property) -> list[StatementView]:
    return [item for item in view.statements if item.statement.property in wanted and not item.fenced]


def _row_order(item: StatementView) -> tuple[str, int, str]:
    statement = item.statement
    return (statement.value, ACT_ORDER.index(statement.act), statement.id)


def source_line(item: StatementView) -> str:
    """Outlet and date of the document behind a statement, and the statement's id."""
    document = item.document
    when = f", {document.published}" if document.published else ""
    judged = f" [{item.verdict}]" if item.verdict else ""
    return f"{document.outlet or document.title}{when} · {item.statement.id[:12]}{judged}"


def event_record(view: EventView, calibration: Calibration) -> dict[str, Any]:
    """An event as JSON: assessments with candidates and weights, statements with their sources."""
    return {
        "event_id": view.event.id,
        "title": view.title,
        "contested": view.contested,
        "calibration": calibration.sentence,
        "assessments": [_assessment_record(a) for a in view.assessments],
        "statements": [_statement_record(item) for item in view.statements],
        "links": [
            {"left": link.left, "right": link.right, "probability": link.probability, "by": link.by,
             "weights": [list(weight) for weight in link.weights]}
            for link in view.event.links
        ],
    }  # fmt: skip


def _assessment_record(assessment: Assessment) -> dict[str, Any]:
    return {
        "property": str(assessment.property),
        "outcome": assessment.outcome,
        "confidence": assessment.confidence,
        "voices": assessment.voices,
        "method": assessment.method,
        "low": assessment.low,
        "best": assessment.best,
        "high": assessment.high,
        "explanation": assessment.explanation,
        "resolved": assessment.resolved,
        "pivots": [asdict(pivot) for pivot in assessment.pivots],
        "candidates": [
            {"value": c.value, "probability": c.probability, "low": c.low, "high": c.high, "estimative": c.estimative,
             "flat": c.flat}
            for c in assessment.candidates
        ],
        "weights": [
            {"speaker": w.speaker, "hypothesis": w.hypothesis, "decibans": w.decibans, "reason": w.reason,
             "admiralty": w.admiralty, "statements": list(w.statement_ids)}
            for w in assessment.weights
        ],
    }  # fmt: skip


def _statement_record(item: StatementView) -> dict[str, Any]:
    statement, document = item.statement, item.document
    return {
        "statement_id": statement.id,
        "mention_id": statement.mention_id,
        "property": str(statement.property),
        "act": str(statement.act),
        "value": statement.value,
        "words": statement.words,
        "reckoning": statement.reckoning,
        "place": _place_record(statement.place) if statement.place else None,
        "speaker": statement.speaker.name,
        "speaker_kind": str(statement.speaker_kind),
        "channel": statement.channel,
        "evidence": statement.evidence,
        "certainty": statement.certainty,
        "probability": statement.probability,
        "quote": statement.passage.quote,
        "start": statement.passage.start,
        "end": statement.passage.end,
        "document_id": document.id,
        "outlet": document.outlet,
        "title": document.title,
        "published": str(document.published) if document.published else None,
        "uri": document.uri,
        "capture_sha256": item.capture_sha256,
        "origin_id": item.origin_id,
        "verdict": str(item.verdict) if item.verdict else None,
        "coder": statement.coder,
    }


def _place_record(place: Place) -> dict[str, Any]:
    return {**asdict(place), "alternatives": [asdict(other) for other in place.alternatives]}
