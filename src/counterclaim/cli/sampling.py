"""The verbs of double coding: sample draw, list, next and code."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.cli.recording import By, Reason, pairs, record
from counterclaim.errors import ConfigError
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.double_coding import STRATA, asked_coders
from counterclaim.review.rules import DOCUMENT
from counterclaim.review.sampling import Plan, Progress

sample_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

SampleOption = Annotated[
    str, typer.Option("--sample", metavar="SAMPLE", help="Its id, or how it begins; not needed for the only one.")
]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.add_typer(
        sample_app,
        name="sample",
        help="Let several people code the same: draw a sample by a recorded seed, see who codes what, blind if wished, "
        "and how far they are. `counterclaim agreement` compares them.",
    )


@sample_app.command(
    epilog="Example: counterclaim sample draw statements --size 50 --coder ada --coder ben --blind --reason March"
)
def draw(
    kind: Annotated[str, typer.Argument(metavar="documents|statements", help="What is drawn.")],
    coders: Annotated[list[str], typer.Option("--coder", metavar="NAME", help="Who codes; at least two.")],
    reason: Reason,
    size: Annotated[int, typer.Option(min=1, help="How many.")] = 50,
    each: Annotated[int, typer.Option(min=2, help="How many people code each of them.")] = 2,
    blind: Annotated[
        bool, typer.Option("--blind", help="Nobody sees the machine's or another's reading until all have coded it.")
    ] = False,
    stratum: Annotated[str, typer.Option("--by-stratum", help=f"Its share from each: {', '.join(STRATA)}.")] = "",
    seed: Annotated[str, typer.Option(help="The seed; without it one is made up. It is kept in the chain.")] = "",
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Draw a sample that several people code; who codes what, and the seed, are on record from then on."""
    plan = Plan(kind=kind, seed=seed, coders=asked_coders(coders), each=each, blind=blind, strata=stratum)
    with open_ledger(ledger, create=False) as book:
        made = book.double_coding.draw(plan, size, reason=reason, by=by or getpass.getuser())
        found = book.double_coding.sample(made.digest)
    if json:
        print_json(sample_record(found))
    elif not quiet:
        of = found.sample.plan
        print_line(
            f"drew {len(found.sample.units)} of {of.population} {of.kind} by the seed {of.seed!r}: {made.digest[:12]}"
        )
        _tell_people(found)


@sample_app.command("list", epilog="Example: counterclaim sample list --json")
def list_all(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List the samples, who codes them, and how far they are."""
    with open_ledger(ledger, create=False) as book:
        found = book.double_coding.samples()
    if json:
        print_json([sample_record(one) for one in found])
        return
    for one in found:
        print_line(sample_line(one))
        _tell_people(one)
    if not found and not quiet:
        print_line("no sample has been drawn; `counterclaim sample draw` draws one")


@sample_app.command("next", epilog="Example: counterclaim sample next --by ada")
def next_of(
    by: By = "",
    sample: SampleOption = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Show what you have to code next; of a blind sample the passage and what is asked, not how anybody reads it."""
    person = by or getpass.getuser()
    with open_ledger(ledger, create=False) as book:
        found = book.double_coding.sample(sample)
        task = book.double_coding.next_task(found, person)
    done, given = found.of(person)
    if task is None:
        if not quiet:
            print_line(
                f"nothing waits for {person}: {done} of {given} coded" if given else f"{person} is no coder of it"
            )
        return
    if json:
        print_json(task.record())
        return
    print_line(f"{task.number + 1} ({done} of {given} coded): {task.title}")
    for line in task.lines():
        print_line(line)
    if task.unit.property == DOCUMENT:
        print_line(f"then: counterclaim judge finish {task.document_id} --by {person} --reason ...")
    else:
        print_line(
            f"then: counterclaim sample code {task.number + 1} --by {person} --set act=... --set value=... --reason ..."
        )


@sample_app.command(
    epilog='Example: counterclaim sample code 7 --set act=denies --set value="Red Front" --reason "l. 3"'
)
def code(
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="Which unit, as `sample next` numbers them.")],
    reason: Reason,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="property, act, value, speaker, speaker_kind; repeatable."),
    ] = None,
    nothing: Annotated[bool, typer.Option("--not-said", help="The passage says nothing of the kind.")] = False,
    sample: SampleOption = "",
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Say how you read a statement of a sample; what agrees with the machine accepts it, what differs corrects it."""
    given = pairs(changes or [])
    if nothing == bool(given):
        raise ConfigError("say how you read it, or --not-said", remedy="for example --set act=denies")
    with open_ledger(ledger, create=False) as book:
        said = None if nothing else given
        made = book.double_coding.answer(sample, number - 1, said, by=by or getpass.getuser(), reason=reason)
    if json:
        print_json(record(made))
    elif not quiet:
        print_line(f"recorded {made.digest[:12]}")


def sample_line(found: Progress) -> str:
    """A sample in one line."""
    of = found.sample.plan
    how = (f", by {of.strata}" if of.strata else "") + (", blind" if of.blind else "")
    return (
        f"{found.sample.id[:12]}  {found.sample.name}: {len(found.sample.units)} of {of.population} {of.kind}{how}, "
        f"seed {of.seed!r}, each by {of.each}; {found.whole} coded by all"
    )


def sample_record(found: Progress) -> dict[str, object]:
    """A sample as JSON has it."""
    of, sample = found.sample.plan, found.sample
    people = {name: dict(zip(("done", "given"), found.of(name), strict=True)) for name in of.coders}
    return {
        "id": sample.id, "reason": sample.name, "by": sample.judgement.by, "at": sample.drawn_at.isoformat(),
        "kind": of.kind, "seed": of.seed, "each": of.each, "blind": of.blind, "strata": of.strata,
        "population": of.population, "units": len(sample.units), "whole": found.whole, "coders": people,
    }  # fmt: skip


def _tell_people(found: Progress) -> None:
    for name in found.sample.plan.coders:
        done, given = found.of(name)
        print_line(f"  {name}: {done} of {given} coded")
