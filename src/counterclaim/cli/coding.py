"""The verb that codes texts without a ledger, and brings people's sheets out and in: code."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.asking import CoderOption, PriceOption, YesOption, chosen_coder, confirming, read_price
from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.cli.refused import end, tell_problems
from counterclaim.cli.watching import Bars
from counterclaim.errors import ConfigError
from counterclaim.pipeline import CodeReport, SheetReport, code_files, export_sheet, import_sheet

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[IN ...]",
        help="Files, or JSON Lines with id, text and optionally title, published, lang. For a sheet: the ledger's "
        "documents where none are named.",
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="OUT.jsonl", help="Where to write one record a document.")]
Export = Annotated[
    Path | None, typer.Option("--export", metavar="SHEET", help="Write a sheet for a person to fill: .csv or .jsonl.")
]
Prefill = Annotated[
    str,
    typer.Option(metavar="CODER", help="Fill the sheet beforehand: grammar-en, ledger, or human/NAME. Blind without."),
]
Import = Annotated[Path | None, typer.Option("--import", metavar="SHEET", help="Read a filled sheet.")]
Threshold = Annotated[
    float | None,
    typer.Option(
        min=0.01, max=0.99, help="Keep statements of at least this probability, in place of the coder's own threshold."
    ),
]
Name = Annotated[str, typer.Option("--coder-name", metavar="NAME", help="Who filled the sheet.")]


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(epilog="Example: counterclaim code report.txt texts.jsonl --out coded.jsonl")(code)


def code(
    inputs: Inputs = None,
    out: Out = None,
    coder: CoderOption = "",
    threshold: Threshold = None,
    export_to: Export = None,
    prefill: Prefill = "",
    import_from: Import = None,
    coder_name: Name = "",
    price: PriceOption = "",
    yes: YesOption = False,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Code texts without a ledger: who claims, denies and attributes what, with quotes.

    With --ledger, that ledger's own places, actors and outlets are used; nothing is written to it.

    With --export, write a sheet that a person fills; with --import and --coder-name, read it back: into the ledger,
    or into --out where files are named.
    """
    names = inputs or []
    if export_to is not None and import_from is not None:
        raise ConfigError("--export and --import are two calls", remedy="export, fill the sheet, then import")
    with Bars(hidden=quiet or json) as bars:
        report: CodeReport | SheetReport
        if export_to is not None:
            report = export_sheet(names, export_to, ledger=ledger, prefill=prefill, progress=bars)
        elif import_from is not None:
            report = import_sheet(import_from, coder_name, names, ledger=ledger, out=out, progress=bars)
        else:
            if not names or out is None:
                raise ConfigError(
                    "texts and --out are needed", remedy="name the files to code and the file to write; see --help"
                )
            chosen = chosen_coder(coder, threshold)
            per_million, confirm = read_price(price), confirming(yes)
            report = code_files(
                names, out, ledger=ledger, coder=chosen, price=per_million, confirm=confirm, progress=bars
            )
    if json:
        print_json(asdict(report))
    else:
        print_line(_told(report, export_to, out))
        tell_problems(report.problems)
    end(report.problems)


def _told(report: CodeReport | SheetReport, sheet: Path | None, out: Path | None) -> str:
    if isinstance(report, CodeReport):
        return f"{report.documents} documents, {report.statements} statements: {out}"
    if sheet is not None:
        return f"{report.documents} documents, {report.rows} passages: {sheet}"
    where = f": {out}" if out is not None else "; they count from the next `counterclaim run` on"
    left = f"; {report.unfilled} documents of the sheet are not filled" if report.unfilled else ""
    return f"{report.documents} documents, {report.rows} rows, {report.statements} statements taken{left}{where}"
