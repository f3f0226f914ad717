"""The verbs that follow wording: narratives, formulas, outlets."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_frame, print_json, print_line
from counterclaim.cli.watching import Bars
from counterclaim.errors import ConfigError
from counterclaim.model.narrative import FormulaFamily, OutletProfile
from counterclaim.narratives import Period
from counterclaim.pipeline import Narrating, open_ledger

NARRATIVE_COLUMNS = ("framing", "name", "texts", "share", "low", "high", "first", "outlets", "languages", "voices")
SHARE_COLUMNS = ("framing", "start", "outlet", "language", "texts", "of", "share", "low", "high")
OUTLET_COLUMNS = (
    "outlet", "kind", "speaks_for", "items", "languages", "media", "first", "last", "claims", "denials", "held",
    "not_held", "open",
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(epilog="Example: counterclaim narratives endurance --by week")(narratives)
    app.command(epilog="Example: counterclaim formulas --json")(formulas)
    app.command(epilog="Example: counterclaim outlets")(outlets)


def narratives(
    framing: Annotated[
        str, typer.Argument(metavar="[FRAMING]", help="One framing's id; all of them if left out.")
    ] = "",
    by: Annotated[Period, typer.Option(help="How long the periods of a series are.")] = Period.MONTH,
    outlets: Annotated[bool, typer.Option("--outlets", help="Shares outlet by outlet.")] = False,
    languages: Annotated[bool, typer.Option("--languages", help="Shares language by language.")] = False,
    figure: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Draw prevalence over time.", show_default=False)
    ] = None,
    candidates: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.yaml", help="Write groups of like passages, to be named or dropped.", show_default=False
        ),
    ] = None,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Follow framings through the texts: how frequent, since when, in which outlets and languages, by whose word.

    Only analysis: the passages of outlets that speak for an actor are pointed to, not printed.
    """
    with open_ledger(ledger, create=False) as book, Bars(hidden=quiet or json) as progress:
        found = book.narrating(progress=progress)
        if framing and framing not in found.book.framings:
            raise ConfigError(
                f"no framing {framing}", remedy=f"one of {', '.join(found.book.framings)}, or your own framings.yaml"
            )
        if candidates:
            found.write_candidates(candidates)
        drawn = book.draw_prevalence(figure, found, by) if figure else True
        record = _one(found, framing, by) if framing else _all(found, by, outlets=outlets, languages=languages)
    if json:
        print_json(record)
        return
    _print(record, framing, quiet=quiet)
    if figure:
        print_line(str(figure) if drawn else "there is nothing to draw: no dated text carries a framing")
    if candidates:
        print_line(f"{candidates}: candidates to name or to drop; none is published before it has a name")


def _all(found: Narrating, by: Period, *, outlets: bool, languages: bool) -> dict[str, Any]:
    shares = found.shares(by, by_outlet=outlets, by_language=languages) if outlets or languages else []
    return {
        "narratives": [_summary(found, name) for name in found.used],
        "shares": [_share(s) for s in shares if s.carrying],
        "refused": [_refused(r) for r in found.refused],
    }


def _summary(found: Narrating, framing: str) -> dict[str, Any]:
    whole = next(s for s in found.shares(None) if s.framing == framing)
    own = [c for c in found.carriers if framing in c.framings]
    first = found.appearances(framing)
    voices = dict.fromkeys(m.voice for m in found.matches if m.framing == framing and m.voice)
    return {
        "framing": framing,
        "name": found.book.framings[framing].name,
        "texts": whole.distinct_carrying,
        "share": whole.share,
        "low": whole.low,
        "high": whole.high,
        "first": str(first[0].earliest) if first else "",
        "outlets": len({c.outlet for c in own}),
        "languages": " ".join(sorted({c.language for c in own})),
        "voices": ", ".join(voices),
    }


def _share(share: Any) -> dict[str, Any]:  # noqa: ANN401 - a Share, turned to plain values
    return {
        "framing": share.framing,
        "start": str(share.start or ""),
        "outlet": share.outlet,
        "language": share.language,
        "texts": share.distinct_carrying,
        "of": share.distinct,
        "documents": share.carrying,
        "of_documents": share.collected,
        "share": share.share,
        "low": share.low,
        "high": share.high,
    }


def _refused(refusal: Any) -> dict[str, str]:  # noqa: ANN401 - a Refusal
    return {
        "framing": refusal.framing,
        "document": refusal.passage.document_id,
        "message": "a pattern took too long on this passage and was left out",
        "remedy": "write the pattern as a phrase with ... in place of a regular expression",
    }


def _one(found: Narrating, framing: str, by: Period) -> dict[str, Any]:
    own = [m for m in found.matches if m.framing == framing]
    book = found.book.framings[framing]
    return {
        "framing": framing,
        "name": book.name,
        "definition": book.definition,
        "include": book.include,
        "exclude": book.exclude,
        "shares": [_share(s) for s in found.shares(by) if s.framing == framing],
        "appearances": [asdict(a) for a in found.appearances(framing)],
        "bursts": [asdict(b) for b in found.bursts(framing, by)],
        "change_points": [asdict(c) for c in found.change_points(framing, by)],
        "passages": [found.told(m) for m in own],
        "refused": [_refused(r) for r in found.refused if r.framing == framing],
    }


