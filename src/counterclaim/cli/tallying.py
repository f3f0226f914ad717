"""The verb that counts by rules: tally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import pandas as pd
import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_frame, print_json, print_line
from counterclaim.cli.refused import end, tell_problems
from counterclaim.errors import ConfigError
from counterclaim.model import Problem, StatementView
from counterclaim.model.tally import TallyCase, TallyChange, TallyResult
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.tallying import Tallying

COLUMNS = ("tally", "measure", "total", "counted", "contested", "told", "answer", "wording")
QUOTED = 160
"""Characters of a cited passage that are shown."""


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(epilog="Example: counterclaim tally europe-since-2016")(tally)


def tally(
    name: Annotated[str, typer.Argument(metavar="[TALLY]", help="One tally's id; all of them if left out.")] = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Count events, killed or injured by the rules of tallies.yaml: low and high, contested cases, what changed."""
    with open_ledger(ledger, create=False) as book:
        found = book.tallying()
        changes = {c.tally_id: c for c in found.changes()}
        wanted = [found.result(name)] if name else list(found.results.values())
        records = [_record(r, found.cited(r), changes.get(r.tally.id)) for r in wanted]
        refused = [_problem(e) for e in found.refused]
    if json:
        print_json(records[0] if name else {"tallies": records, "refused": [asdict(p) for p in refused]})
    elif name:
        _print(wanted[0], records[0], changes.get(name))
    else:
        _print_all(wanted, found, quiet=quiet)
    tell_problems(refused)
    end(refused)


def _problem(error: ConfigError) -> Problem:
    file, _, place = error.where.rpartition(", ")
    return Problem(stage="read", subject=file, place=place, message=error.message, remedy=error.remedy, code="codebook")


def _print_all(results: Sequence[TallyResult], found: Tallying, *, quiet: bool) -> None:
    rows = [
        {
            "tally": r.tally.id,
            "measure": str(r.tally.measure),
            "total": r.total,
            "counted": len(r.members),
            "contested": len(r.contested),
            "told": str(r.tally.told or ""),
            "answer": r.answer,
            "wording": r.tally.wording,
        }
        for r in results
    ]
    print_frame(pd.DataFrame(rows), COLUMNS, empty="no tally: write a tallies.yaml and `counterclaim add` it")
    if rows and not quiet:
        print_line("")
        print_line("`counterclaim tally TALLY` shows which events count and which are contested")


def _record(result: TallyResult, cited: dict[str, StatementView], change: TallyChange | None) -> dict[str, Any]:
    rules = {k: v for k, v in asdict(result.tally.rules).items() if v}
    return {
        "id": result.tally.id,
        "name": result.tally.name,
        "wording": result.tally.wording,
        "measure": str(result.tally.measure),
        "rules": {k: sorted(map(str, v)) if isinstance(v, frozenset) else v for k, v in rules.items()},
        "low": result.low,
        "high": result.high,
        "told": str(result.tally.told or ""),
        "answer": result.answer,
        "members": [_case(c, cited) for c in result.members],
        "contested": [_case(c, cited) for c in result.contested],
        "left_out": dict(result.left_out),
        "told_totals": [
            {"outlet": t.outlet, "document": t.passage.document_id, "count": str(t.count), "quote": t.passage.quote}
            for t in result.told
        ],
        "change": asdict(change) if change else None,
    }


def _case(case: TallyCase, cited: dict[str, StatementView]) -> dict[str, Any]:
    notes = [_note(cited[i]) for i in case.statement_ids if i in cited]
    return {
        "event": case.event_id,
        "title": case.title,
        "low": case.low,
        "high": case.high,
        "reasons": list(case.reasons),
        "cites": notes,
    }


def _note(item: StatementView) -> dict[str, Any]:
    passage = item.statement.passage
    return {
        "statement": item.statement.id,
        "says": f"{item.statement.speaker} {item.statement.act} {item.statement.property} {item.statement.value}",
        "outlet": item.document.outlet,
        "published": str(item.document.published or ""),
        "document": item.document.id,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }


def _print(result: TallyResult, record: dict[str, Any], change: TallyChange | None) -> None:
    told = result.tally.told
    print_line(f"{result.tally.name}: {result.total} ({result.tally.measure})")
    answer = f"   told: {told}; {result.answer}" if told else ""
    print_line(f"    {result.tally.wording}{answer}")
    for label in ("members", "contested"):
        print_line("")
        print_line(f"{'Counted' if label == 'members' else 'Contested'}: {len(record[label])}")
        for case in record[label]:
            _print_case(case, result.tally.measure != "events")
    if result.left_out:
        rules = ", ".join(f"{rule} {n}" for rule, n in result.left_out)
        print_line("")
        print_line(f"Left out, by rule: {rules}")
    for total in result.told:
        print_line("")
        print_line(f"A text gives a total of its own ({total.count}), {total.outlet}: {_short(total.passage.quote)}")
    if change is not None:
        _print_change(change)


def _print_case(case: dict[str, Any], figures: bool) -> None:
    most = "?" if case["high"] is None else case["high"]
    figure = f"  [{case['low']} to {most}]" if figures else ""
    print_line(f"  {case['event']}  {case['title']}{figure}")
    for reason in case["reasons"]:
        print_line(f"      {reason}")
    for note in case["cites"][:3]:
        print_line(f"      - {note['outlet']}, {note['published'] or 'undated'}: {_short(note['quote'])}")
    if len(case["cites"]) > 3:
        print_line(f"      - and {len(case['cites']) - 3} more statements (--json)")


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= QUOTED else words[: QUOTED - 1].rsplit(" ", 1)[0] + " …"


def _print_change(change: TallyChange) -> None:
    if not change.any:
        print_line("")
        print_line(f"Since the ledger last changed: no change ({change.after})")
        return
    print_line("")
    print_line(f"Since the ledger last changed: {change.before} -> {change.after}")
    if change.rules:
        print_line("  its rules were changed")
    for label, rows in (("new", change.entered), ("gone", change.left), ("changed", change.moved)):
        for event, title, how in rows:
            print_line(f"  {label}: {event}  {title} ({how})")
