"""The verb that weighs a table without a ledger: weigh."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from counterclaim.cli.options import JsonOption, QuietOption
from counterclaim.cli.output import FORMULA, console, print_json, print_line
from counterclaim.cli.refused import end, tell_problems
from counterclaim.errors import ConfigError
from counterclaim.pipeline import weigh_table
from counterclaim.publications.exports.atomic import check_target, write_atomically

MOST_LINES = 20
"""Rows left out that are told of one by one."""

Table = Annotated[Path, typer.Argument(metavar="TABLE", help="CSV, TSV, Parquet or JSON Lines.")]
ObjectName = Annotated[str, typer.Option("--object", metavar="COL", help="What a row is about.")]
SourceName = Annotated[str, typer.Option("--source", metavar="COL", help="Who states it.")]
ValueName = Annotated[str, typer.Option("--value", metavar="COL", help="What is stated.")]
PropertyName = Annotated[str, typer.Option("--property", metavar="COL", help="Which property of the object.")]
TimeName = Annotated[str, typer.Option("--time", metavar="COL", help="When: a source's newest statement stands.")]
MethodName = Annotated[
    str,
    typer.Option(metavar="METHOD", help="hierarchical, vote, dawid-skene, truthfinder, crh, accu, or gtm (numbers)."),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="[PROPERTY=]KIND", help="text, number, date or set; told from the cells if absent."),
]
KnownFile = Annotated[
    Path | None,
    typer.Option("--known", metavar="FILE", help="Resolved questions: the same columns, without sources."),
]
Out = Annotated[Path, typer.Option("--out", metavar="OUT.csv", help="One row per object and property.")]
SourcesOut = Annotated[
    Path | None, typer.Option("--sources", metavar="FILE.csv", help="The sources' reliability; else OUT.sources.csv.")
]
NoCopies = Annotated[bool, typer.Option("--no-copying", help="Do not look for sources that copy each other.")]


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(
        epilog="Example: counterclaim weigh tolls.csv --object event --source outlet --value dead --out weighed.csv"
    )(weigh)


def weigh(
    table: Table,
    out: Out,
    object_name: ObjectName = "object",
    source_name: SourceName = "source",
    value_name: ValueName = "value",
    property_name: PropertyName = "",
    time_name: TimeName = "",
    method: MethodName = "hierarchical",
    kind: Kinds = None,
    known: KnownFile = None,
    sources: SourcesOut = None,
    no_copying: NoCopies = False,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Weigh any table of who says what: the likeliest value of each object and property, and the sources' records."""
    beside = sources or out.with_name(f"{out.stem}.sources.csv")
    for target in (out, beside):
        check_target(target)
    _apart(table, known, out, beside)
    weighed = weigh_table(
        table, object=object_name, source=source_name, value=value_name, property=property_name, time=time_name,
        known=known, method=method, kinds=_kinds(kind or []), copies=not no_copying,
    )  # fmt: skip
    write_atomically(out, _csv(weighed.values))
    write_atomically(beside, _csv(weighed.sources))
    if json:
        print_json(
            {
                "method": weighed.method,
                "questions": len(weighed.values),
                "sources": int(weighed.sources["source"].nunique()),
                "out": str(out),
                "sources_out": str(beside),
                "problems": [{"place": p.place, "message": p.message, "remedy": p.remedy} for p in weighed.problems],
            }
        )
    elif not quiet:
        print_line(
            f"{len(weighed.values)} questions weighed by {weighed.method}: {out}; the sources' records: {beside}"
        )
    if not json:
        tell_problems(weighed.problems[:MOST_LINES])
        if len(weighed.problems) > MOST_LINES:
            more = f"and {len(weighed.problems) - MOST_LINES} more rows were left out; --json tells of all"
            console(stderr=True).print(more, soft_wrap=True)
    end(weighed.problems)


def _csv(frame: pd.DataFrame) -> bytes:
    """A frame as CSV; a cell that a spreadsheet would run as a formula gets a leading apostrophe, a number none."""
    return frame.map(_cell).to_csv(index=False, lineterminator="\n").encode()


def _cell(cell: object) -> object:
    if not isinstance(cell, str) or not cell.startswith(FORMULA):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell


def _apart(table: Path, known: Path | None, out: Path, beside: Path) -> None:
    """Refuse to write over what is read, or one result over the other."""
    read = {path.resolve() for path in (table, known) if path is not None}
    if out.resolve() == beside.resolve():
        raise ConfigError("is named for both results", where=str(out), remedy="give --sources another name")
    for target in (out, beside):
        if target.resolve() in read:
            raise ConfigError("is the table that is read", where=str(target), remedy="give the result another name")


def _kinds(given: list[str]) -> dict[str, str]:
    """Property to kind; "" for all others."""
    pairs = (words.rpartition("=") for words in given)
    return {name: kind for name, _, kind in pairs}
