"""Learn the parameters of the matcher of place names from hand-judged pairs, and write what ships.

    python tools/learn_place_names.py DATA [--out FOLDER]

DATA is the folder of ``kenya_toponym_match`` (or its file): name_a, name_b, match. Only the learning part is read
(`split`); the threshold is chosen by cross-validation inside it. The same pairs give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import json
import math
from collections import Counter
from pathlib import Path

import numpy as np
from rapidfuzz.distance import JaroWinkler

from counterclaim.codebooks.files import DATA
from counterclaim.codebooks.folding import fold
from counterclaim.codebooks.names.features import Tables, features
from counterclaim.codebooks.names.forest import LEAF, Forest
from counterclaim.codebooks.names.words import core, edits, words

Pair = tuple[str, str, bool]
TREES, LEAST_LEAF, TRIED = 120, 3, 16
FOLDS = 5
FREQUENT = 6
"""A word of so many names says of which kind a place is, not which."""


def read(path: Path) -> list[Pair]:
    """The pairs of a CSV file or of ``pairs.csv.gz`` in a folder, names folded."""
    path = path / "pairs.csv.gz" if path.is_dir() else path
    data = path.read_bytes()
    text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8")
    return [(fold(r["name_a"]), fold(r["name_b"]), r["match"] == "1") for r in csv.DictReader(io.StringIO(text))]


def part(name: str, parts: int, salt: str = "") -> int:
    """The part that a first name falls into: SHA-256, so that no name stands on both sides."""
    return int.from_bytes(hashlib.sha256(f"{salt}{name}".encode()).digest()[:8], "big") % parts


def split(pairs: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The part to learn from and the part to report on, by a hash of the first name, half and half."""
    return [p for p in pairs if part(p[0], 2) == 0], [p for p in pairs if part(p[0], 2) == 1]


def best_threshold(scores: np.ndarray, matches: np.ndarray) -> tuple[float, float]:
    """The threshold with the best F1, and that F1."""
    order = np.argsort(-scores, kind="stable")
    hits, ranked = np.cumsum(matches[order]), scores[order]
    f1 = 2 * hits / (np.arange(1, len(scores) + 1) + matches.sum())
    f1[:-1][ranked[1:] == ranked[:-1]] = 0
    at = int(f1.argmax())
    lower = ranked[at + 1] if at + 1 < len(ranked) else ranked[at]
    return float(ranked[at] + lower) / 2, float(f1[at])


def f1(scores: np.ndarray, matches: np.ndarray, threshold: float) -> float:
    """F1 of holding all from the threshold on to be matches."""
    said = scores >= threshold
    return 2 * float((said & matches).sum()) / float(said.sum() + matches.sum())


def tables(pairs: list[Pair]) -> Tables:
    """What the pairs say of words and letters."""
    names = {name for pair in pairs for name in pair[:2]}
    counts = Counter(w for name in sorted(names) for w in set(words(name)) if not w.isdigit())
    counts = Counter({w: c for w, c in counts.items() if (c >= FREQUENT and len(w) > 1) or len(w) <= 2})
    word_of: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    edit_of: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    alike = Counter()
    for one, other, match in pairs:
        (a, more_a), (b, more_b) = core(one, counts), core(other, counts)
        likeness = JaroWinkler.similarity(a, b)
        if likeness >= 0.85:
            alike[match] += 1
            word_of[match].update(more_a ^ more_b)
        if likeness >= 0.7 and a != b:
            edit_of[match].update(edits(*sorted((a, b))))
    base = alike[True] / (alike[True] + alike[False])
    odds = math.log(base / (1 - base))
    seen = {w for c in word_of.values() for w in c if word_of[True][w] + word_of[False][w] >= 3}
    bits = {
        w: round(math.log((word_of[True][w] + 4 * base) / (word_of[False][w] + 4 * (1 - base))) - odds, 4) for w in seen
    }
    steps = set(edit_of[True]) | set(edit_of[False])
    totals = {m: sum(c.values()) + len(steps) for m, c in edit_of.items()}
    ratios = {
        s: round(math.log((edit_of[True][s] + 1) / totals[True] / ((edit_of[False][s] + 1) / totals[False])), 4)
        for s in steps
    }
    return Tables(len(names), dict(sorted(counts.items())), dict(sorted(bits.items())), dict(sorted(ratios.items())))


