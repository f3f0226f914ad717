"""The verb that tells what most needs a person: queue."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import pandas as pd
import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import console, print_frame, print_json
from counterclaim.errors import ConfigError
from counterclaim.pipeline.desk import QueueItem, open_desk
from counterclaim.review.queue import ACTIONS, KIND_WORDS, KINDS
from counterclaim.settings import ledger_path

MOST = 500
COLUMNS = ("kind", "urgency", "why", "subject", "with")


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(epilog="Example: counterclaim queue --kind conflict --limit 10")(queue)


def queue(
    kind: Annotated[str, typer.Option(help=f"Only of this kind: {', '.join(KINDS)}.", show_default=False)] = "",
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="At most so many.")] = 20,
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """List what most needs a person, the most urgent first, with why and with what to do about it.

    What people decided and does not hold comes first; then by expected value: how unsure it is times what hangs on it.
    """
    if kind and kind not in KINDS:
        raise ConfigError(f"the queue has no {kind!r}", where="--kind", remedy=f"kinds are {', '.join(KINDS)}")
    with open_desk(ledger_path(ledger)) as desk:
        page, counts = desk.queue(kind, limit=limit), desk.queue_counts()
    if json:
        print_json({"counts": counts, "items": [_record(item) for item in page.items], "total": page.total})
        return
    rows = [
        {"kind": i.kind, "urgency": i.urgency, "why": i.why, "subject": i.subject_id, "with": i.event_id}
        for i in page.items
    ]
    print_frame(pd.DataFrame(rows), COLUMNS, empty="nothing waits for a person")
    if not quiet and rows:
        told = (f"{KIND_WORDS[name].casefold()} {count}" for name, count in counts.items())
        console().print(f"\n{page.total} wait: {'; '.join(told)}", markup=False)
        for name in dict.fromkeys(item.kind for item in page.items):
            ways = "; ".join(f"{verb}: {words}" for verb, words in ACTIONS[name])
            console().print(f"{name}: {ways}", markup=False)


def _record(item: QueueItem) -> dict[str, object]:
    return {**asdict(item), "actions": [verb for verb, _ in ACTIONS[item.kind]]}
