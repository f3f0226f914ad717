"""How well framings are matched: F1, and alpha between machine and label, by language and framing.

    python benchmarks/narratives.py [--json] [--passages FILE] [--patterns]

The passages are ``narrative_passages.yaml`` beside this file: written from the framings' definitions alone, before the
patterns were looked at, and never used to choose anything. Each passage is asked, of each of the framings, whether it
carries it; F1 counts the answers yes. Alpha is Krippendorff's (nominal) over the same answers, two coders: label
and machine, which is the patterns and the shipped weights, or with --patterns the patterns alone. ``plain`` passages
are worded as reporters word it, ``oblique`` ones in images and hints.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from counterclaim.codebooks.framings import FramingBook
from counterclaim.model import Document, Segment
from counterclaim.narratives.matching import Meaning, match
from counterclaim.pipeline.shipped_meaning import shipped_meaning
from counterclaim.review.agreement import Level, reliability

PASSAGES = Path(__file__).parent / "narrative_passages.yaml"
Answer = tuple[bool, bool]
"""Whether the label says yes, and whether the machine does."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One passage with the framings that it carries."""

    text: str
    language: str
    wording: str
    """"plain" or "oblique"."""
    framings: frozenset[str]


def passages(path: Path) -> Iterator[Labelled]:
    """The labelled passages of a file."""
    for wording, languages in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for language, framings in languages.items():
            for framing, sides in framings.items():
                for text in sides["states"]:
                    yield Labelled(text, language, wording, frozenset({framing}))
                for text in sides["near"]:
                    yield Labelled(text, language, wording, frozenset())


def found_in(item: Labelled, book: FramingBook, meaning: Meaning | None) -> set[str]:
    """The framings that the machine finds in one passage."""
    document = Document(
        capture_id="", item_sha256="", uri="", member="", source_id="", title="", outlet="", author="",
        published=None, language=item.language, media_type="text/plain", text=item.text,
    )  # fmt: skip
    matches, _ = match(document, [Segment(start=0, end=len(item.text), paragraph=0)], book, meaning)
    return {m.framing for m in matches}


def scores(answers: Sequence[Answer]) -> dict[str, float | int]:
    """Precision, recall, F1 and alpha of some answers."""
    right = sum(label and machine for label, machine in answers)
    said, told = sum(m for _, m in answers), sum(label for label, _ in answers)
    return {
        "passages": told,
        "precision": round(right / said, 3) if said else 0.0,
        "recall": round(right / told, 3) if told else 0.0,
        "f1": round(2 * right / (said + told), 3) if said + told else 0.0,
        "alpha": round(_alpha(answers), 3),
    }


def _alpha(answers: Sequence[Answer]) -> float:
    values = [[float(label) for label, _ in answers], [float(machine) for _, machine in answers]]
    found = reliability(np.array(values).T, Level.NOMINAL)
    return 1.0 if found.constant else float(found.alpha or 0.0)


def measured(items: Iterable[Labelled], book: FramingBook, meaning: Meaning | None) -> dict[str, Any]:
    """Scores over all, by wording, by language and by framing."""
    cells: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for item in items:
        machine = found_in(item, book, meaning)
        for framing in book.framings:
            answer = (framing in item.framings, framing in machine)
            for cell in (("all", ""), ("wording", item.wording), ("language", item.language), ("framing", framing)):
                cells[cell].append(answer)
            cells["wording, language", f"{item.wording} {item.language}"].append(answer)
    return {f"{kind} {name}".strip(): scores(answers) for (kind, name), answers in sorted(cells.items())}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--passages", type=Path, default=PASSAGES)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--patterns", action="store_true", help="by the patterns alone")
    args = parser.parse_args()
    meaning = None if args.patterns else shipped_meaning()
    rows = measured(passages(args.passages), FramingBook.load(), meaning)
    if args.json:
        print(json.dumps(rows, indent=1))
        return
    for name, row in rows.items():
        print(f"{name:36}" + "  ".join(f"{key} {value:<6}" for key, value in row.items()))


if __name__ == "__main__":
    main()
