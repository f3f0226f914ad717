"""Score coders on the held-out hand-coded texts, set by set.

    python training/measure.py HELD SCORER [--model FOLDER] [--threshold P --doubted P]

HELD is what training/held.py wrote, SCORER the file of the statements' scorer. Without ``--model`` the grammar is scored, with
it the trained coder under the calibration beside the weights. These texts trained nothing, but readers' habits are those of
the texts that did.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.quality.measuring import code, load_scorer

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.statements import load_coder
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.hybrid.coder import read_calibration, with_calibration


def by_set(texts: Sequence[Mapping[str, Any]], gold: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    """The texts of each set, and all of them; each set of invented reports by its writer."""
    parts: dict[str, list[Mapping[str, Any]]] = {"all": list(texts)}
    for text in texts:
        name = gold[text["id"]]["set"]
        parts.setdefault(text["id"].split("-")[0] if name == "ours" else name, []).append(text)
    return parts


def main() -> int:
    """Print precision, recall and F1 of full statements, and the F1 of statements found, by set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("held", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--doubted", type=float)
    args = parser.parse_args()
    texts = [json.loads(line) for line in (args.held / "texts.jsonl").read_text("utf-8").splitlines()]
    gold = {r["id"]: r for r in map(json.loads, (args.held / "gold.jsonl").read_text("utf-8").splitlines())}
    coder = load_coder("grammar-en", gazetteer=Gazetteer.load(), actors=ActorBook.load())
    assert isinstance(coder, GrammarCoder)
    if args.model:
        calibration = read_calibration(args.model)
        given = {n: v for n in ("threshold", "doubted") if (v := getattr(args, n)) is not None}
        coder = with_calibration(coder, args.model, replace(calibration, **given))
    scorer = load_scorer(args.scorer)
    found = {str(t["id"]): code(coder, dict(t)) for t in texts}
    for name, part in by_set(texts, gold).items():
        ids = [t["id"] for t in part]
        score = scorer.score({i: gold[i] for i in ids}, {i: found[i] for i in ids}, None, 0)
        full = score["full"]
        print(
            f"{name:16} documents {len(ids):4} statements {score['counts']['gold']:4} full P {full['p']:.3f} "
            f"R {full['r']:.3f} F1 {full['f1']:.3f} found F1 {score['found']['f1']:.3f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
