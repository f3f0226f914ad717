"""The passages that the weights of framings are trained on: one file a framing in `framings/`, see its README."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import regex

FOLDER = Path(__file__).parent / "framings"
_HEAD = regex.compile(
    r"== (?P<language>[a-z]{2}) (?:states (?P<wording>plain|oblique)|(?P<near>near)) \| (?P<theme>.+)"
)


@dataclass(frozen=True, slots=True)
class Training:
    """One passage. ``framing`` is the file that it stands in; ``states`` whether it carries it or is a near miss."""

    text: str
    language: str
    framing: str
    states: bool
    wording: str
    """"plain", "oblique" or "near"."""
    theme: str


def passages(folder: Path = FOLDER) -> list[Training]:
    """All passages in the order of files and lines.

    Raises:
        ValueError: a line stands under no heading, or a heading is none.
    """
    return [passage for path in sorted(folder.glob("*.txt")) for passage in _of_file(path)]


def _of_file(path: Path) -> Iterator[Training]:
    head: regex.Match[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("=="):
            head = _HEAD.fullmatch(line)
        elif not line.strip() or line.startswith("# "):
            continue
        if head is None:
            raise ValueError(f"{path}, line {number}: no heading, write == en states plain | theme")
        if not line.startswith("=="):
            theme = f"{path.stem} {head['theme']}"
            wording = head["wording"] or "near"
            yield Training(line.strip(), head["language"], path.stem, head["near"] is None, wording, theme)
