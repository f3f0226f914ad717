"""The verb that says how far people agree, and where they differ: agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import console, plain, print_json, print_line
from counterclaim.cli.sampling import SampleOption, sample_line
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.double_coding import Agreed
from counterclaim.review.agreement import Agreement, Difference
from counterclaim.review.agreement.interval import DRAWS

SHOWN = 20
"""Differences that are printed in full."""


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(epilog="Example: counterclaim agreement --sample 5c0e --figure agreement.svg")(agreement)


def agreement(
    sample: SampleOption = "",
    every: Annotated[
        bool, typer.Option("--every", help="Not a sample: whatever two people or more have judged, sighted or blind.")
    ] = False,
    figure: Annotated[
        Path | None,
        typer.Option(metavar="FILE.svg", help="Where to draw alpha with its intervals.", show_default=False),
    ] = None,
    draws: Annotated[int, typer.Option(min=100, max=20_000, help="Draws of the bootstrap.")] = DRAWS,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Say how far coders agree: Krippendorff's alpha with its interval per property and pair, F1 of passages.

    Of a sample counts what each had read before all had coded it. The machine is compared with each person, and never
    counts among all. Where people differ is listed with the passage, for an adjudicator.
    """
    with open_ledger(ledger, create=False) as book:
        found = book.double_coding.agreement(sample, every=every, draws=draws)
        progress = book.double_coding.sample(found.sample.id) if found.sample else None
        drawn = book.draw_agreement(figure, found) if figure else False
    if json:
        print_json(agreement_record(found))
        return
    if progress:
        print_line(sample_line(progress))
    _print(found, quiet=quiet)
    if figure:
        print_line(str(figure) if drawn else "alpha is defined for nothing yet, so there is nothing to draw")


def agreement_record(found: Agreed) -> dict[str, Any]:
    """The comparison as JSON has it."""
    told = found.comparison
    return {
        "sample": found.sample.id if found.sample else "",
        "units": len(told.units),
        "waiting": found.waiting,
        "lost": found.lost,
        "people": list(told.people),
        "agreement": [_row_record(row) for row in told.rows],
        "spans": [
            {
                "people": list(s.people), "documents": s.score.documents, "left": s.score.left, "right": s.score.right,
                "exact": s.score.exact, "overlapping": s.score.overlapping, "f1_exact": s.score.f1_exact,
                "f1": s.score.f1,
            }
            for s in told.spans
        ],
        "differences": [_difference_record(one) for one in told.differences],
    }  # fmt: skip


def _row_record(row: Agreement) -> dict[str, Any]:
    interval = row.interval
    return {
        "measure": row.measure.field, "about": row.measure.about, "level": str(row.measure.level),
        "people": list(row.people), "everybody": row.everybody, "units": row.units, "alpha": row.alpha,
        "low": interval.low if interval else None, "high": interval.high if interval else None,
        "draws": interval.draws if interval else 0, "same": row.same, "verdict": row.verdict,
    }  # fmt: skip


def _difference_record(one: Difference) -> dict[str, Any]:
    readings = {r.coder: dict(one.said(r)) for r in one.unit.readings}
    return {
        "unit": one.unit.id, "document": one.unit.document_id, "quote": one.unit.quote, "fields": list(one.fields),
        "readings": readings,
    }  # fmt: skip


def _print(found: Agreed, *, quiet: bool) -> None:
    told = found.comparison
    left = f"; {found.waiting} wait for their second coder" if found.waiting else ""
    lost = f"; {found.lost} are no longer in the ledger" if found.lost else ""
    print_line(f"{len(told.units)} units read by two or more{left}{lost}")
    if told.rows:
        console().print(_table(told.rows))
    for span in told.spans:
        score = span.score
        f1 = "not defined" if score.f1 is None else f"{score.f1:.2f} (exact {score.f1_exact:.2f})"
        print_line(
            f"passages, {' and '.join(span.people)}: F1 {f1}, {score.left} and {score.right} in {score.documents}"
        )
    if told.differences and not quiet:
        print_line(f"\nPeople differ in {len(told.differences)}:")
        for one in told.differences[:SHOWN]:
            _print_difference(one)
        if len(told.differences) > SHOWN:
            print_line(f"and {len(told.differences) - SHOWN} more: --json has all")


def _table(rows: tuple[Agreement, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("of", "people", "units", "alpha", "95 % interval", "same", ""):
        table.add_column(name)
    for row in rows:
        alpha = "" if row.alpha is None else f"{row.alpha:.2f}"
        interval = "" if row.interval is None else f"{row.interval.low:.2f} to {row.interval.high:.2f}"
        same = "" if row.same is None else f"{row.same:.0%}"
        people = "all" if row.everybody and len(row.people) > 2 else " and ".join(row.people)
        table.add_row(row.measure.words, plain(people), str(row.units), alpha, interval, same, row.verdict)
    return table


def _print_difference(one: Difference) -> None:
    print_line(f"  “{one.unit.quote}”")
    for reading in one.unit.readings:
        words = ", ".join(f"{name} {value}" for name, value in one.said(reading))
        print_line(f"    {reading.coder}: {words}")
