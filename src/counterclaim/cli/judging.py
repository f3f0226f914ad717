"""The verb that records a person's decision: judge."""

from __future__ import annotations

from typing import Annotated

import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.errors import ConfigError
from counterclaim.model import Anchor, Judgement, Verdict
from counterclaim.pipeline import open_ledger
from counterclaim.review import undone_by
from counterclaim.review.rules import ACTOR, APART, OPEN

judge_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

By = Annotated[str, typer.Option("--by", help="Who decides; your login name if not given.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="Why. Required: a decision without a reason is not kept.")]
StatementId = Annotated[str, typer.Argument(metavar="STATEMENT", help="A statement's id, or how it begins.")]


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.add_typer(
        judge_app,
        name="judge",
        help="Accept, correct, reject or add a statement; merge, split or resolve events; say whose a name is; lift a "
        "mask; consent to a model elsewhere; take one of these back. Append-only, with a reason.",
    )


@judge_app.command(epilog='Example: counterclaim judge accept stm_3f --reason "read in the original"')
def accept(
    statement: StatementId,
    reason: Reason,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Accept a statement as the machine read it."""
    with open_ledger(ledger, create=False) as book:
        _tell(book.judge(Verdict.ACCEPT, statement, reason=reason, by=by), quiet, json)


@judge_app.command(epilog='Example: counterclaim judge reject stm_3f --reason "speaks of another attack"')
def reject(
    statement: StatementId,
    reason: Reason,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Reject a statement: it no longer counts."""
    with open_ledger(ledger, create=False) as book:
        _tell(book.judge(Verdict.REJECT, statement, reason=reason, by=by), quiet, json)


@judge_app.command(epilog='Example: counterclaim judge correct stm_3f --set act=suspects --reason "it says believed"')
def correct(
    statement: StatementId,
    reason: Reason,
    changes: Annotated[
        list[str],
        typer.Option("--set", metavar="FIELD=VALUE", help="value, act, property, speaker or speaker_kind; repeatable."),
    ],
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Correct what the machine read; its own reading stays beside yours."""
    with open_ledger(ledger, create=False) as book:
        judgement = book.judge(Verdict.CORRECT, statement, reason=reason, by=by, changes=_pairs(changes))
        _tell(judgement, quiet, json)


@judge_app.command(
    epilog='Example: counterclaim judge add doc_5e --quote "nobody has claimed it" --set property=unclaimed '
    '--set act=reports_as_fact --set value=yes --reason "overlooked"'
)
def add(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's id.")],
    quote: Annotated[str, typer.Option(help="The words it stands on, exactly as the text has them.")],
    changes: Annotated[
        list[str],
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="property, act, value, speaker, speaker_kind, value_kind; event: an event's id, or new. Repeatable.",
        ),
    ],
    reason: Reason,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Add a statement that the machine did not find; it is kept in every run."""
    with open_ledger(ledger, create=False) as book:
        said = {**_pairs(changes), "quote": quote}
        _tell(book.judge(Verdict.ADD, document, reason=reason, by=by, changes=said), quiet, json)


@judge_app.command(epilog='Example: counterclaim judge merge evt_1a evt_7c --reason "same bombing"')
def merge(
    events: Annotated[list[str], typer.Argument(metavar="EVENT EVENT ...", help="Events that are one.")],
    reason: Reason,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Hold events to be one, from the next run on."""
    with open_ledger(ledger, create=False) as book:
        _tell(book.judge(Verdict.MERGE, *events, reason=reason, by=by), quiet, json)


@judge_app.command(epilog='Example: counterclaim judge split evt_1a doc_5e --reason "another day"')
def split(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event that is more than one.")],
    parts: Annotated[
        list[str], typer.Argument(metavar="MENTION|DOCUMENT ...", help="What of it belongs to another event.")
    ],
    reason: Reason,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Set mentions of an event apart, from the next run on."""
    with open_ledger(ledger, create=False) as book:
        _tell(book.judge(Verdict.SPLIT, event, *parts, reason=reason, by=by), quiet, json)


@judge_app.command(epilog='Example: counterclaim judge unmask "A. Name" --reason "convicted, court record 12/31"')
def unmask(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's name as documents give it.")],
    reason: Reason,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Lift the mask from a person's name in what is published."""
    with open_ledger(ledger, create=False) as book:
        _tell(book.judge(Verdict.UNMASK, name, reason=reason, by=by), quiet, json)


@judge_app.command(
    epilog='Example: counterclaim judge consent https://models.example/v1 --reason "public reports only; approved"'
)
def consent(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="The language model's address.")],
    reason: Reason,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the consent back.")] = False,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Let texts be sent to a language model on another machine, from now on."""
    with open_ledger(ledger) as book:
        judgement = book.consent(address, reason=reason, by=by, withdraw=withdraw)
    if json:
        print_json(_record(judgement))
    elif not quiet:
        what = "texts are no longer sent" if withdraw else "texts may be sent"
        print_line(f"recorded {judgement.digest[:12]}: {what} to {judgement.anchors[0].value}")


@judge_app.command(epilog='Example: counterclaim judge resolve evt_1a --value "Marsh Column" --reason "verdict 12/31"')
def resolve(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event of which something turned out.")],
    value: Annotated[
        str, typer.Option(help='What is true: a name, a figure, a date; "open" takes an earlier resolution back.')
    ],
    reason: Reason,
    prop: Annotated[
        str, typer.Option("--property", help="Of what: perpetrator, fatalities, injured, date, place, type and so on.")
    ] = "perpetrator",
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Say what turned out to be true of an event: speakers' records learn from it, and `calibrate` scores by it."""
    with open_ledger(ledger, create=False) as book:
        _tell(book.judge(Verdict.RESOLVE, event, reason=reason, by=by, changes={prop: value}), quiet, json)


@judge_app.command(epilog='Example: counterclaim judge name "Kachin Army" --is kio --reason "so the report says, p. 4"')
def name(
    text: Annotated[str, typer.Argument(metavar="NAME", help="The name as the texts give it.")],
    reason: Reason,
    actor: Annotated[
        str, typer.Option("--is", metavar="ACTOR", help="An actor's id or name, as `counterclaim names` tells it.")
    ] = "",
    apart: Annotated[bool, typer.Option("--apart", help="It is none of the known actors.")] = False,
    reopen: Annotated[bool, typer.Option("--open", help="Take an earlier judgement on the name back.")] = False,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Say which actor a name means, in all texts and from the next run on."""
    chosen = [choice for choice, given in ((actor, actor), (APART, apart), (OPEN, reopen)) if given]
    if len(chosen) != 1:
        raise ConfigError("say one of --is ACTOR, --apart and --open", remedy="`counterclaim names` lists candidates")
    with open_ledger(ledger, create=False) as book:
        _tell(book.judge(Verdict.IDENTIFY, text, reason=reason, by=by, changes={ACTOR: chosen[0]}), quiet, json)


@judge_app.command(epilog='Example: counterclaim judge undo 5c0e --reason "the second source had it wrong"')
def undo(
    judgement: Annotated[
        str, typer.Argument(metavar="JUDGEMENT", help="A judgement's digest, or how it begins; `judge list` shows it.")
    ],
    reason: Reason,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Take a judgement back: it stays in the chain and no longer counts. An undoing can be undone."""
    with open_ledger(ledger, create=False) as book:
        _tell(book.judge(Verdict.UNDO, judgement, reason=reason, by=by), quiet, json)


@judge_app.command("list", epilog="Example: counterclaim judge list --json")
def list_all(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List all judgements in the order of the chain."""
    with open_ledger(ledger, create=False) as book:
        judgements = book.judgements()
    undone = undone_by(judgements)
    if json:
        print_json(
            [{**_record(j), "undone_by": undone[j.digest].digest if j.digest in undone else ""} for j in judgements]
        )
        return
    for j in judgements:
        gone = f"  (taken back by {undone[j.digest].by})" if j.digest in undone else ""
        print_line(f"{j.at:%Y-%m-%d %H:%M}  {j.by}  {j.verdict}  {_about(j)}  {j.reason}  {j.digest[:12]}{gone}")


def _about(judgement: Judgement) -> str:
    """What a judgement is about, in a few words: the statement as it was read, a name, or how many mentions."""
    first = judgement.anchors[0]
    if judgement.verdict is Verdict.RESOLVE:
        return "; ".join(f"{prop} is {value}, was {old or 'not weighed'}" for prop, old, value in judgement.changes)
    if judgement.verdict is Verdict.UNDO:
        return f"judgement {first.value[:12]}"
    if judgement.verdict in (Verdict.MERGE, Verdict.SPLIT):
        return f"{len(judgement.anchors)} mentions"
    said = " ".join(part for part in (first.speaker, first.act, first.value) if part)
    return "; ".join([said, *(f"{field}: {old} -> {new}" for field, old, new in judgement.changes)])


def _pairs(changes: list[str]) -> dict[str, str]:
    pairs = dict(change.partition("=")[::2] for change in changes)
    if not all("=" in change for change in changes):
        raise ConfigError("--set takes FIELD=VALUE", remedy="for example --set act=suspects")
    return pairs


def _record(judgement: Judgement) -> dict[str, object]:
    return {
        "digest": judgement.digest,
        "verdict": str(judgement.verdict),
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "reason": judgement.reason,
        "anchors": [{name: getattr(anchor, name) for name in Anchor.__slots__} for anchor in judgement.anchors],
        "changes": [list(change) for change in judgement.changes],
        "previous": judgement.previous,
    }


def _tell(judgement: Judgement, quiet: bool, json: bool) -> None:
    if json:
        print_json(_record(judgement))
    elif not quiet:
        print_line(f"recorded {judgement.digest[:12]}; it counts from the next `counterclaim run` on")
