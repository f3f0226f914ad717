"""The verbs about where a ledger is kept and for how long: copy."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from counterclaim.cli.options import JsonOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.cli.watching import Bars
from counterclaim.pipeline.copying import copy_ledger


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(epilog="Example: counterclaim copy notes.db postgresql://notes@db.example.org/notes")(copy)


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The ledger: a file, or a postgresql:// address.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="A new file, or the address of an empty database.")],
    accounts: Annotated[bool, typer.Option("--accounts", help="Copy accounts and tokens too.")] = False,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Copy a whole ledger with its files, between a file and PostgreSQL either way, and compare the two.

    A copy that was cut off is an empty ledger; give the command again.
    """
    with Bars(hidden=quiet or json) as bars:
        report = copy_ledger(source, target, accounts=accounts, progress=bars)
    if json:
        print_json(asdict(report))
    else:
        print_line(f"{report.rows} rows and {report.files} files copied; both ledgers have digest {report.digest[:16]}")