def _print(record: dict[str, Any], framing: str, *, quiet: bool) -> None:
    if not framing:
        empty = "no text carries a framing of the codebook"
        print_frame(pd.DataFrame(record["narratives"]), NARRATIVE_COLUMNS, empty=empty)
        if record["shares"]:
            print_frame(pd.DataFrame(record["shares"]), SHARE_COLUMNS, title="\nShares")
    else:
        _print_one(record)
    for refusal in record["refused"]:
        print_line(f"{refusal['framing']} in {refusal['document']}: {refusal['message']} ({refusal['remedy']})")
    if not quiet and not framing and record["narratives"]:
        print_line("\n`counterclaim narratives FRAMING` shows one with its passages")


def _print_one(record: dict[str, Any]) -> None:
    print_line(f"{record['name']} ({record['framing']}): {record['definition']}")
    for label in ("include", "exclude"):
        if record[label]:
            print_line(f"{label}: {record[label]}")
    print_frame(pd.DataFrame(record["shares"]), ("start", "texts", "of", "share", "low", "high"), title="\nOver time")
    if record["appearances"]:
        columns = ("outlet", "language", "earliest", "latest", "after", "document_id")
        print_frame(pd.DataFrame(record["appearances"]), columns, title="\nFirst in each outlet (after: days)")
    for burst in record["bursts"]:
        print_line(f"burst from {burst['start']} to {burst['end']}, weight {burst['weight']:.1f}")
    for change in record["change_points"]:
        print_line(f"another share from {change['start']} on: {change['before']:.2f} -> {change['after']:.2f}")
    print_line("\nPassages")
    for told in record["passages"]:
        print_line(told["line"])


def formulas(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List wording that returns nearly unchanged in claims about different events, or is said to."""
    with open_ledger(ledger, create=False) as book, Bars(hidden=quiet or json) as progress:
        found = book.narrating(progress=progress).formulas(book.views())
    if json:
        print_json([_family(f) for f in found])
        return
    for family in found:
        voices = f"; by {', '.join(family.voices)}" if family.voices else ""
        counted = f"{family.events} events, {len(family.uses)} claims" if family.uses else "only told of"
        print_line(f"{counted}: {family.core}{voices}")
        for use in family.uses:
            copy = " (a copy)" if use.copy else ""
            print_line(f"    {use.published or 'undated'}  {use.outlet}  {use.event_id}{copy}")
        for use in family.quoted:
            print_line(f"    {'quoted' if family.uses else 'told'}  {use.published or 'undated'}  {use.outlet}")
    if not found and not quiet:
        print_line("no wording returns in claims about different events")


def _family(family: FormulaFamily) -> dict[str, Any]:
    return {
        "id": family.id,
        "core": family.core,
        "template": family.template,
        "events": family.events,
        "voices": list(family.voices),
        "uses": [_use(u) for u in family.uses],
        "quoted": [_use(u) for u in family.quoted],
    }


def _use(use: Any) -> dict[str, Any]:  # noqa: ANN401 - a FormulaUse
    return {
        "outlet": use.outlet,
        "published": str(use.published or ""),
        "event_id": use.event_id,
        "voice": use.voice,
        "copy": use.copy,
        "document": use.passages[0].document_id,
        "spans": [[p.start, p.end] for p in use.passages],
    }


def outlets(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List what each outlet puts out: items, languages, media, gaps, claims and denials, and how its claims held up."""
    with open_ledger(ledger, create=False) as book, Bars(hidden=quiet or json) as progress:
        found = book.narrating(progress=progress).outlets(book.views())
    if json:
        print_json([{**asdict(p), "told_in": [[t.document_id, t.start, t.end] for t in p.told_in]} for p in found])
        return
    print_frame(pd.DataFrame([_row(p) for p in found]), OUTLET_COLUMNS, empty="no outlet")
    for profile in found:
        for first, last in profile.gaps:
            print_line(f"{profile.name}: nothing collected from {first} to {last}")


def _row(profile: OutletProfile) -> dict[str, Any]:
    own = " ".join(f"{language} {count}" for language, count in profile.languages)
    told = f"told: {', '.join(profile.languages_told)}" if profile.languages_told else ""
    return {
        "outlet": profile.name,
        "kind": profile.kind,
        "speaks_for": profile.affiliation,
        "items": profile.collected,
        "languages": "; ".join(filter(None, (own, told))),
        "media": " ".join(profile.media),
        "first": str(profile.first or ""),
        "last": str(profile.last or ""),
        "claims": profile.claims,
        "denials": profile.denials,
        "held": profile.held,
        "not_held": profile.not_held,
        "open": profile.undecided,
    }
