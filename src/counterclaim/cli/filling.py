"""The verbs that fill a ledger: add, run."""

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
from counterclaim.model import DateInterval, Hints
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.refused_rows import write_refused

MOST_LINES = 100
"""Problems that one `add` tells of line by line: an archive may bring thousands, and the ledger keeps them all."""

Targets = Annotated[list[str], typer.Argument(metavar="PATH|URL|FEED ...", help="Files, folders, addresses or feeds.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(epilog="Example: counterclaim add reports/ https://example.org/feed.xml")(add)
    app.command(epilog="Example: counterclaim run --ledger mosul.db")(run)


def add(
    targets: Targets,
    outlet: Annotated[str, typer.Option(help="Who published them, where the files do not say (a PDF, a scan).")] = "",
    published: Annotated[str, typer.Option(metavar="DATE", help="When, as 2017-06-02, 2017-06 or 2017.")] = "",
    table_map: Annotated[
        Path | None, typer.Option("--map", metavar="MAP.yaml", help="What the columns of csv:FILE tell.")
    ] = None,
    refused: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Write refused rows of tables here, to be mended.")
    ] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="In what language, such as en or fr.")] = "",
    forgotten: Annotated[bool, typer.Option("--forgotten", help="Take what was forgotten back in.")] = False,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Capture and read reports into the ledger: text, Markdown, HTML, PDF, DOCX, EML, ZIP, WARC, JSON Lines, feeds.

    Event data sets are named by a word before the file: ucdp:FILE, ucdp-candidate:, acled:, gtd:, gdelt:,
    gdelt-mentions:, polecat:, and csv:FILE with --map for any other table (CSV, TSV, XLSX, packed or not).

    Files named sources.yaml, places.csv, actors.yaml, priors.yaml, framings.yaml, tallies.yaml, territory.csv
    and outline.geojson extend the ledger's codebooks.
    """
    hints = Hints(outlet=outlet.strip(), published=_date(published), language=language.strip())
    with open_ledger(ledger) as book, Bars(hidden=quiet or json) as bars:
        report = book.add(*targets, hints=hints, table_map=table_map, forgotten=forgotten, progress=bars)
    written = write_refused(report.refused_rows, refused) if refused and report.refused_rows else []
    if json:
        print_json(asdict(report))
    else:
        print_line(
            f"{report.captured} captured, {report.documents} new documents, {report.known} already there"
            + (f", {report.codebook_files} codebook files" if report.codebook_files else "")
        )
        tell_problems(report.problems, at_most=MOST_LINES)
        for path in written:
            print_line(f"refused rows are in {path}: mend them there, and add the file again")
    end(report.problems)


def _date(words: str) -> DateInterval | None:
    if not words.strip():
        return None
    try:
        return DateInterval.parse(words.strip())
    except ValueError as error:
        raise ConfigError(
            f"--published {words!r} is no date", remedy="write it as 2017-06-02, 2017-06 or 2017"
        ) from error


def run(
    coder: CoderOption = "",
    price: PriceOption = "",
    yes: YesOption = False,
    relink: Annotated[
        bool, typer.Option("--relink", help="Estimate the linker's weights anew and link everything, not what changed.")
    ] = False,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Code what is new, link statements into events, and weigh them.

    Another --coder codes every document anew that no person has coded. A language model on another machine needs
    a consent: see `counterclaim judge consent`.
    """
    chosen, per_million, confirm = chosen_coder(coder), read_price(price), confirming(yes)
    with open_ledger(ledger, create=False) as book, Bars(hidden=quiet or json) as bars:
        report = book.run(coder=chosen, price=per_million, confirm=confirm, relink=relink, progress=bars)
    if json:
        print_json(asdict(report))
        return
    print_line(
        f"{report.coded} documents coded; the ledger holds {report.documents} documents, "
        f"{report.statements} statements and {report.events} events"
    )
    for tally in report.tallies:
        if tally.any:
            print_line(
                f"tally {tally.tally_id}: {tally.after}, was {tally.before} (`counterclaim tally {tally.tally_id}`)"
            )
    if report.partly:
        print_line(f"{report.relinked} mentions were linked anew; for all, by new weights: `counterclaim run --relink`")
    if report.problems:
        print_line(f"{report.problems} problems: see `counterclaim problems`")
