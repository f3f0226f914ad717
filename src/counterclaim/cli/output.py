"""How results are printed: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.table import Table

PIPE_WIDTH = 160
"""Columns of a table that goes to a file or pipe, where there is no terminal to fit."""


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a cell that spreadsheets take for a formula."""


def console(*, stderr: bool = False) -> Console:
    """A console that fits the terminal, or ``PIPE_WIDTH`` columns where there is none."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(
        file=stream, width=None if stream.isatty() else PIPE_WIDTH, soft_wrap=False, highlight=False, emoji=False
    )


def plain(value: object) -> str:
    """Text from a document made safe to print: no control, escape or bidi-override characters, no markup."""
    text = "" if value is None or (isinstance(value, float) and value != value) else str(value)
    shown = "".join(" " if unicodedata.category(c) in {"Cc", "Cf"} and c not in "\u200c\u200d" else c for c in text)
    return escape(shown)


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever json can write
    """Print one JSON document."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def print_frame(frame: pd.DataFrame, columns: Sequence[str], *, title: str = "", empty: str = "nothing found") -> None:
    """Print chosen columns of a frame as a table, or one line that says that it is empty."""
    if frame.empty:
        console().print(empty)
        return
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in frame[list(columns)].itertuples(index=False):
        table.add_row(*(plain(_cell(value)) for value in row))
    console().print(table)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.2f}" if value == value else ""
    return value


def frame_json(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a frame as JSON objects, missing values as null."""
    rows: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", date_format="iso"))
    return rows


def frame_csv(frame: pd.DataFrame) -> str:
    """A frame as CSV; cells that a spreadsheet would run as a formula get a leading apostrophe."""
    text = frame.map(lambda value: f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value)
    return text.to_csv(index=False, lineterminator="\n")
