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


_UNPRINTED = {"Cc", "Cf", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
"""Needed to write Persian, Indic scripts and emoji; they move nothing."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a cell that spreadsheets take for a formula."""


def console(*, stderr: bool = False) -> Console:
    """A console that fits the terminal, or ``PIPE_WIDTH`` columns where there is none."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(
        file=stream, width=None if stream.isatty() else PIPE_WIDTH, soft_wrap=False, highlight=False, emoji=False
    )


def shown(value: object) -> str:
    """Text from a document made safe to print: no control, escape or bidi-override characters, all on one line."""
    text = "" if value is None or (isinstance(value, float) and value != value) else str(value)
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return " " if kind in _UNPRINTED and character not in _JOINERS else character


def plain(value: object) -> str:
    """``shown`` with what the console would take for markup escaped."""
    return escape(shown(value))


def print_line(text: str) -> None:
    """Print one line of result."""
    console().print(shown(text), markup=False, soft_wrap=True)


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever json can write
    """Print one JSON document, in characters that standard output can carry."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2, default=str)
    sys.stdout.write(text + "\n")


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
