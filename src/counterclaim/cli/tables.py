"""The verbs that look at event data sets: revisions, leads."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_frame, print_json, print_line
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.data_sets import RowChange

MOST_CELLS = 6
"""Cells of a row that are told in its line."""


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(epilog="Example: counterclaim revisions --ledger mosul.db")(revisions)
    app.command(epilog="Example: counterclaim leads --ledger mosul.db")(leads)


def revisions(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List the rows of data sets that a later file changed or withdrew, cell by cell, with the events they bear on."""
    with open_ledger(ledger, create=False) as book:
        found = book.revisions()
    if json:
        print_json([asdict(change) for change in found])
        return
    for change in found:
        print_line(_line(change))
    if not found and not quiet:
        print_line("no file has changed a row of another")


def _line(change: RowChange) -> str:
    where = f" ({change.event_id})" if change.event_id else ""
    if change.withdrawn:
        return f"{change.title}: withdrawn by {change.file}"
    told = "; ".join(
        f"{column}: {was or '(empty)'} -> {now or '(empty)'}" for column, was, now in change.cells[:MOST_CELLS]
    )
    more = f"; and {len(change.cells) - MOST_CELLS} more cells" if len(change.cells) > MOST_CELLS else ""
    return f"{change.title}{where}: {told or 'same cells in another order or by another map'}{more}; by {change.file}"


def leads(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List claims, denials and accusations that machine-read data sets found, with the addresses to read and add.

    Leads are no evidence: no event is made of them and nothing is weighed by them.
    """
    with open_ledger(ledger, create=False) as book:
        found = book.leads()
    if json:
        print_json([asdict(lead) for lead in found])
        return
    frame = pd.DataFrame([asdict(lead) for lead in found])
    if quiet and frame.empty:
        return
    print_frame(frame, ("date", "act", "who", "speaker", "place", "address"), empty="no leads")
