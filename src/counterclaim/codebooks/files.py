"""Reading the reviewed data files, shipped or a user's own, with errors that name file, place and remedy."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from counterclaim.errors import ConfigError

DATA = Path(__file__).parent / "data"
"""Folder of the shipped codebook data."""


_LONGEST_FIELD = 131_072
"""Characters; a longer one is a damaged file."""


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - YAML holds anything; its readers check it
    """The content of a YAML file; raises ConfigError naming the file and line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_LOADER)  # noqa: S506 - it is a safe loader
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", where=str(path), remedy="give a UTF-8 YAML file") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}, line {mark.line + 1}" if mark else str(path)
        raise ConfigError("is not valid YAML", where=where, remedy="mend the line that is named") from error


def read_csv(path: Path, required: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a CSV file with a header; raises ConfigError where a required column is missing."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", where=str(path), remedy="give a UTF-8 CSV file") from error
    # The limit is the process's, and readers of big tables raise it: every reader sets its own.
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _rows(reader, path, required)
    except csv.Error as error:
        where = f"{path}, line {reader.line_num + 1}"
        raise ConfigError(
            f"is not valid CSV: {error}", where=where, remedy="check the quotation marks there"
        ) from error


def _rows(reader: csv.DictReader[str], path: Path, required: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    missing = sorted(set(required) - set(reader.fieldnames or ()))
    if missing:
        raise ConfigError(
            f"has no column {', '.join(missing)}",
            where=str(path),
            remedy=f"the first line must name the columns {', '.join(required)}",
        )
    for row in reader:
        yield reader.line_num, {key: (value or "").strip() for key, value in row.items() if key is not None}


def entry_lines(path: Path, name: str) -> list[int]:
    """The line of each entry of a YAML file that is a list, or holds one under ``name``."""
    root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_LOADER)
    if isinstance(root, yaml.MappingNode):
        root = next((value for key, value in root.value if key.value == name), None)
    return [node.start_mark.line + 1 for node in root.value] if isinstance(root, yaml.SequenceNode) else []


def parts(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values between bars or semicolons: "a|b"."""
    return tuple(part.strip() for part in cell.replace(";", "|").split("|") if part.strip())
