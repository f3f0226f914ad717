"""The verbs that publish and check: brief, export, verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.cli.refused import end, tell_problems
from counterclaim.cli.watching import Bars
from counterclaim.errors import ConfigError, VerificationError
from counterclaim.model import CorrectedBrief, Handling, PublishedBrief
from counterclaim.pipeline import TABLE_NAMES, open_ledger
from counterclaim.settings import named

UpTo = Annotated[
    Handling, typer.Option("--up-to", help="The highest handling mark of documents that may be quoted or counted.")
]


class Format(StrEnum):
    """Formats of ``export``."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    GTD = "gtd"
    GEOJSON = "geojson"
    STIX = "stix"
    CLAIMREVIEW = "claimreview"
    FTM = "ftm"
    BIBTEX = "bibtex"
    CSL = "csl"


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command("verify-brief", epilog="Example: counterclaim verify-brief brief.pdf")(verify_brief)
    app.command(epilog="Example: counterclaim corrections --draft correction.md")(corrections)
    app.command(epilog="Example: counterclaim brief --since 2017-05 --until 2017-06 --out brief.html")(brief)
    app.command(epilog="Example: counterclaim export csv --out tables.zip")(export)
    app.command(epilog="Example: counterclaim verify --ledger mosul.db")(verify)


