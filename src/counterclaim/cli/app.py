"""The command line's door: all verbs."""

from __future__ import annotations

from typing import Annotated

import typer

from counterclaim.cli import (
    accounts,
    agreeing,
    calibrating,
    coding,
    filling,
    forecasting,
    judging,
    keeping,
    looking,
    marking,
    narrating,
    priors,
    publishing,
    queueing,
    sampling,
    serving,
    tables,
    tallying,
    territory,
    weighing,
)
from counterclaim.version import VERSION

app = typer.Typer(
    name="counterclaim",
    help="Who says who did it, and does it hold up? A ledger of sourced statements about political violence.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"counterclaim {VERSION}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Who says who did it, and does it hold up?"""


for room in (
    filling,
    coding,
    looking,
    tables,
    queueing,
    judging,
    sampling,
    agreeing,
    weighing,
    calibrating,
    priors,
    narrating,
    publishing,
    marking,
    keeping,
    serving,
    tallying,
    forecasting,
    territory,
    accounts,
):
    room.register(app)
