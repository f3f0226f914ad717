"""Fit the calibration of the statement coder on held-out hand-coded texts, and measure it.

    python training/calibrate.py MODELS HELD SCORER [--write]

MODELS is a folder of exported weights, HELD what training/held.py wrote, SCORER the file of the statements' scorer.
Every candidate statement above a tiny probability is matched to the gold; a logistic curve over the signs of a candidate
(Platt 1999) under a ceiling is fitted to whether it is right in act, perpetrator and speaker. The error is measured by
cross-validation over documents. ``--write`` puts the curve fitted on all of them into MODELS/calibration.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment, minimize
from scipy.special import expit

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.quality.measuring import coding, load_scorer

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.codebooks.intervals import wilson
from counterclaim.model import Property, Statement
from counterclaim.statements import load_coder
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.hybrid.calibration import Calibration, Candidate
from counterclaim.statements.hybrid.coder import CALIBRATION, HeadRevision, with_calibration
from counterclaim.statements.hybrid.features import ACTS
from counterclaim.statements.hybrid.revising import Reviser

FOLDS, BINS, LEAST = 5, 10, 0.02
UNJUDGED = -0.5
"""Log-odds of what the grammar alone finds: about its share of right statements on the held-out texts."""
ADDED, OVERRULED = 0.3, 0.0
"""Least probability of what the head finds alone, and below which it overrules the grammar. At .30 what is kept is about as
precise as the grammar's own finds, and F1 is within .015 of the best threshold's; nothing that the grammar finds is thrown away."""
FREE = frozenset({"one", "logit", "told", "told logit", "heard"})
"""Weights that are not held small."""
_STEP, _DIGITS = 1e-10, 4


@dataclass(frozen=True)
class Listener(Reviser):
    """A reviser that notes each candidate, and writes its number behind the fourth digit of its probability."""

    heard: list[Candidate] = field(default_factory=list)

    def judged(self, candidate: Candidate) -> float:
        """The candidate's raw probability, and its number."""
        self.heard.append(candidate)
        p = min(round(super().judged(candidate), _DIGITS), 1 - 10.0**-_DIGITS)
        return p + _STEP * (len(self.heard) - 1)

    def candidate(self, probability: float) -> Candidate | None:
        """Whose probability it is; None for one that the head did not judge."""
        number = round((probability - round(probability, _DIGITS)) / _STEP)
        return self.heard[number] if 0 <= number < len(self.heard) else None


@dataclass(frozen=True)
class Candidates:
    """Candidate statements of all documents, and how many the gold has."""

    documents: np.ndarray
    found: list[Candidate]
    right: np.ndarray
    gold: int

    @property
    def told(self) -> np.ndarray:
        """Whether the grammar found it too."""
        return np.array([c.told for c in self.found], bool)

    @property
    def acts(self) -> np.ndarray:
        """The acts."""
        return np.array([str(c.act) for c in self.found])


def candidates(
    coder: GrammarCoder, texts: Sequence[Mapping[str, Any]], gold: Mapping[str, Any], scorer: Any
) -> Candidates:
    """Code every text with hardly a threshold and match what is found to the gold, the best level first."""
    assert isinstance(coder.revision, HeadRevision)
    plain = coder.revision.reviser
    documents: list[int] = []
    found: list[Candidate] = []
    right: list[bool] = []
    total = 0
    for number, text in enumerate(texts):
        listener = Listener(plain.head, plain.calibration, plain.lexicon)
        made = coding(replace(coder, revision=replace(coder.revision, reviser=listener)), text)
        said = [s for s in made.statements if s.property is Property.PERPETRATOR]
        wanted = [s for e in gold[text["id"]]["events"] for s in e["statements"]]
        total += len(wanted)
        hits = matched(wanted, [as_record(s) for s in said], [s.probability for s in said], scorer)
        for statement, hit in zip(said, hits, strict=True):
            candidate = listener.candidate(statement.probability)
            if candidate is not None:
                documents.append(number)
                found.append(candidate)
                right.append(hit)
    return Candidates(np.array(documents), found, np.array(right), gold=total)


def as_record(statement: Statement) -> dict[str, Any]:
    """A statement as the scorer reads it."""
    return {
        "act": str(statement.act),
        "speaker": statement.speaker.name,
        "speaker_aliases": list(statement.speaker.aliases),
        "speaker_kind": str(statement.speaker_kind),
        "perpetrator": statement.value,
        "perpetrator_aliases": list(statement.value_aliases),
        "quote": statement.passage.quote,
    }