def brief(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.html|.pdf|.docx|.md", help="Where to write it.")
    ] = None,
    note: Annotated[
        Path | None,
        typer.Option(metavar="NOTE.md", help="Your own text, with references.", show_default=False),
    ] = None,
    edit: Annotated[
        Path | None,
        typer.Option(metavar="NOTE.md", help="Write the automatic brief as a note to edit.", show_default=False),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Keep sentences without support, marked as such.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing where a sentence has no support.")] = False,
    since: Annotated[
        str | None, typer.Option(help="Events from this day, month or year on.", show_default=False)
    ] = None,
    until: Annotated[str | None, typer.Option(help="Events up to this day, month or year.", show_default=False)] = None,
    title: Annotated[str, typer.Option(help="The brief's title.")] = "",
    up_to: UpTo = Handling.CLEAR,
    style: Annotated[
        Path | None,
        typer.Option(metavar="STYLE.csl", help="A CSL style for the bibliography.", show_default=False),
    ] = None,
    fonts: Annotated[
        list[Path] | None,
        typer.Option(metavar="FOLDER", help="A folder with fonts for a PDF; may be repeated.", show_default=False),
    ] = None,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Write a footnoted brief: HTML, PDF, DOCX or Markdown, by the ending of --out. Private persons are masked.

    A sentence of a note whose reference has no support is not published: it is told by file and line, and the rest is
    written (exit code 11).
    """
    if (out is None) == (edit is None):
        raise ConfigError("name one file to write", where="brief", remedy="give --out FILE, or --edit NOTE.md")
    with open_ledger(ledger, create=False) as book:
        if edit is not None:
            print_line(f"{book.edit_brief(edit, since=since, until=until, up_to=up_to)} events: {edit}")
            return
        assert out is not None
        made = book.brief(
            out,
            since=since,
            until=until,
            title=title,
            note=note,
            draft=draft,
            strict=strict,
            style=style,
            fonts=fonts or (),
            up_to=up_to,
        )
    tell_problems(made.problems)
    publication = made.publication
    if json:
        print_json(
            {
                "out": str(out),
                "digest": publication.digest,
                "events": len(publication.event_ids),
                "footnotes": len(publication.footnotes),
                "refused": [asdict(problem) for problem in made.problems],
            }
        )
    elif quiet:
        print_line(str(out))
    else:
        print_line(
            f"{len(publication.event_ids)} events, {len(publication.footnotes)} footnotes: {out.resolve().as_uri()}"
        )
    end(made.problems)


def export(
    format: Annotated[Format, typer.Argument(metavar="|".join(Format), help="The format.")],  # noqa: A002
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help="A file; a .zip or an existing folder takes all tables."),
    ],
    table: Annotated[
        str, typer.Option(help="Which table a single csv or parquet file holds.", metavar="|".join(TABLE_NAMES))
    ] = "statements",
    up_to: UpTo = Handling.CLEAR,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Export as tables (csv, json, parquet), or in a format of others.

    gtd: CSV shaped as the Global Terrorism Database; geojson; stix: STIX 2.1; claimreview: JSON-LD;
    ftm: FollowTheMoney; bibtex and csl: the documents as references. Private persons are masked; formulas in cells
    are neutralised.
    """
    with open_ledger(ledger, create=False) as book:
        written = book.export(str(format), out, table=table, up_to=up_to)
    if json:
        print_json([str(path) for path in written])
    else:
        for path in written:
            print_line(str(path))


def verify(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """Check every digest, every quote's place, the judgement chain and the database."""
    with open_ledger(ledger, create=False) as book, Bars(hidden=quiet or json) as bars:
        report = book.verify(progress=bars)
    if json:
        print_json({**asdict(report), "sound": report.sound})
    else:
        for fault in report.faults:
            print_line(f"does not hold: {fault}")
        print_line(
            f"{report.kept} captures checked, {report.not_kept} not kept, {report.passages} quotes checked, "
            f"{report.judgements} judgements, chain head {report.chain_head[:16]}"
        )
    if not report.sound:
        raise VerificationError(
            f"{len(report.faults)} things do not hold", where=named(ledger), remedy="restore the ledger from a copy"
        )


def verify_brief(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A brief: HTML, PDF, DOCX or Markdown.")],
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Check a brief's file: is it as it was published, and is all that it rests on still in the ledger?"""
    with open_ledger(ledger, create=False) as book:
        found = book.check_brief(file)
    brief = found.brief
    if json:
        print_json({**asdict(found), "brief": _without_content(brief), "sound": found.sound})
    else:
        for fault in found.faults:
            print_line(f"does not hold: {fault}")
        altered = "as it was published" if found.unaltered else "ALTERED: its bytes are not those that were published"
        print_line(f"{file.name}: {altered}; “{brief.title}”, {brief.published:%Y-%m-%d %H:%M} UTC")
        print_line(f"{found.footnotes} footnotes checked, digest {brief.digest[:16]}, head {brief.chain_head[:16]}")
    if not found.sound:
        raise VerificationError(
            "the brief is not as it was published, or its sources are not", where=file.name, remedy="do not rely on it"
        )


def corrections(
    brief: Annotated[
        str, typer.Argument(metavar="[BRIEF]", help="A file's name or the beginning of a digest; all if left out.")
    ] = "",
    draft: Annotated[
        Path | None,
        typer.Option(metavar="FILE.md", help="Write a dated correction as a note.", show_default=False),
    ] = None,
    up_to: UpTo = Handling.CLEAR,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """List published briefs that say otherwise than the ledger does now: what was said, what is so, and why."""
    with open_ledger(ledger, create=False) as book:
        found = book.corrections(brief, up_to=up_to)
        if draft and found:
            book.draft_corrections(draft, found)
    if json:
        print_json([{**asdict(item), "brief": _without_content(item.brief)} for item in found])
        return
    _print_corrections(found)
    if found and draft:
        print_line(f"{draft}: a correction to edit; publish it with `counterclaim brief --note`")


def _print_corrections(found: Sequence[CorrectedBrief]) -> None:
    for item in found:
        print_line(f"“{item.brief.title}”, {item.brief.published:%Y-%m-%d}: {', '.join(item.names)}")
        for one in item.corrections:
            print_line(f"  {one.title}: {one.what}")
            print_line(f"    said: {one.was}")
            print_line(f"    now:  {one.now}")
            print_line(f"    why:  {'; '.join(one.reasons)}")
    if not found:
        print_line("no published brief says otherwise than the ledger does now")


def _without_content(brief: PublishedBrief) -> dict[str, object]:
    return {key: value for key, value in asdict(brief).items() if key != "content"}
