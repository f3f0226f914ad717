"""The trained coder's threshold chosen on all coded texts but one, and scored on the one that was left out.

    python benchmarks/leave_one_out.py DATA [--scorer FILE]

DATA and the scorer are those of ``articles.py``. For each of the twelve articles and the note the threshold whose F1 of
full statements is best on the other twelve is applied to it. Prints a line for each text (threshold, F1 of full
statements there) and the figures over all texts so read. Weights and calibration saw none of them,
but the grammar underneath was written with them in view: only the threshold is left out honestly.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.quality.measuring import code, gold, load_scorer, missing, texts

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.statements import ENCODER, load_coder

THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
Records = Mapping[str, Any]


def coded(data: Path) -> dict[float, dict[str, Any]]:
    """All texts as read at each threshold, by threshold and id."""
    book, actors = Gazetteer.load(), ActorBook.load()
    coders = {t: load_coder(f"{ENCODER}:{t}", gazetteer=book, actors=actors) for t in THRESHOLDS}
    return {t: {str(x["id"]): code(coder, x) for x in texts(data)} for t, coder in coders.items()}


def full_f1(scorer: ModuleType, truth: Records, found: Records, ids: Sequence[str]) -> float:
    """F1 of full statements over some texts."""
    score = scorer.score({i: truth[i] for i in ids}, {i: found[i] for i in ids}, None, 0)
    return float(score["full"]["f1"])


def chosen(scorer: ModuleType, truth: Records, found: Mapping[float, Records], ids: Sequence[str]) -> float:
    """The threshold that is best on some texts, the highest of several."""
    return max(THRESHOLDS, key=lambda t: (full_f1(scorer, truth, found[t], ids), t))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorer", type=Path)
    args = parser.parse_args()
    path = args.scorer or args.data.parent / "score" / "statements_score.py"
    absent = [str(args.data / name) for name in missing(args.data)] + ([] if path.is_file() else [str(path)])
    if absent:
        print(f"not found: {', '.join(absent)}; give the folder of the coded texts and --scorer", file=sys.stderr)
        return 2
    scorer, truth, found = load_scorer(path), gold(args.data), coded(args.data)
    plain = {str(t["id"]): t["text"] for t in texts(args.data)}
    read: dict[str, Any] = {}
    for name in truth:
        threshold = chosen(scorer, truth, found, [other for other in truth if other != name])
        read[name] = found[threshold][name]
        own = scorer.score({name: truth[name]}, {name: read[name]}, None, 0)
        print(f"{name:<40} threshold {threshold:.2f} full F1 {own['full']['f1']:.2f}")
    score = scorer.score(truth, read, plain, 0)
    print(json.dumps({k: score[k] for k in ("found", "full", "events", "unsupported")}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