def matched(
    wanted: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], lean: Sequence[float], scorer: Any
) -> list[bool]:
    """Which are right in full, each gold statement used once; of two that fit it as well, the likelier is right."""
    right = [False] * len(found)
    if wanted and found:
        grid = np.array([[scorer.level(g, p) for p in found] for g in wanted])
        for i, j in zip(*linear_sum_assignment(-(grid + 0.5 * np.array(lean))), strict=True):
            right[j] = bool(grid[i, j] == 4)
    return right


def fit(c: Candidates, chosen: np.ndarray, penalty: float = 1.0) -> Calibration:
    """The curve for the chosen candidates, all but the few main weights held small."""
    rows = [c.found[i].signs() for i in np.flatnonzero(chosen)]
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    y, held = c.right[chosen], penalty * np.array([name not in FREE for name in names])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        top, s = expit(w[0]), expit(x @ w[1:])
        p = np.clip(top * s, 1e-9, 1 - 1e-9)
        # The ceiling is held near .9 (ours), so that few texts cannot put it at 1 or at the best bin's share.
        value = -np.log(np.where(y, p, 1 - p)).sum() + (held * w[1:] ** 2).sum() + (w[0] - 2.2) ** 2
        by_p = np.where(y, -1 / p, 1 / (1 - p))
        by_top = (by_p * s).sum() * top * (1 - top) + 2 * (w[0] - 2.2)
        return float(value), np.concatenate([[by_top], x.T @ (by_p * top * s * (1 - s)) + 2 * held * w[1:]])

    bounds = [(None, None), *((0.0, None) if name == "heard" else (None, None) for name in names)]
    start = np.concatenate([[2.2], np.zeros(len(names))])
    w = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 1000}).x
    weights = {name: round(float(v), 4) for name, v in zip(names, w[1:], strict=True)}
    return Calibration(weights=weights, top=round(float(expit(w[0])), 4))


def predicted(c: Candidates, calibration: Calibration, chosen: np.ndarray) -> np.ndarray:
    """Calibrated probabilities of the chosen candidates."""
    return np.array([calibration.probability(c.found[i]) for i in np.flatnonzero(chosen)])


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
    """Precision, recall and F1 by threshold of what the head finds alone; what the grammar found is always kept."""
    rows = []
    for threshold in np.arange(0.05, 0.95, 0.05):
        kept = c.told | (p >= threshold)
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


def by_act(p: np.ndarray, c: Candidates) -> list[dict[str, Any]]:
    """Of what is kept at ADDED, by act and by who found it: how sure it was on average, and how often it was right."""
    rows = []
    for act in (*ACTS, "all"):
        for who, told in (("grammar and head", c.told), ("head alone", ~c.told)):
            here = told & (c.told | (p >= ADDED)) & ((c.acts == str(act)) | (act == "all"))
            n = int(here.sum())
            if n:
                low, high = wilson(float(c.right[here].mean()), n)
                rows.append(
                    {
                        "act": str(act),
                        "found_by": who,
                        "kept": n,
                        "probability": round(float(p[here].mean()), 3),
                        "right": round(float(c.right[here].mean()), 3),
                        "interval_90": [round(low, 3), round(high, 3)],
                    }
                )
    return rows


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
    everything = Calibration(threshold=LEAST, doubted=1e-12, unjudged=-9.0)
    c = candidates(with_calibration(grammar, args.models, everything), texts, gold, load_scorer(args.scorer))
    p = out_of_fold(c)
    kept = c.told | (p >= ADDED)
    measured = {
        "documents": len(texts),
        "gold": c.gold,
        "candidates": len(p),
        "ece": round(ece(p, c.right), 4),
        "ece_kept": round(ece(p[kept], c.right[kept]), 4),
    }
    found = {"measured": measured, "curve": curve(p, c), "by_act": by_act(p, c)}
    print(json.dumps(found, indent=1))
    if args.write:
        whole = fit(c, np.ones(len(c.right), bool))
        coder = {"weights": dict(whole.weights), "top": whole.top}
        coder |= {"unjudged": UNJUDGED, "threshold": ADDED, "doubted": OVERRULED}
        text = json.dumps({"coder": coder, **found}, indent=1)
        (args.models / CALIBRATION).write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
