"""Fit the calibration of the statement coder on held-out hand-coded texts, and measure it.

    python training/calibrate.py MODELS HELD SCORER [--write]

MODELS is a folder of exported weights, HELD what training/held.py wrote, SCORER the file of the statements' scorer.
Every candidate statement above a tiny probability is matched to the gold; a logistic curve with an offset for each act
(Platt 1999) and a ceiling is fitted to whether it is right in act, perpetrator and speaker. The error is measured by cross-validation
over documents. ``--write`` puts the curve fitted on all of them into MODELS/calibration.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment, minimize
from scipy.special import expit

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.quality.measuring import code, load_scorer

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.statements import load_coder
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.hybrid.calibration import Calibration
from counterclaim.statements.hybrid.coder import CALIBRATION, with_calibration
from counterclaim.statements.hybrid.features import ACTS

FOLDS, BINS, LEAST = 5, 10, 0.02
UNJUDGED = -0.5
"""Log-odds of what the grammar alone finds: about its share of right statements on the held-out texts."""
ADDED, OVERRULED = 0.2, 0.0
"""Least probability of what the head finds alone, and below which it overrules the grammar. Chosen by full F1 over the
held-out texts among four pairs, which score alike (.37 to .38); nothing that the grammar finds is thrown away."""


@dataclass(frozen=True)
class Candidates:
    """Candidate statements of all documents, and how many the gold has."""

    documents: np.ndarray
    logits: np.ndarray
    heard: np.ndarray
    """Logarithm of the speaker's probability."""
    acts: np.ndarray
    right: np.ndarray
    told: np.ndarray
    """Whether the grammar alone finds it too."""
    gold: int


def told_by(found: Sequence[Mapping[str, Any]], statement: Mapping[str, Any]) -> bool:
    """Whether one of the grammar's statements has the act and the actor, in words that overlap."""

    def same(other: Mapping[str, Any]) -> bool:
        one, two = other["quote"], statement["quote"]
        alike = other["act"] == statement["act"] and other["perpetrator"] == statement["perpetrator"]
        return alike and (one in two or two in one)

    return any(map(same, found))


def key_of(statement: Mapping[str, Any]) -> tuple[str, ...]:
    """By what two codings of one text know a statement again."""
    return tuple(str(statement[k]) for k in ("act", "speaker", "perpetrator", "quote"))


def statements_of(coder: GrammarCoder, text: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All statements that a coder finds in a text."""
    return [s for e in code(coder, dict(text))["events"] for s in e["statements"]]


def candidates(
    coder: GrammarCoder,
    hearing: GrammarCoder,
    grammar: GrammarCoder,
    texts: Sequence[Mapping[str, Any]],
    gold: Mapping[str, Any],
    scorer: Any,
) -> Candidates:
    """Code every text with hardly a threshold and match what is found to the gold, the best level first.

    ``hearing`` is ``coder`` with the speaker's probability counted in full, so that the two differ by just that.
    """
    rows, total = [], 0
    for number, text in enumerate(texts):
        heard = {key_of(s): _logit(s["probability"]) for s in statements_of(hearing, text)}
        found = [s for s in statements_of(coder, text) if key_of(s) in heard]
        plain = statements_of(grammar, text)
        wanted = [s for e in gold[text["id"]]["events"] for s in e["statements"]]
        total += len(wanted)
        right = np.zeros(len(found), bool)
        if found and wanted:
            grid = np.array([[scorer.level(g, p) for p in found] for g in wanted])
            # Of two candidates that fit one statement as well, the likelier is the right one.
            lean = np.array([p["probability"] for p in found])
            for i, j in zip(*linear_sum_assignment(-(grid + 0.5 * lean)), strict=True):
                right[j] = grid[i, j] == 4
        rows += [
            (number, z, min(0.0, heard[key_of(p)] - z), ACTS.index(p["act"]), r, told_by(plain, p))
            for p, r in zip(found, right, strict=True)
            for z in [_logit(p["probability"])]
        ]
    columns = list(zip(*rows, strict=True))
    return Candidates(*(np.array(c) for c in columns), gold=total)


def fit(c: Candidates, chosen: np.ndarray, penalty: float = 1.0) -> Calibration:
    """The curve for the chosen candidates, offsets of acts held small."""
    x, h, a, y, t = c.logits[chosen], c.heard[chosen], c.acts[chosen], c.right[chosen], c.told[chosen]

    def curve_of(w: np.ndarray) -> np.ndarray:
        z = (w[0] + w[5] * t) * x + w[1] + w[2] * t + abs(w[3]) * h + w[6:][a]
        return np.clip(expit(w[4]) * expit(z), 1e-9, 1 - 1e-9)

    def loss(w: np.ndarray) -> float:
        p = curve_of(w)
        # The ceiling is held near .9 (ours), so that few texts cannot put it at 1 or at the best bin's share.
        held = penalty * ((w[6:] ** 2).sum() + (w[4] - 2.2) ** 2)
        return float(-np.log(np.where(y, p, 1 - p)).sum() + held)

    w = minimize(loss, np.concatenate([[1.0, 0.0, 0.0, 0.2, 2.2, 0.0], np.zeros(len(ACTS))])).x
    offsets = {str(act): round(float(v), 4) for act, v in zip(ACTS, w[6:], strict=True)}
    slope, bias, told, voice, top = (round(float(v), 4) for v in (w[0], w[1], w[2], abs(w[3]), expit(w[4])))
    told_slope = round(float(w[5]), 4)
    return Calibration(slope=slope, bias=bias, told=told, told_slope=told_slope, voice=voice, top=top, acts=offsets)


def predicted(c: Candidates, calibration: Calibration, chosen: np.ndarray) -> np.ndarray:
    """Calibrated probabilities of the chosen candidates."""
    acts = [ACTS[a] for a in c.acts[chosen]]
    return calibration.probabilities(c.logits[chosen], acts, c.told[chosen], c.heard[chosen])


def out_of_fold(c: Candidates) -> np.ndarray:
    """For each candidate its probability by a curve fitted on other documents."""
    p = np.zeros(len(c.right))
    for fold in range(FOLDS):
        here = c.documents % FOLDS == fold
        p[here] = predicted(c, fit(c, ~here), here)
    return p


def ece(p: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins of equal width (Naeini et al. 2015)."""
    at = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs(p[at == k].sum() - right[at == k].sum()) for k in range(BINS)) / max(1, len(p)))


