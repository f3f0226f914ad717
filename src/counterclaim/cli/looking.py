"""The verbs that look: events, show, search, problems."""

from __future__ import annotations

import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.assessments.changes import of_event
from counterclaim.cli.event_page import event_record, print_event
from counterclaim.cli.link_page import links_record, print_links
from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import console, frame_csv, frame_json, plain, print_frame, print_json, print_line
from counterclaim.cli.why_page import change_line, print_why, why_record
from counterclaim.model.desk import SearchFilters
from counterclaim.pipeline import open_ledger


class SearchKind(StrEnum):
    """What a search shows."""

    DOCUMENT = "document"
    STATEMENT = "statement"


EVENT_COLUMNS = ("event_id", "title", "outcome", "probability", "contested", "fatalities_best", "voices", "documents")
NAME_COLUMNS = ("name", "statements", "years", "actor_id", "score", "why")
PROBLEM_COLUMNS = ("stage", "subject", "place", "message", "remedy")


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(epilog="Example: counterclaim events --contested --since 2017-06 --place Manila")(events)
    app.command(epilog="Example: counterclaim show evt_3f2a")(show)
    app.command(epilog="Example: counterclaim changes --json")(changes)
    app.command(epilog='Example: counterclaim search "claimed responsibility" --limit 5')(search)
    app.command(epilog="Example: counterclaim problems --json")(problems)
    app.command(epilog="Example: counterclaim names --all")(names)


def events(
    contested: Annotated[bool, typer.Option("--contested", help="Only where answers conflict or are denied.")] = False,
    since: Annotated[str | None, typer.Option(help="From this day, month or year on.", show_default=False)] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day, month or year.", show_default=False)] = None,
    place: Annotated[str, typer.Option(help="A place's name or a country's two letters.")] = "",
    actor: Annotated[str, typer.Option(help="Anyone named as perpetrator, by any of its names.")] = "",
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV instead of a table.")] = False,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """List events with the weighed answer to who did it. Names are as the sources give them: not for publication."""
    with open_ledger(ledger, create=False) as book:
        frame = book.events(contested=contested, since=since, until=until, place=place, actor=actor)
    if json:
        print_json(frame_json(frame))
    elif csv:
        sys.stdout.write(frame_csv(frame))
    else:
        print_frame(frame, EVENT_COLUMNS, empty="no event matches")
        if not quiet and len(frame):
            console().print(f"\n{len(frame)} events; `counterclaim show EVENT` shows who says what", markup=False)


def show(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or how it begins.")],
    why: Annotated[
        bool, typer.Option("--why", help="Why: intervals, each voice's decibans, what would change it, what changed.")
    ] = False,
    links: Annotated[
        bool, typer.Option("--links", help="Why its mentions are held to be one event, field by field, in bits.")
    ] = False,
    figure: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.svg", help="Draw what moved the verdict; with --links, its weakest link.", show_default=False
        ),
    ] = None,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Show one event: who says what, with quote and source, and how it weighs."""
    with open_ledger(ledger, create=False) as book:
        view, calibration = book.show(event), book.calibration()
        decided = book.decisions(view) if links else None
        changed = of_event(book.changes(), view.event.id) if why else ()
        draw = book.draw_links if links else book.draw_why
        drawn = draw(view, figure) if figure else True
    if decided is not None:
        print_json(links_record(view, decided)) if json else print_links(view, decided)
    elif json:
        print_json(why_record(view, calibration, changed) if why else event_record(view, calibration))
    elif why:
        print_why(view, calibration, changed)
    else:
        print_event(view, calibration, brief=quiet)
    if figure and not json:
        print_line(
            str(figure) if drawn else "there is nothing to draw: no voice names an answer, or no mention was linked"
        )


def changes(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List the assessments that the last run found otherwise than the run before, and why."""
    with open_ledger(ledger, create=False) as book:
        found = book.changes()
    if json:
        print_json([{**asdict(change), "property": str(change.property)} for change in found])
        return
    for change in found:
        print_line(f"{change.event_id}: {change_line(change)}")
    if not found and not quiet:
        print_line("nothing has changed since the run before")


def search(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help='Words, "a phrase", a beginning*, OR between alternatives, NOT word, (brackets). All must be found.',
        ),
    ],
    kind: Annotated[SearchKind | None, typer.Option(help="Documents, or quotes of statements.")] = None,
    outlet: Annotated[str, typer.Option(help="Only of this outlet.")] = "",
    language: Annotated[str, typer.Option(help="Only in this language: en, ar, ...")] = "",
    year: Annotated[str, typer.Option(help="Only published in this year.")] = "",
    act: Annotated[str, typer.Option(help="Only quotes that claim, deny, attribute, ...")] = "",
    actor: Annotated[str, typer.Option(help="Only quotes by or about this actor.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many hits at most.")] = 20,
    facets: Annotated[bool, typer.Option("--facets", help="Also count by kind, outlet, language and so on.")] = False,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Search texts, titles and quotes. Names are as the sources give them: not for publication."""
    filters = SearchFilters(outlet=outlet, language=language, year=year, act=act, actor=actor, kind=str(kind or ""))
    with open_ledger(ledger, create=False) as book:
        found = book.find(query, limit=limit, filters=filters)
    if json:
        hits = [asdict(hit) for hit in found.hits]
        print_json({"total": found.total, "hits": hits, "facets": dict(found.facets)} if facets else hits)
        return
    for hit in found.hits:
        where = f"{hit.document_id}, from character {hit.start}"
        console().print(f"[bold]{plain(hit.title or '(no title)')}[/bold]  {where}")
        console().print(f"  {plain(hit.snippet)}", soft_wrap=True)
    for name, counts in found.facets.items() if facets else ():
        told = ", ".join(f"{plain(value)} {count}" for value, count in counts)
        console().print(f"[bold]{name}[/bold]  {told or 'none'}", soft_wrap=True)
    if not found.hits and not quiet:
        console().print("nothing found")


def problems(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List what was refused or needs a look, with the remedy."""
    with open_ledger(ledger, create=False) as book:
        frame = book.problems()
    if json:
        print_json(frame_json(frame))
    else:
        print_frame(frame, PROBLEM_COLUMNS, empty="no problems")


def names(
    every: Annotated[bool, typer.Option("--all", help="Also names that are like no name of the codebook.")] = False,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """List names of actors that could not be resolved, and whom they may mean; `judge name` decides."""
    with open_ledger(ledger, create=False) as book:
        frame = book.names(every=every)
    if json:
        print_json(frame_json(frame))
        return
    print_frame(frame, NAME_COLUMNS, empty="no name waits for a decision")
    if not quiet and len(frame):
        console().print('\n`counterclaim judge name "NAME" --is ACTOR_ID --reason "..."` decides', markup=False)
