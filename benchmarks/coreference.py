"""Do two reports speak of one event: ECB+, documents and gold event mentions, topics not given.

    python benchmarks/coreference.py [DATA]        (DATA, or COUNTERCLAIM_DATA, holds ecbplus/)

Everything is learned and chosen on the part train and reported once on the part dev.

Documents are grouped by average link over tf-idf cosines; gold: the subtopics; B-cubed. Mentions are compared
within the groups that were found: a small network (35 inputs, 24 hidden units) over plain features and the likeness of
the shipped encoder's states gives first odds of each pair. Two more see what the first odds of the other pairs say
(`coreference_support`), one of them beside all features and one alone; the mean of their odds counts. The kernel's
joining makes the chains; MUC, B-cubed, CEAFe, CoNLL, LEA. The odds from which on mentions are joined are chosen on
train, where each topic is weighed by networks that did not see it.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from coreference_features import Affinity, Mention, affinity, features, grouped, likeness, mentions, rarities
from coreference_scores import b_cubed, clusters_of, conll, lines
from coreference_states import Alike, states
from coreference_support import support

from counterclaim.events.kernel.joining import Rules, join

_FOLDS, _HIDDEN, _EPOCHS, _BATCH, _NETWORKS = 5, 24, 12, 256, 3
Pair = tuple[int, int]


def load(folder: Path, part: str) -> tuple[list[dict], list[dict]]:
    """Documents and validated event mentions of a part."""
    tables = []
    for name in ("docs", "mentions"):
        with gzip.open(folder / f"{part}_{name}.jsonl.gz", "rt", encoding="utf-8") as stream:
            tables.append([json.loads(line) for line in stream])
    return tables[0], [m for m in tables[1] if m["kind"] == "event" and m["validated"]]


def document_score(found: np.ndarray, documents: Sequence[dict]) -> float:
    """B-cubed F1 of grouped documents against the subtopics."""
    gold = clusters_of({d["doc_id"]: d["subtopic"] for d in documents})
    return b_cubed(gold, clusters_of({d["doc_id"]: int(c) for d, c in zip(documents, found, strict=True)}))[2]


class Network:
    """One hidden layer, trained by Adam (Kingma and Ba 2015) on the log loss."""

    def __init__(self, inputs: np.ndarray, truth: np.ndarray, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.mean, self.spread = inputs.mean(0), inputs.std(0) + 1e-6
        width = inputs.shape[1]
        self.weights = [
            rng.normal(0, (2 / width) ** 0.5, (width, _HIDDEN)),
            np.zeros(_HIDDEN),
            rng.normal(0, (2 / _HIDDEN) ** 0.5, _HIDDEN),
            np.zeros(1),
        ]
        self._train((inputs - self.mean) / self.spread, truth, rng)

    def odds(self, inputs: np.ndarray) -> np.ndarray:
        """Natural log odds."""
        return self._forward((inputs - self.mean) / self.spread)[1]

    def _forward(self, scaled: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        hidden = np.maximum(scaled @ self.weights[0] + self.weights[1], 0)
        return hidden, hidden @ self.weights[2] + self.weights[3]

    def _train(self, scaled: np.ndarray, truth: np.ndarray, rng: np.random.Generator) -> None:
        first = [np.zeros_like(w) for w in self.weights]
        second = [np.zeros_like(w) for w in self.weights]
        turn = 0
        for epoch in range(_EPOCHS):
            order = rng.permutation(len(scaled))
            for begin in range(0, len(order), _BATCH):
                batch = order[begin : begin + _BATCH]
                turn += 1
                rate = 3e-3 * (1 - 0.9 * epoch / _EPOCHS)
                for place, slope in enumerate(self._slopes(scaled[batch], truth[batch])):
                    first[place] = 0.9 * first[place] + 0.1 * slope
                    second[place] = 0.999 * second[place] + 0.001 * slope**2
                    step = first[place] / (1 - 0.9**turn) / (np.sqrt(second[place] / (1 - 0.999**turn)) + 1e-8)
                    self.weights[place] = self.weights[place] - rate * step

    def _slopes(self, scaled: np.ndarray, truth: np.ndarray) -> list[np.ndarray]:
        hidden, odds = self._forward(scaled)
        off = (1 / (1 + np.exp(-odds)) - truth) / len(truth)
        back = np.outer(off, self.weights[2]) * (hidden > 0)
        return [scaled.T @ back + 1e-4 * self.weights[0], back.sum(0), hidden.T @ off, np.array([off.sum()])]


def within(found: Sequence[Mention], groups: np.ndarray) -> list[Pair]:
    """Pairs of mentions whose documents were grouped together."""
    by_group: dict[int, list[int]] = defaultdict(list)
    for row, m in enumerate(found):
        by_group[int(groups[m.document])].append(row)
    return [(rows[y], rows[x]) for rows in by_group.values() for x in range(len(rows)) for y in range(x)]


def table(found: list[Mention], pairs: Sequence[Pair], alike: np.ndarray, rare: dict, known: Affinity) -> np.ndarray:
    """Features of some pairs."""
    told = ((found[i], found[j]) for i, j in pairs)
    return np.array([features(a, b, float(alike[a.document, b.document]), rare, known) for a, b in told])


def chained(n: int, pairs: Sequence[Pair], odds: np.ndarray, threshold: float) -> np.ndarray:
    """Mentions joined by average link."""
    left, right = (np.array([pair[side] for pair in pairs], dtype=np.int32) for side in (0, 1))
    return join(n, left, right, odds - threshold, Rules(0.0, -4.0, 0.0))


def chains(found: Sequence[Mention], label: np.ndarray) -> tuple[list, list]:
    """Gold chains and found ones."""
    response = clusters_of({m.id: int(c) for m, c in zip(found, label, strict=True)})
    return clusters_of({m.id: m.chain for m in found}), response


def main() -> None:
    """Train, choose, report."""
    data = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("COUNTERCLAIM_DATA", "")
    folder = Path(data) / "ecbplus"
    if not data or not folder.is_dir():
        raise SystemExit("no ecbplus: give the data folder as argument or in COUNTERCLAIM_DATA")
    parts = {part: load(folder, part) for part in ("train", "dev")}
    alike = {part: likeness(documents) for part, (documents, _) in parts.items()}
    steps = np.round(np.arange(0.10, 0.40, 0.02), 2)
    threshold = max(steps, key=lambda s: document_score(grouped(alike["train"], s), parts["train"][0]))
    groups = {part: grouped(alike[part], threshold) for part in parts}
    for part, (documents, _) in parts.items():
        score = document_score(groups[part], documents)
        print(f"{part}: {len(documents)} documents, cosine {threshold}, B-cubed F1 {score:.4f}")
    found = {part: mentions(*parts[part]) for part in parts}
    rare = {part: rarities(documents) for part, (documents, _) in parts.items()}
    pairs = {part: within(found[part], groups[part]) for part in parts}
    told = {part: states(*parts[part]) for part in parts}
    centre = tuple(each.mean(axis=0) for each in told["train"])
    both = {part: np.array(pairs[part]) for part in parts}
    seen = {part: Alike(found[part], told[part], centre).features(both[part]) for part in parts}
    plain, truth, fold = learned(found["train"], pairs["train"], alike["train"], rare["train"])
    known = affinity(found["train"], pairs["train"])
    inputs = {
        "train": np.hstack([plain, seen["train"]]),
        "dev": np.hstack([table(found["dev"], pairs["dev"], alike["dev"], rare["dev"], known), seen["dev"]]),
    }
    first = unseen(inputs["train"], truth, fold), trained(inputs["train"], truth, inputs["dev"])
    told_by_others = {
        part: support(found[part], both[part], odds) for part, odds in zip(("train", "dev"), first, strict=True)
    }
    second = [{part: np.hstack([inputs[part], told_by_others[part]]) for part in parts}, told_by_others]
    odds = np.mean([unseen(each["train"], truth, fold) for each in second], axis=0)
    sizes = {part: len(found[part]) for part in parts}
    cut = max(
        np.arange(-1.5, 0.3, 0.25).tolist(),
        key=lambda c: conll(*chains(found["train"], chained(sizes["train"], pairs["train"], odds, c))),
    )
    dev = np.mean([trained(each["train"], truth, each["dev"]) for each in second], axis=0)
    for part, weighed in (("train", odds), ("dev", dev)):
        print(f"{part}: {sizes[part]} mentions, joined from log odds {cut} on")
        print(
            "\n".join(
                "  " + line for line in lines(*chains(found[part], chained(sizes[part], pairs[part], weighed, cut)))
            )
        )


def learned(
    found: list[Mention], pairs: list[Pair], alike: np.ndarray, rare: dict
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Plain features and truth of the training pairs, and the fold of each; no fold's features know its own topics."""
    topics = sorted({m.topic for m in found})
    fold = np.array([topics.index(found[left].topic) % _FOLDS for left, _ in pairs])
    truth = np.array([found[i].chain == found[j].chain for i, j in pairs], dtype=float)
    rows: dict[int, np.ndarray] = {}
    for number in range(_FOLDS):
        known = affinity(found, [pair for pair, f in zip(pairs, fold, strict=True) if f != number])
        mine = np.flatnonzero(fold == number)
        rows[number] = table(found, [pairs[place] for place in mine], alike, rare, known)
    inputs = np.zeros((len(pairs), rows[0].shape[1]))
    for number, told in rows.items():
        inputs[fold == number] = told
    return inputs, truth, fold


def unseen(inputs: np.ndarray, truth: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """The odds that networks give each training pair that did not see its topic."""
    odds = np.zeros(len(truth))
    for number in range(_FOLDS):
        odds[fold == number] = Network(inputs[fold != number], truth[fold != number], 0).odds(inputs[fold == number])
    return odds


def trained(inputs: np.ndarray, truth: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The mean odds of networks that saw all training pairs."""
    return (
        sum((Network(inputs, truth, seed).odds(wanted) for seed in range(_NETWORKS)), np.zeros(len(wanted))) / _NETWORKS
    )


if __name__ == "__main__":
    main()