def curve(p: np.ndarray, c: Candidates) -> list[dict[str, float]]:
    """Precision, recall and F1 by threshold."""
    rows = []
    for threshold in np.arange(0.05, 0.95, 0.05):
        kept = p >= threshold
        hits = int(c.right[kept].sum())
        precision, recall = hits / max(1, int(kept.sum())), hits / max(1, c.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        rows.append(
            {
                "threshold": round(float(threshold), 2),
                "kept": int(kept.sum()),
                "precision": round(precision, 3),
                "recall": round(recall, 3),
                "f1": round(f1, 3),
                "ece": round(ece(p[kept], c.right[kept]), 3),
            }
        )
    return rows


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return float(np.log(p / (1 - p)))


def main() -> int:
    """Fit, measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", type=Path)
    parser.add_argument("held", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    texts = [json.loads(line) for line in (args.held / "texts.jsonl").read_text("utf-8").splitlines()]
    gold = {r["id"]: r for r in map(json.loads, (args.held / "gold.jsonl").read_text("utf-8").splitlines())}
    grammar = load_coder("grammar-en", gazetteer=Gazetteer.load(), actors=ActorBook.load())
    assert isinstance(grammar, GrammarCoder)
    everything = Calibration(threshold=LEAST, doubted=1e-4, unjudged=-9.0)
    coder = with_calibration(grammar, args.models, everything)
    hearing = with_calibration(grammar, args.models, replace(everything, voice=1.0, threshold=1e-9, doubted=1e-9))
    c = candidates(coder, hearing, grammar, texts, gold, load_scorer(args.scorer))
    p = out_of_fold(c)
    rows = curve(p, c)
    best = max(rows, key=lambda r: (r["f1"], -r["threshold"]))
    whole = fit(c, np.ones(len(c.right), bool))
    print(
        json.dumps(
            {"candidates": len(p), "gold": c.gold, "ece_all": round(ece(p, c.right), 4), "curve": rows}, indent=1
        )
    )
    print("best threshold", best)
    if args.write:
        kept = {name: getattr(whole, name) for name in ("slope", "bias", "told", "told_slope", "voice", "top")} | {
            "acts": dict(whole.acts)
        }
        kept |= {"unjudged": UNJUDGED, "threshold": ADDED, "doubted": OVERRULED}
        measured = {"documents": len(texts), "gold": c.gold, "candidates": len(p), "ece": round(ece(p, c.right), 4)}
        (args.models / CALIBRATION).write_text(
            json.dumps({"coder": kept, "measured": measured, "curve": rows}, indent=1) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
