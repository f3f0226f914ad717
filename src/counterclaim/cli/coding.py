"""The verb that codes texts without a ledger: code."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.cli.refused import end, tell_problems
from counterclaim.cli.watching import Bars
from counterclaim.pipeline import code_files


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(epilog="Example: counterclaim code report.txt texts.jsonl --out coded.jsonl")(code)


def code(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="IN ...", help="Files, or JSON Lines with id, text and optionally title, published, lang."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="OUT.jsonl", help="Where to write one record a document.")],
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Code texts without a ledger: who claims, denies and attributes what, with quotes.

    With --ledger, that ledger's own places, actors and outlets are used; nothing is written to it.
    """
    with Bars(hidden=quiet or json) as bars:
        report = code_files(inputs, out, ledger=ledger, progress=bars)
    if json:
        print_json(asdict(report))
    else:
        print_line(f"{report.documents} documents, {report.statements} statements: {out}")
        tell_problems(report.problems)
    end(report.problems)
