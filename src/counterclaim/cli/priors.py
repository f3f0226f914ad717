"""The verb that shows the numbers that weighing starts from, and recomputes them from the user's own data: priors."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import console, plain, print_json, print_line
from counterclaim.errors import ConfigError
from counterclaim.pipeline import list_priors, recomputed_priors


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(epilog="Example: counterclaim priors --from gtd:globalterrorism.xlsx --out priors.yaml")(priors)


def priors(
    from_: Annotated[
        str, typer.Option("--from", metavar="gtd:FILE", help="Recompute shares from your own GTD file, CSV or XLSX.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.yaml", help="Where to write them.", show_default=False)
    ] = None,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """List the numbers that weighing starts from, each with its source or "ours".

    A file named priors.yaml that is added to a ledger replaces single lines.
    """
    if from_:
        _recompute(from_, out, quiet=quiet, json=json)
        return
    if out is not None:
        raise ConfigError("--out goes with --from", remedy="for example --from gtd:FILE --out priors.yaml")
    found = list_priors(ledger)
    if json:
        print_json([asdict(prior) for prior in found])
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("key", "value", "source", "note"):
        table.add_column(name, overflow="fold")
    for prior in found:
        table.add_row(plain(prior.key), f"{prior.value:g}", plain(prior.source), plain(prior.note))
    console().print(table)


def _recompute(wanted: str, out: Path | None, *, quiet: bool, json: bool) -> None:
    kind, _, name = wanted.partition(":")
    if kind != "gtd" or not name:
        raise ConfigError(f"cannot recompute from {wanted!r}", where="--from", remedy="write --from gtd:FILE")
    found, text = recomputed_priors(Path(name), out)
    if json:
        print_json(asdict(found))
    elif out is None:
        typer.echo(text, nl=False)
    elif not quiet:
        print_line(f"{found.used} of {found.rows} rows counted, {len(found.shares)} shares: {out}")
        print_line(
            "`counterclaim add` takes it into a ledger if it is named priors.yaml; it counts from the next run on"
        )
