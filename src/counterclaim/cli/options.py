"""Options that every verb shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from counterclaim.settings import LEDGER_VARIABLE

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        envvar=LEDGER_VARIABLE,
        metavar="LEDGER",
        help="The ledger: a file, or postgresql://USER@HOST/DATABASE; counterclaim.db in this folder if not given.",
        show_default=False,
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print results and errors only, no progress.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]


@dataclass(frozen=True, slots=True)
class Common:
    """The shared options of one call."""

    ledger: str | None
    quiet: bool
    json: bool
