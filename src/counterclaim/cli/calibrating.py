"""The verb that scores probabilities against what turned out: calibrate."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import console, print_json, print_line
from counterclaim.model import Calibration
from counterclaim.pipeline import open_ledger


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(epilog="Example: counterclaim calibrate --figure reliability.svg")(calibrate)


def calibrate(
    figure: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Where to draw the reliability diagram.", show_default=False)
    ] = None,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Score past probabilities against what turned out: judgements (`judge resolve`) and courts in the texts.

    Each resolved question is weighed again without what courts say and without its own resolution.
    """
    with open_ledger(ledger, create=False) as book:
        found = book.calibration()
        drawn = book.draw_calibration(figure, found) if figure else False
    if json:
        print_json({**asdict(found), "enough": found.enough, "sentence": found.sentence})
        return
    print_line(found.sentence)
    if not quiet and found.count:
        print_scores(found)
    if figure:
        print_line(str(figure) if drawn else "nothing that is resolved can be scored, so there is nothing to draw")


def print_scores(found: Calibration) -> None:
    """Scores line by line, and the bands as a table."""
    scores = (
        ("Brier score", found.brier), ("  reliability", found.reliability), ("  resolution", found.resolution),
        ("  uncertainty", found.uncertainty), ("  within bands", found.within), ("skill", found.skill),
        ("log score", found.log_score), ("calibration error", found.ece), ("Spiegelhalter's Z", found.z),
        ("Brier over all answers", found.many_brier),
    )  # fmt: skip
    for name, value in scores:
        print_line(f"  {name:24}{'not defined' if value is None else f'{value:.4f}'}")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("band", "questions", "mean probability", "right", "90 % interval"):
        table.add_column(name)
    for b in found.bands:
        table.add_row(
            f"{b.low:.0%} to {b.high:.0%}", str(b.count), f"{b.forecast:.0%}", f"{b.right:.0%}",
            f"{b.right_low:.0%} to {b.right_high:.0%}",
        )  # fmt: skip
    console().print(table)
    for name, count, right in found.by_property:
        print_line(f"  {name}: {right} of {count} right")
