"""Do two spellings name one place? Ours beside rapidfuzz's ratios, on pairs that nothing was learned from.

    python benchmarks/toponyms.py DATA

DATA: the folder of ``kenya_toponym_match``. Pairs are parted by a hash of the first name; thresholds, ours and
rapidfuzz's alike, come from the learning part, figures from the other. Also told: the share of the reported part in
which neither name stands in the learning part, and average precision.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from rapidfuzz import distance, fuzz

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from learn_place_names import best_threshold, f1, read, split

from counterclaim.codebooks.names import PlaceMatcher

RATIOS = ("ratio", "partial_ratio", "token_sort_ratio", "token_set_ratio", "token_ratio", "WRatio", "QRatio")
DISTANCES = ("Levenshtein", "OSA", "Indel", "Jaro", "JaroWinkler", "LCSseq")


def average_precision(scores: np.ndarray, matches: np.ndarray) -> float:
    ranked = matches[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float((precision * ranked).sum() / ranked.sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    learning, reported = split(read(parser.parse_args().data))
    seen = {name for pair in learning for name in pair[:2]}
    unseen = np.array([a not in seen and b not in seen for a, b, _ in reported])
    truth = np.array([m for _, _, m in learning]), np.array([m for _, _, m in reported])
    print(f"{len(learning)} pairs to learn from, {len(reported)} reported ({truth[1].sum()} matches), "
          f"{unseen.sum()} of them of two unseen names")  # fmt: skip
    peers = {name: getattr(fuzz, name) for name in RATIOS}
    peers |= {name: getattr(distance, name).normalized_similarity for name in DISTANCES}
    print(f"{'':20} {'threshold':>9} {'F1':>7} {'unseen':>7} {'AP':>7}")
    for name, score in peers.items():
        there, here = (np.array([score(a, b) for a, b, _ in pairs]) for pairs in (learning, reported))
        show(name, here, truth[1], best_threshold(there, truth[0])[0], unseen)
    ours = PlaceMatcher.load()
    show("ours", np.array(ours.probabilities([p[:2] for p in reported])), truth[1], ours.threshold, unseen)


def show(name: str, scores: np.ndarray, truth: np.ndarray, threshold: float, unseen: np.ndarray) -> None:
    found, apart = f1(scores, truth, threshold), f1(scores[unseen], truth[unseen], threshold)
    print(f"{name:20} {threshold:9.3f} {found:7.4f} {apart:7.4f} {average_precision(scores, truth):7.4f}")


if __name__ == "__main__":
    main()
