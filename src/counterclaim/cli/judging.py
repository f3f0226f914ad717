"""The verb that records a person's decision: judge."""

from __future__ import annotations

from typing import Annotated, Unpack

import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.cli.recording import By, Reason, Why, deciding, pairs, record
from counterclaim.errors import ConfigError
from counterclaim.model import Judgement, Verdict
from counterclaim.pipeline import Ledger, open_ledger
from counterclaim.pipeline.correcting import AS
from counterclaim.review import undone_by
from counterclaim.review.rules import ACTOR, APART, DECISION, DOCUMENT, OPEN

judge_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

StatementId = Annotated[str, typer.Argument(metavar="STATEMENT", help="A statement's id, or how it begins.")]
DocumentId = Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's id.")]
New = Annotated[bool, typer.Option("--new", help="The name is new: no text and no codebook has it.")]
Fields = Annotated[
    list[str],
    typer.Option("--set", metavar="FIELD=VALUE", help="value, act, property, speaker or speaker_kind; repeatable."),
]


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.add_typer(
        judge_app,
        name="judge",
        help="Accept, correct, reject or add a statement; merge, split or resolve events; say whose a name is; lift a "
        "mask; consent to a model elsewhere; adjudicate between people; take one of these back. Append-only, with a "
        "reason.",
    )


@judge_app.command(epilog='Example: counterclaim judge accept stm_3f --reason "read in the original"')
@deciding
def accept(book: Ledger, statement: StatementId, **why: Unpack[Why]) -> Judgement:
    """Accept a statement as the machine read it."""
    return book.judge(Verdict.ACCEPT, statement, **why)


@judge_app.command(epilog='Example: counterclaim judge reject stm_3f --reason "speaks of another attack"')
@deciding
def reject(book: Ledger, statement: StatementId, **why: Unpack[Why]) -> Judgement:
    """Reject a statement: it no longer counts."""
    return book.judge(Verdict.REJECT, statement, **why)


@judge_app.command(epilog='Example: counterclaim judge correct stm_3f --set act=suspects --reason "it says believed"')
@deciding
def correct(book: Ledger, statement: StatementId, changes: Fields, **why: Unpack[Why]) -> Judgement:
    """Correct what the machine read; its own reading stays beside yours."""
    return book.judge(Verdict.CORRECT, statement, changes=pairs(changes), **why)


@judge_app.command(
    epilog='Example: counterclaim judge add doc_5e --quote "nobody has claimed it" --set property=unclaimed '
    '--set act=reports_as_fact --set value=yes --reason "overlooked"'
)
@deciding
def add(
    book: Ledger,
    document: DocumentId,
    quote: Annotated[str, typer.Option(help="The words it stands on, exactly as the text has them.")],
    changes: Annotated[
        list[str],
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="property, act, value, speaker, speaker_kind, value_kind; event: an event's id, or new. Repeatable.",
        ),
    ],
    **why: Unpack[Why],
) -> Judgement:
    """Add a statement that the machine did not find; it is kept in every run."""
    return book.judge(Verdict.ADD, document, changes={**pairs(changes), "quote": quote}, **why)


@judge_app.command(epilog='Example: counterclaim judge finish doc_5e --reason "read whole"')
@deciding
def finish(book: Ledger, document: DocumentId, **why: Unpack[Why]) -> Judgement:
    """Say that you have coded a document whole: what you left out, you did not find in it."""
    return book.judge(Verdict.FINISH, document, **why)


@judge_app.command(
    epilog='Example: counterclaim judge adjudicate stm_3f --decision correct --set act=denies --reason "letter, line 2"'
)
@deciding
def adjudicate(
    book: Ledger,
    statement: StatementId,
    decision: Annotated[str, typer.Option(help="accept (the machine's reading), correct (with --set) or reject.")] = "",
    person: Annotated[str, typer.Option("--as", metavar="NAME", help="The person whose reading holds.")] = "",
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="With --decision correct; repeatable.")
    ] = None,
    **why: Unpack[Why],
) -> Judgement:
    """Say what holds of a statement that people read differently; final until it is taken back."""
    given = {**pairs(changes or []), **({DECISION: decision} if decision else {}), **({AS: person} if person else {})}
    return book.judge(Verdict.ADJUDICATE, statement, changes=given, **why)


@judge_app.command(epilog='Example: counterclaim judge merge evt_1a evt_7c --reason "same bombing"')
@deciding
def merge(
    book: Ledger,
    events: Annotated[list[str], typer.Argument(metavar="EVENT EVENT ...", help="Events that are one.")],
    **why: Unpack[Why],
) -> Judgement:
    """Hold events to be one, from the next run on."""
    return book.judge(Verdict.MERGE, *events, **why)