def rows_of(pairs: list[Pair], known: Tables) -> np.ndarray:
    """Features of the pairs."""
    return np.array([list(features(a, b, known).values()) for a, b, _ in pairs], dtype=np.float32)


def grow(rows: np.ndarray, matches: np.ndarray, seed: int, trees: int = TREES) -> Forest:
    """Extremely randomised trees: at each node some features, one random threshold each, the best by Gini kept."""
    chance = np.random.Generator(np.random.PCG64(seed))
    roots, feature, threshold, left, right = [], [], [], [], []
    target = matches.astype(np.float64)

    def node(value: float) -> int:
        feature.append(LEAF), threshold.append(value), left.append(0), right.append(0)
        return len(feature) - 1

    for _ in range(trees):
        roots.append(node(float(target.mean())))
        todo = [(roots[-1], np.arange(len(rows)))]
        while todo:
            at, here = todo.pop()
            told = target[here]
            if len(here) < 2 * LEAST_LEAF or told.min() == told.max():
                continue
            low, high = rows[here].min(axis=0), rows[here].max(axis=0)
            able = np.flatnonzero(high > low)
            tried = chance.permutation(able)[:TRIED]
            if not len(tried):
                continue
            cuts = (low[tried] + chance.random(len(tried), dtype=np.float32) * (high[tried] - low[tried])).astype(
                np.float32
            )
            goes = rows[here][:, tried] <= cuts
            count = goes.sum(axis=0)
            hits = (goes * told[:, None]).sum(axis=0)
            rest, rest_hits = len(here) - count, told.sum() - hits
            with np.errstate(divide="ignore", invalid="ignore"):
                impurity = hits * (count - hits) / count + rest_hits * (rest - rest_hits) / rest
            impurity[(count < LEAST_LEAF) | (rest < LEAST_LEAF)] = np.inf
            choice = int(np.argmin(impurity))
            if not np.isfinite(impurity[choice]):
                continue
            sides = here[goes[:, choice]], here[~goes[:, choice]]
            feature[at], threshold[at] = int(tried[choice]), float(cuts[choice])
            left[at], right[at] = (node(float(target[side].mean())) for side in sides)
            todo += [(left[at], sides[0]), (right[at], sides[1])]
    return Forest(
        np.array(roots, np.int32),
        np.array(feature, np.int16),
        np.array(threshold, np.float32),
        np.array(left, np.int32),
        np.array(right, np.int32),
    )


def learn(pairs: list[Pair]) -> tuple[Tables, Forest, float, float]:
    """Tables, trees, threshold, and the F1 that cross-validation inside ``pairs`` finds.

    What a pair's words and letters say is counted on other folds: counted on itself, it would say too much.
    """
    matches = np.array([m for _, _, m in pairs])
    fold_of = np.array([part(a, FOLDS, "fold:") for a, _, _ in pairs])
    rows = np.zeros((len(pairs), 0), dtype=np.float32)
    for k in range(FOLDS):
        known = tables([p for p, f in zip(pairs, fold_of, strict=True) if f != k])
        held = rows_of([p for p, f in zip(pairs, fold_of, strict=True) if f == k], known)
        if not rows.shape[1]:
            rows = np.zeros((len(pairs), held.shape[1]), dtype=np.float32)
        rows[fold_of == k] = held
    scores = np.zeros(len(pairs))
    for k in range(FOLDS):
        forest = grow(rows[fold_of != k], matches[fold_of != k], seed=k)
        scores[fold_of == k] = forest.probabilities(rows[fold_of == k])
    threshold, found = best_threshold(scores, matches)
    return tables(pairs), grow(rows, matches, seed=FOLDS), round(threshold, 4), found


def main() -> None:
    """Learn, write, and say how good cross-validation finds it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    given = parser.parse_args()
    pairs, _ = split(read(given.data))
    known, forest, threshold, found = learn(pairs)
    told = {
        "names": known.names, "threshold": threshold, "counts": known.counts, "word_bits": known.word_bits,
        "edit_bits": known.edit_bits,
    }  # fmt: skip
    (given.out / "place_names.json").write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    forest.save(given.out / "place_names.npz")
    size = sum((given.out / f"place_names.{ending}").stat().st_size for ending in ("json", "npz"))
    print(
        f"{len(pairs)} pairs, cross-validated F1 {found:.4f} at {threshold}; {len(forest.feature)} nodes, {size} bytes"
    )


if __name__ == "__main__":
    main()
