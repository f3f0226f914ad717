"""The command line's door: verbs, errors with exit codes, Ctrl-C."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from counterclaim.cli import filling, judging, looking, publishing
from counterclaim.cli.output import console, plain
from counterclaim.errors import EXIT_INTERRUPTED, CounterclaimError
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


for room in (filling, looking, judging, publishing):
    room.register(app)


def main() -> None:
    """Run the command line; every deliberate error ends with one line and its exit code."""
    try:
        app()
    except CounterclaimError as error:
        console(stderr=True).print(f"counterclaim: {plain(error)}", soft_wrap=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        console(stderr=True).print("counterclaim: interrupted; nothing is lost, the same command goes on from here")
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has had enough: not an error. Keep the interpreter from flushing into it.
        sys.stdout = None
        sys.exit(0)
