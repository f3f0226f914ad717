"""The verb for what is to come: forecast add, update, list, found, resolve, score."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from counterclaim.cli.calibrating import print_scores
from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_frame, print_json, print_line
from counterclaim.cli.recording import By, Reason
from counterclaim.codebooks.estimation import chance
from counterclaim.errors import ConfigError
from counterclaim.model import DateInterval, Statement
from counterclaim.model.forecast import Answer, Forecast, ForecastScore, TallyRule, TrackRecord
from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.forecasting import Forecasting, Question
from counterclaim.pipeline.ledger import utc_now

COLUMNS = ("forecast", "question", "probability", "forecaster", "topic", "closes", "status")
RECORD_COLUMNS = (
    "forecaster", "topic", "registered", "settled", "open", "overdue", "late", "void", "withdrawn", "brier", "daily",
    "log",
)  # fmt: skip

_forecasts = typer.Typer(
    help="Register forecasts with a rule and a horizon, revise, settle and score them.", no_args_is_help=True
)
Probability = Annotated[str, typer.Option("--p", metavar="P", help="0.68, 68%, 55-80%, or words: likely, unlikely.")]


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.add_typer(_forecasts, name="forecast")


@_forecasts.command(
    epilog='Example: counterclaim forecast add --question "Will ...?" --rule "..." --closes 2017-12 --p 60%'
)
def add(
    question: Annotated[str, typer.Option(help="What is asked; the statement's words if it is taken up.")] = "",
    rule: Annotated[str, typer.Option(help="How it will be told what came of it. Required, unless --tally does.")] = "",
    opens: Annotated[str, typer.Option(metavar="DATE", help="First day of the horizon; today if not given.")] = "",
    closes: Annotated[str, typer.Option(metavar="DATE", help="Last day of the horizon; a month is taken whole.")] = "",
    p: Probability = "",
    tally: Annotated[str, typer.Option(help="A tally that decides it, with --least.")] = "",
    least: Annotated[int, typer.Option(help="The least number at which the tally says yes.", min=1)] = 1,
    topic: Annotated[str, typer.Option(help="What it is about, for the track record.")] = "",
    forecaster: Annotated[str, typer.Option(help="Whose forecast it is: the statement's speaker, or you.")] = "",
    statement: Annotated[str, typer.Option("--from", metavar="STATEMENT", help="Take up a text's own forecast.")] = "",
    made: Annotated[str, typer.Option(metavar="DATE", help="When the text gave it, if before it came out.")] = "",
    reason: Reason = "",
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Register a forecast: appended to the chain, never edited. Without a rule it is refused."""
    asked = Question(
        question=question.strip(),
        rule=rule.strip(),
        opens=_day(opens, "--opens", last=False) or utc_now().date(),
        closes=_day(closes, "--closes", last=True),
        chance=chance(p) if p.strip() else None,
        topic=topic.strip(),
        forecaster=forecaster.strip(),
        tally_rule=TallyRule(tally=tally.strip(), least=least) if tally.strip() else None,
        statement=statement.strip(),
        made=_day(made, "--made", last=True),
    )
    with open_ledger(ledger, create=False) as book:
        registered = book.forecasting().add(asked, reason=reason or "registered", by=by or getpass.getuser())
    _tell(registered, json=json)


