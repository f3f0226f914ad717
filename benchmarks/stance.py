"""Where headlines stand towards claims, against coded headlines: accuracy and macro-F1.

    python benchmarks/stance.py DATA

DATA holds ``emergent_stance/train.csv`` (Ferreira and Vlachos, 2016) with claimHeadline, articleHeadline and
articleHeadlineStance (for, against, observing). Nothing is trained on it and its rows were not read while the frames
were written: look at the score seldom, and say how often.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from counterclaim.statements.stance import Stance, stance

LABELS = {Stance.AFFIRMS: "for", Stance.DENIES: "against", Stance.RELAYS: "observing"}


def scored(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Accuracy, F1 of each label and their mean, of (coded, found) pairs."""
    counts = Counter(pairs)
    total = sum(counts.values())
    f1 = {}
    for label in LABELS.values():
        hits = counts[label, label]
        sides = sum(n for (gold, _), n in counts.items() if gold == label) + sum(
            n for (_, found), n in counts.items() if found == label
        )
        f1[label] = round(2 * hits / sides, 4) if sides else 0.0
    right = sum(n for (gold, found), n in counts.items() if gold == found)
    return {
        "headlines": total,
        "accuracy": round(right / max(1, total), 4),
        "macro_f1": round(sum(f1.values()) / len(f1), 4),
        "f1": f1,
    }


def measure(data: Path) -> dict[str, Any]:
    """The figures of one folder of coded texts."""
    with (data / "emergent_stance" / "train.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = (LABELS[stance(row["claimHeadline"], row["articleHeadline"]).stance] for row in rows)
    return scored(zip((row["articleHeadlineStance"] for row in rows), found, strict=True))


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    if not (args.data / "emergent_stance" / "train.csv").is_file():
        print(f"no {args.data}/emergent_stance/train.csv: give the folder that holds emergent_stance/", file=sys.stderr)
        return 2
    print(json.dumps(measure(args.data), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
