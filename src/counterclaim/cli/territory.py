"""The verb that lays territory beside attacks: territory."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_frame, print_json, print_line
from counterclaim.cli.refused import end, tell_problems
from counterclaim.model import Problem
from counterclaim.model.territory import ControlMove, CountModel, LagEffect, Territory
from counterclaim.narratives.prevalence import Period
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.territory import Counted, Inside

MOVES = ("when", "change", "place", "speaker", "act", "from")
PERIODS = ("start", "lost", "gained", "held", "inside", "outside")


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(epilog='Example: counterclaim territory "Islamic State" --by month --figure territory.svg')(territory)


def territory(
    actor: Annotated[str, typer.Argument(help="Whose territory and attacks.")],
    by: Annotated[Period, typer.Option(help="How long the periods are.")] = Period.MONTH,
    count: Annotated[Counted, typer.Option(help="Which events are its attacks.")] = Counted.SAID,
    inside: Annotated[Inside, typer.Option(help="Inside is the same country, or the same place.")] = Inside.COUNTRY,
    lags: Annotated[int, typer.Option(help="Periods after a loss that the model looks at.", min=1, max=26)] = 3,
    figure: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Draw both on one axis of time.", show_default=False)
    ] = None,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Lay an actor's losses and gains of territory beside its attacks, with a lagged count model and its checks.

    Changes come from texts, from ACLED's transfers of territory, and from territory.csv.
    """
    with open_ledger(ledger, create=False) as book:
        found = book.territory(actor, unit=by, counted=count, inside=inside, lags=lags)
        drawn = book.draw_territory(figure, found) if figure else True
        refused = [_problem(e) for e in book.reading().codebook.territory.refused]
    if json:
        print_json({**asdict(found), "refused": [asdict(p) for p in refused]})
    else:
        _print(found, quiet=quiet)
        if figure:
            print_line(str(figure) if drawn else "nothing is dated exactly enough to draw")
    tell_problems(refused)
    end(refused)


def _problem(error: Any) -> Problem:  # noqa: ANN401 - a ConfigError
    file, _, place = error.where.rpartition(", ")
    return Problem(stage="read", subject=file, place=place, message=error.message, remedy=error.remedy, code="codebook")


def _print(found: Territory, *, quiet: bool) -> None:
    print_frame(pd.DataFrame([_row(m) for m in found.moves]), MOVES, title=f"Territory of {found.actor}")
    print_line("")
    frame = pd.DataFrame([asdict(p) for p in found.periods])
    print_frame(
        frame.astype({"held": "object"}) if len(frame) else frame, PERIODS, empty="nothing is dated exactly enough"
    )
    if found.undated:
        print_line(f"{found.undated} changes or attacks are dated less exactly than a {found.unit}: in no period")
    if found.model is None:
        print_line(f"No model: {found.no_model}.")
    else:
        _print_model(found.model, quiet=quiet)


def _row(move: ControlMove) -> dict[str, Any]:
    return {
        "when": str(move.when or ""),
        "change": str(move.change),
        "place": move.place,
        "speaker": move.speaker,
        "act": str(move.act),
        "from": "; ".join(
            part
            for part in (
                f"territory.csv, line {move.row}" if move.row else "",
                f"{len(move.statement_ids)} statements" if move.statement_ids else "",
            )
            if part
        ),
    }


def _print_model(model: CountModel, *, quiet: bool) -> None:
    print_line("")
    print_line(model.sentence)
    print_line(f"  {model.periods} periods, {model.attacks} attacks outside, {model.losses} places lost")
    for effect in model.lags:
        print_line(f"  {effect.lag} later: {_told(effect)}")
    print_line(f"  all together: {_told(model.total)}; dispersion {model.dispersion:.2f}")
    print_line(f"  placebo, losses that come after: {_told(model.leads)}")
    print_line(f"  placebo, {model.shifts} shifted series: {model.shifted:.0%} show as much")
    low, high = model.without_one
    print_line(f"  with one period of losses left out: {low:.2f} to {high:.2f}")
    if not quiet:
        for assumption in model.assumptions:
            print_line(f"  assumed: {assumption}")


def _told(effect: LagEffect) -> str:
    return f"times {effect.ratio:.2f} ({effect.low:.2f} to {effect.high:.2f})"
