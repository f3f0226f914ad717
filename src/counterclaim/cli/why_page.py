"""Why a verdict is what it is, on the terminal: answers, voices, what would change it, and what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table

from counterclaim.assessments.ach import AchMatrix, ach_matrix
from counterclaim.assessments.changes import Change
from counterclaim.cli.output import console, plain
from counterclaim.model import THE_TEXT, Assessment, Calibration, EventView, Pivot, Property


def print_why(view: EventView, found: Calibration, changed: Sequence[Change]) -> None:
    """Print the reasons of all assessments of an event."""
    out = console()
    out.print(f"[bold]{plain(view.title)}[/bold]  {view.event.id}")
    verdict = view.assessment(Property.PERPETRATOR)
    if verdict is not None:
        _print_verdict(verdict, view)
    for assessment in view.assessments:
        if assessment.property is not Property.PERPETRATOR:
            _print_property(assessment, view)
    out.print(plain(found.sentence), soft_wrap=True)
    _print_changes(changed)


def _print_verdict(verdict: Assessment, view: EventView) -> None:
    out = console()
    voices = f"{verdict.voices} independent voice{'' if verdict.voices == 1 else 's'}"
    out.print(f"  outcome: [bold]{plain(verdict.outcome)}[/bold], {voices}")
    if verdict.resolved:
        out.print(f"  settled by judgement: {plain(verdict.resolved)} (no part of what is weighed here)")
    out.print(f"  {plain(verdict.explanation)}", soft_wrap=True)
    out.print(_answers(verdict))
    if verdict.weights:
        out.print(_voices(verdict))
        out.print(_matrix(ach_matrix(verdict)))
    for line in _pivots(verdict, view):
        out.print(plain(line), soft_wrap=True)
    if not verdict.pivots and verdict.voices:
        out.print("  stable: no single statement left out would change the outcome")


def _pivots(assessment: Assessment, view: EventView) -> list[str]:
    """What the outcome would be without single statements, those with one effect in one line."""
    perpetrator = assessment.property is Property.PERPETRATOR
    by_effect: dict[str, list[Pivot]] = {}
    for pivot in assessment.pivots:
        effect = f"it would be {pivot.outcome}"
        if perpetrator:
            effect += f", and {assessment.candidates[0].value} {pivot.probability:.0%}"
        by_effect.setdefault(effect, []).append(pivot)
    return [f"  without {_either(found, view)} {effect}" for effect, found in by_effect.items()]


def _either(pivots: Sequence[Pivot], view: EventView) -> str:
    by_speaker: dict[str, list[str]] = {}
    for pivot in pivots:
        by_speaker.setdefault(_speaker(pivot, view), []).append(pivot.statement_id[:12])
    return ", or without ".join(f"{speaker} ({' or '.join(ids)})" for speaker, ids in by_speaker.items())


def _speaker(pivot: Pivot, view: EventView) -> str:
    """Who says it; for what a report says in its own voice, the report."""
    if pivot.speaker != THE_TEXT:
        return pivot.speaker
    item = next((item for item in view.statements if item.statement.id == pivot.statement_id), None)
    return f"what {item.document.outlet or item.document.title} says" if item else "what a report says"


def _answers(verdict: Assessment) -> Table:
    table = Table(title="How likely each answer is", title_justify="left", box=None, pad_edge=False)
    for name in ("answer", "probability", "90 % interval", "in words", "flat priors"):
        table.add_column(name, overflow="fold")
    for c in verdict.candidates:
        flat = "" if c.flat is None else f"{c.flat:.0%}"
        table.add_row(plain(c.value), f"{c.probability:.0%}", f"{c.low:.0%} to {c.high:.0%}", c.estimative, flat)
    return table


def _voices(verdict: Assessment) -> Table:
    table = Table(title="What each voice adds", title_justify="left", box=None, pad_edge=False)
    for name in ("voice", "answer", "decibans", "grade", "reason", "statements"):
        table.add_column(name, overflow="fold")
    for w in sorted(verdict.weights, key=lambda w: (-abs(w.decibans), w.speaker, w.hypothesis)):
        ids = " ".join(i[:12] for i in w.statement_ids)
        table.add_row(plain(w.speaker), plain(w.hypothesis), f"{w.decibans:+.1f}", w.admiralty, plain(w.reason), ids)
    return table


def _matrix(matrix: AchMatrix) -> Table:
    title = "Competing hypotheses: how expected each word is if the answer is true (a view, not the number)"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("evidence", overflow="fold")
    for answer in matrix.answers:
        table.add_column(plain(answer), overflow="fold")
    table.add_column("tells apart")
    for row in matrix.rows:
        table.add_row(plain(row.evidence), *row.cells, f"{row.diagnosticity:.2f}")
    table.add_row("inconsistency", *(f"{score:.1f}" for score in matrix.scores), "")
    return table


def _print_property(assessment: Assessment, view: EventView) -> None:
    out = console()
    told = "; ".join(
        f"{c.value} {c.probability:.0%} ({c.low:.0%} to {c.high:.0%})" for c in assessment.candidates[:5]
    )  # fmt: skip
    out.print(f"{assessment.property}: {plain(assessment.outcome)}; {plain(told)}", soft_wrap=True)
    out.print(f"  {plain(assessment.explanation)}", soft_wrap=True)
    for line in _pivots(assessment, view):
        out.print(plain(line), soft_wrap=True)
    if assessment.resolved:
        out.print(f"  settled by judgement: {plain(assessment.resolved)}")


def _print_changes(changed: Sequence[Change]) -> None:
    for change in changed:
        console().print(plain(change_line(change)), soft_wrap=True)


def change_line(change: Change) -> str:
    """One change in words."""
    outcome = (
        f"{change.was or 'not weighed'} to {change.now or 'not weighed'}" if change.was != change.now else change.now
    )
    moved = ", ".join(
        f"{value} {'-' if then is None else format(then, '.0%')} to {'-' if now is None else format(now, '.0%')}"
        for value, then, now in change.probabilities[:4]
    )
    told = f" ({moved})" if moved else ""
    return f"since the run before, {change.property}: {outcome}{told}; {'; '.join(change.reasons)}"


def why_record(view: EventView, found: Calibration, changed: Sequence[Change]) -> dict[str, Any]:
    """The reasons as JSON: intervals, flat priors, statements that decide, the matrix of hypotheses, changes."""
    return {
        "event_id": view.event.id,
        "title": view.title,
        "calibration": found.sentence,
        "assessments": [
            {**asdict(a), "property": str(a.property), "ach": asdict(ach_matrix(a))}
            if a.property is Property.PERPETRATOR
            else {**asdict(a), "property": str(a.property)}
            for a in view.assessments
        ],
        "changes": [{**asdict(change), "property": str(change.property)} for change in changed],
    }