@_forecasts.command(epilog="Example: counterclaim forecast update fct_3f --p 80% --reason 'a second attack'")
def update(
    forecast: Annotated[str, typer.Argument(help="Its id, or the beginning of it.")],
    p: Probability,
    reason: Reason,
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Give a forecast another probability from now on; earlier ones stay and count for their days."""
    with open_ledger(ledger, create=False) as book:
        made = book.forecasting().update(forecast, chance(p), reason=reason, by=by or getpass.getuser())
    _tell(made, json=json)


@_forecasts.command(epilog="Example: counterclaim forecast resolve fct_3f yes --on 2017-11-02 --reason '...'")
def resolve(
    forecast: Annotated[str, typer.Argument(help="Its id, or the beginning of it; left out with --by-rule.")] = "",
    answer: Annotated[Answer | None, typer.Argument(help="What came of it; open takes an answer back.")] = None,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="Let tallies decide all that they can.")] = False,
    on: Annotated[str, typer.Option(metavar="DATE", help="The day on which it was decided.")] = "",
    reason: Reason = "",
    by: By = "",
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Say what came of a forecast, or let its tally say it."""
    name = by or getpass.getuser()
    with open_ledger(ledger, create=False) as book:
        found = book.forecasting()
        if by_rule:
            decided = found.resolve_by_rule(by=name)
            _tell_decided(decided, json=json)
            return
        if not forecast or answer is None:
            raise ConfigError("resolve takes a forecast and an answer", remedy="or --by-rule for those with a tally")
        if not reason.strip():
            raise ConfigError("a judgement needs a reason", remedy="say why, with --reason")
        made = found.resolve(forecast, answer, reason=reason, by=name, on=_day(on, "--on", last=True))
    _tell(made, json=json)


@_forecasts.command("list", epilog="Example: counterclaim forecast list --json")
def list_(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List all forecasts, withdrawn ones too."""
    with open_ledger(ledger, create=False) as book:
        found = book.forecasting().forecasts
    if json:
        print_json([_record(f) for f in found])
        return
    empty = "no forecast is registered: `counterclaim forecast add`"
    print_frame(pd.DataFrame([_row(f) for f in found]), COLUMNS, empty=empty)


@_forecasts.command(epilog="Example: counterclaim forecast found")
def found(ledger: LedgerOption = None, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """List what texts themselves foretell, to be taken up with `forecast add --from`."""
    with open_ledger(ledger, create=False) as book:
        own = book.forecasting()
        rows = [_told(own, s) for s in own.told]
    if json:
        print_json(rows)
        return
    if not rows and not quiet:
        print_line("no text foretells anything that the coder reads")
    for row in rows:
        taken = f"  (taken up: {row['forecast']})" if row["forecast"] else ""
        print_line(f"{row['statement']}  {row['speaker']}, {row['words']}: {row['value']}{taken}")
        print_line(f"    {row['outlet']}, {row['published']}: {row['quote']}")


@_forecasts.command(epilog="Example: counterclaim forecast score --figure calibration.svg")
def score(
    figure: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Draw the calibration.", show_default=False)
    ] = None,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Score the settled forecasts, and show each forecaster's record by topic."""
    with open_ledger(ledger, create=False) as book:
        own = book.forecasting()
        scores, records = own.scores(), own.records()
        drawn = book.draw_calibration(figure, records[0].calibration) if figure else False
    if json:
        print_json({"forecasts": [asdict(s) for s in scores.values()], "records": [asdict(r) for r in records]})
        return
    _print_scores(list(scores.values()), records, quiet=quiet)
    if figure:
        print_line(str(figure) if drawn else "no forecast is settled, so there is nothing to draw")


def _day(text: str, option: str, *, last: bool) -> date | None:
    if not text.strip():
        return None
    try:
        interval = DateInterval.parse(text.strip())
    except ValueError:
        raise ConfigError(f"{text!r} is no date", where=option, remedy="write 2017-06-30, 2017-06 or 2017") from None
    return interval.latest if last else interval.earliest


def _tell(made: Forecast, *, json: bool) -> None:
    if json:
        print_json(_record(made))
        return
    print_line(f"{made.id}  {made.now.chance}  {made.question}  ({made.opens} to {made.closes}; {made.status})")


def _tell_decided(decided: Sequence[tuple[Forecast, str]], *, json: bool) -> None:
    if json:
        print_json([{**_record(f), "found": why} for f, why in decided])
        return
    if not decided:
        print_line("no open forecast has a tally that decides it")
    for forecast, why in decided:
        print_line(f"{forecast.id}  {forecast.status}: {why}")


def _row(forecast: Forecast) -> dict[str, Any]:
    return {
        "forecast": forecast.id,
        "question": forecast.question,
        "probability": str(forecast.now.chance),
        "forecaster": forecast.forecaster,
        "topic": forecast.topic,
        "closes": str(forecast.closes),
        "status": forecast.status,
    }


def _record(forecast: Forecast) -> dict[str, Any]:
    return {**asdict(forecast), "status": forecast.status, "probability": forecast.now.chance.probability}


def _told(own: Forecasting, statement: Statement) -> dict[str, Any]:
    document = own.reading.documents[statement.passage.document_id]
    taken = own.taken_up(statement)
    return {
        "statement": statement.id,
        "speaker": statement.speaker.name,
        "words": statement.words,
        "value": statement.value,
        "outlet": document.outlet,
        "published": str(document.published or "undated"),
        "document": document.id,
        "quote": statement.passage.quote,
        "forecast": taken.id if taken else "",
    }


def _print_scores(scores: Sequence[ForecastScore], records: Sequence[TrackRecord], *, quiet: bool) -> None:
    rows = [
        {
            "forecast": s.forecast_id, "happened": s.happened, "brier": s.last, "first": s.first, "daily": s.daily,
            "log": s.log, "band": f"{s.best:.2f} to {s.worst:.2f}", "updates": s.updates,
        }
        for s in scores
    ]  # fmt: skip
    columns = ("forecast", "happened", "brier", "first", "daily", "log", "band", "updates")
    print_frame(pd.DataFrame(rows), columns, empty="no settled forecast can be scored")
    print_line("")
    print_frame(pd.DataFrame([_track(r) for r in records]), RECORD_COLUMNS)
    whole = records[0].calibration
    print_line("")
    print_line(_sentence(whole.count, whole.enough))
    if not quiet and whole.count:
        print_scores(whole)


def _sentence(count: int, enough: bool) -> str:
    """Whether the record can be judged by."""
    if enough:
        return f"{count} settled forecasts: enough to judge by (Brier: 0 is best; always saying 50 % gives .250)."
    return f"{count} settled forecasts: too few to judge (it takes 30)."


def _track(record: TrackRecord) -> dict[str, Any]:
    return {
        "forecaster": record.forecaster or "all",
        "topic": record.topic or "all",
        "registered": record.registered,
        "settled": record.calibration.count,
        "open": record.open,
        "overdue": record.overdue,
        "late": record.late,
        "void": record.void,
        "withdrawn": record.withdrawn,
        "brier": record.calibration.brier,
        "daily": record.daily,
        "log": record.calibration.log_score,
    }
