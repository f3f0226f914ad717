"""The verbs about who may see documents, and until when they are kept: mark, marks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.cli.recording import By, Reason
from counterclaim.errors import ConfigError
from counterclaim.model import Handling, Verdict
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.marking import MarkedDocument
from counterclaim.review.fields import HANDLING, KEEP_UNTIL

NEVER = "never"
"""In place of a day: it is kept for good."""


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(epilog='Example: counterclaim mark doc_5e --as amber --keep-until 2031-12-31 --reason "agreed"')(mark)
    app.command(epilog="Example: counterclaim marks --due")(marks)


def mark(
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT ...", help="Ids, or how they begin.")],
    reason: Reason,
    handling: Annotated[Handling | None, typer.Option("--as", help="Who may see them.", show_default=False)] = None,
    keep_until: Annotated[
        str, typer.Option(metavar="DAY|never", help="The last day on which they are kept, as 2031-12-31.")
    ] = "",
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Mark documents: who may see them, and until when they are kept. One judgement each; a later mark replaces it.

    clear: everybody, and they may be quoted in what is published. green: the team; not published. amber: coders,
    adjudicators and admins. red: adjudicators and admins.
    """
    changes = {HANDLING: str(handling)} if handling is not None else {}
    if keep_until:
        changes[KEEP_UNTIL] = "" if keep_until == NEVER else keep_until
    if not changes:
        raise ConfigError("a mark sets something", remedy="give --as, --keep-until or both")
    with open_ledger(ledger, create=False) as book:
        made = [book.judge(Verdict.MARK, d, reason=reason, by=by, changes=changes).digest for d in documents]
    if json:
        print_json(made)
    elif not quiet:
        print_line(f"{len(made)} documents marked; it holds at once")


def marks(
    due: Annotated[bool, typer.Option("--due", help="Only documents whose last day has passed.")] = False,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """List marked documents: who may see each, until when it is kept, and whether that has passed."""
    today = datetime.now(UTC).date()
    with open_ledger(ledger, create=False) as book:
        found = [item for item in book.marked() if not due or item.marking.due(today)]
    if json:
        print_json([{**_told(item), "due": item.marking.due(today)} for item in found])
        return
    for item in found:
        told = _told(item)
        when = f"until {told['keep_until']}" if told["keep_until"] else "for good"
        over = ", over" if item.marking.due(today) else ""
        print_line(f"{told['document_id']}  {told['handling']}  kept {when}{over}  {told['title']}")


def _told(item: MarkedDocument) -> dict[str, str]:
    document, marking = item.document, item.marking
    return {
        "document_id": document.id,
        "title": document.title or document.uri or document.member,
        "handling": str(marking.handling),
        "keep_until": marking.keep_until.isoformat() if marking.keep_until else "",
        "by": marking.judgement.by if marking.judgement else "",
        "reason": marking.judgement.reason if marking.judgement else "",
    }
