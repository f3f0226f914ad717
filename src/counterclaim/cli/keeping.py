"""The verbs about where a ledger is kept and what of it: copy, forget, forgotten."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.cli.recording import By, record
from counterclaim.cli.watching import Bars
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.copying import copy_ledger
from counterclaim.review.tombstones import forgotten_documents


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(epilog='Example: counterclaim forget doc_5e --reason "asked for by the witness"')(forget)
    app.command(epilog="Example: counterclaim forgotten --json")(forgotten)
    app.command(epilog="Example: counterclaim copy notes.db postgresql://notes@db.example.org/notes")(copy)


def forget(
    reason: Annotated[str, typer.Option(help="Why. It stays, so it must not repeat what is forgotten.")],
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[DOCUMENT ...]", help="Ids, or how they begin.", show_default=False)
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Those too whose last day has passed: see `marks --due`.")] = False,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Remove documents: bytes, text, search index and all copies in derived tables. A tombstone stays in the chain.

    It cannot be undone. The same bytes are refused from now on, unless `add --forgotten` takes them. What was written
    outside the ledger (briefs, exports, backups) is not reached.
    """
    with open_ledger(ledger, create=False) as book, Bars(hidden=quiet or json) as bars:
        wanted = [*(documents or ()), *(item.document.id for item in (book.due() if due else ()))]
        if due and not wanted:
            print_line("nothing is due")
            return
        report = book.forget(*wanted, reason=reason, by=by, progress=bars)
    if json:
        print_json(asdict(report))
        return
    print_line(
        f"{len(report.documents)} documents forgotten, words struck out of {report.struck} judgements; "
        f"tombstone {report.judgement[:12]}"
    )
    if report.without_bytes:
        print_line(
            f"{report.without_bytes} other documents lay in the same file: their text stays, their bytes are gone"
        )
    if report.repeated_by:
        print_line(f"the same text stays in {', '.join(report.repeated_by)}")
    if report.left:
        print_line(f"not yet overwritten: {report.left}")


def forgotten(
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """List what was forgotten: when, by whom and why."""
    with open_ledger(ledger, create=False) as book:
        told = book.forgotten()
    if json:
        print_json([{**record(item), "documents": list(forgotten_documents(item))} for item in told])
        return
    for item in told:
        for document in forgotten_documents(item):
            print_line(f"{item.at.date()}  {document}  {item.by}: {item.reason}")


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