@judge_app.command(epilog='Example: counterclaim judge split evt_1a doc_5e --reason "another day"')
@deciding
def split(
    book: Ledger,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event that is more than one.")],
    parts: Annotated[
        list[str],
        typer.Argument(
            metavar="MENTION|DOCUMENT|EVENT ...",
            help="What of it belongs to another event, or events that are others for good.",
        ),
    ],
    **why: Unpack[Why],
) -> Judgement:
    """Set mentions of an event apart, from the next run on."""
    return book.judge(Verdict.SPLIT, event, *parts, **why)


@judge_app.command(epilog='Example: counterclaim judge unmask "A. Name" --reason "convicted, court record 12/31"')
@deciding
def unmask(
    book: Ledger,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's name as documents give it.")],
    **why: Unpack[Why],
) -> Judgement:
    """Lift the mask from a person's name in what is published."""
    return book.judge(Verdict.UNMASK, name, **why)


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
        print_json(record(judgement))
    elif not quiet:
        what = "texts are no longer sent" if withdraw else "texts may be sent"
        print_line(f"recorded {judgement.digest[:12]}: {what} to {judgement.anchors[0].value}")


@judge_app.command(epilog='Example: counterclaim judge resolve evt_1a --value "Marsh Column" --reason "verdict 12/31"')
@deciding
def resolve(
    book: Ledger,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event of which something turned out.")],
    value: Annotated[
        str, typer.Option(help='What is true: a name, a figure, a date; "open" takes an earlier resolution back.')
    ],
    prop: Annotated[
        str, typer.Option("--property", help="Of what: perpetrator, fatalities, injured, date, place, type and so on.")
    ] = "perpetrator",
    new: New = False,
    **why: Unpack[Why],
) -> Judgement:
    """Say what turned out to be true of an event: speakers' records learn from it, and `calibrate` scores by it."""
    return book.judge(Verdict.RESOLVE, event, changes={prop: value}, new=new, **why)


@judge_app.command(epilog='Example: counterclaim judge name "Kachin Army" --is kio --reason "so the report says, p. 4"')
@deciding
def name(
    book: Ledger,
    text: Annotated[str, typer.Argument(metavar="NAME", help="The name as the texts give it.")],
    actor: Annotated[
        str, typer.Option("--is", metavar="ACTOR", help="An actor's id or name, as `counterclaim names` tells it.")
    ] = "",
    apart: Annotated[bool, typer.Option("--apart", help="It is none of the known actors.")] = False,
    reopen: Annotated[bool, typer.Option("--open", help="Take an earlier judgement on the name back.")] = False,
    new: New = False,
    **why: Unpack[Why],
) -> Judgement:
    """Say which actor a name means, in all texts and from the next run on."""
    chosen = [choice for choice, given in ((actor, actor), (APART, apart), (OPEN, reopen)) if given]
    if len(chosen) != 1:
        raise ConfigError("say one of --is ACTOR, --apart and --open", remedy="`counterclaim names` lists candidates")
    return book.judge(Verdict.IDENTIFY, text, changes={ACTOR: chosen[0]}, new=new, **why)


@judge_app.command(epilog='Example: counterclaim judge undo 5c0e --reason "the second source had it wrong"')
@deciding
def undo(
    book: Ledger,
    judgement: Annotated[
        str, typer.Argument(metavar="JUDGEMENT", help="A judgement's digest, or how it begins; `judge list` shows it.")
    ],
    **why: Unpack[Why],
) -> Judgement:
    """Take a judgement back: it stays in the chain and no longer counts. An undoing can be undone."""
    return book.judge(Verdict.UNDO, judgement, **why)


@judge_app.command("list", epilog="Example: counterclaim judge list --json")
def list_all(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List all judgements in the order of the chain."""
    with open_ledger(ledger, create=False) as book:
        judgements = book.judgements()
    undone = undone_by(judgements)
    if json:
        print_json(
            [{**record(j), "undone_by": undone[j.digest].digest if j.digest in undone else ""} for j in judgements]
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
    if judgement.verdict in (Verdict.FORECAST, Verdict.SETTLE):
        told = {field: value for field, _, value in judgement.changes}
        return f"{first.value[:12]} {told.get('question') or told.get('answer') or told.get('low', '')}"
    if judgement.verdict in (Verdict.MERGE, Verdict.SPLIT):
        return f"{len(judgement.anchors)} mentions"
    if judgement.verdict is Verdict.SAMPLE:
        return f"{len(judgement.anchors)} drawn"
    if first.property == DOCUMENT:
        return f"document {first.item_sha256[:12]}"
    said = " ".join(part for part in (first.speaker, first.act, first.value) if part)
    return "; ".join([said, *(f"{field}: {old} -> {new}" for field, old, new in judgement.changes)])
