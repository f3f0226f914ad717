"""Train the first pass: which sentences have something to code.

    python training/screening.py OUT.npz [--data DIR] [--bar SCORE] [FILE...]

FILEs are hand-coded texts as for `training.examples`; without any, those in ``gold/`` and ``reports/``. One text in
five is held out; `benchmarks/first_pass.py` measures on those. The same texts give the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterclaim.statements.lexicon import load_lexicon
from counterclaim.statements.screening.model import AROUND, Weights, around
from counterclaim.statements.screening.words import BITS, FIRST, GAPS, Numbered, Numbers, numbered, pairs, split
from training.screening_texts import Screened, corpus
from training.texts import data_folder

HERE = Path(__file__).parent
Floats = NDArray[np.float64]
FOLDS = 5
HIDDEN, SEEDS = 12, (0, 1)
_PENALTY, _PENALTY_AROUND = 0.5, 3e-3
BAR = -1.8
"""Chosen on the held-out texts: the highest at which at most one hand-coded statement in a hundred is lost."""
_FEW = 3
"""Texts that must hold a word for it to be in the vocabulary."""


def vocabulary(texts: Sequence[Screened]) -> list[str]:
    """Words that are no names: written small in most places where a text in both cases has them within a sentence."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    texts_with: Counter[str] = Counter()
    for text in texts:
        joined = " ".join(text.sentences)
        texts_with.update(set(split(joined)))
        if joined.upper() == joined:
            continue
        for sentence in text.sentences:
            # The first word's capital tells nothing.
            for word in sentence.split()[1:]:
                stripped = word.strip("\"'“”‘’.,;:()[]!?-–—")
                if stripped.isalpha():
                    (small if stripped.islower() else large)[stripped.lower()] += 1
    lexicon = load_lexicon()
    known = frozenset(lexicon.forms) | frozenset(lexicon.deeds)
    return sorted(
        w
        for w, n in texts_with.items()
        if n >= _FEW and w.isalpha() and small[w] >= 2 * large[w] and (small[w] or w in known)
    )


def kinds(words: Sequence[str]) -> sparse.csr_matrix:
    """(words + FIRST, kinds): beginnings, endings and the grammar's classes, by which rare words share in others.

    Their weights are added to the words' own, so that they cost nothing when the first pass runs.
    """
    lexicon = load_lexicon()
    found: list[tuple[int, str]] = []
    for number, word in enumerate(words, FIRST):
        told = {f"^{word[:5]}", f"{word[-3:]}$"}
        told |= {f"noun {name}" for name in lexicon.nouns.get(word, ())}
        told |= {f"list {name}" for name, listed in lexicon.words.items() if word in listed}
        told |= {f"deed {lexicon.deeds[word]}"} if word in lexicon.deeds else set()
        for base, form in lexicon.forms.get(word, ()):
            told |= {f"form {form}", f"base {base}", *(f"verb {name}" for name in lexicon.classes.get(base, ()))}
        found += [(number, name) for name in sorted(told)]
    counts = Counter(name for _, name in found)
    column = {name: k for k, name in enumerate(sorted(n for n, c in counts.items() if c > 1))}
    kept = [(number, column[name]) for number, name in found if name in column]
    rows, columns = zip(*kept, strict=True)
    return sparse.csr_matrix((np.ones(len(kept)), (rows, columns)), shape=(len(words) + FIRST, len(column)))


@dataclass(frozen=True)
class Table:
    """All sentences of some texts as counts of words, pairs and kinds, by the root of their lengths."""

    texts: Sequence[Screened]
    known: list[Numbered]
    kinds: sparse.csr_matrix
    counts: sparse.csr_matrix
    labels: NDArray[np.int64]
    weights: Floats
    starts: NDArray[np.int64]
    """Row of each text's first sentence, and the number of rows."""

    @classmethod
    def of(cls, texts: Sequence[Screened], words: Sequence[str]) -> Table:
        """The table of ``texts`` under a vocabulary."""
        numbers = Numbers(words)
        known = [numbered(t.sentences, numbers) for t in texts]
        starts = np.cumsum([0, *(len(k.starts) for k in known)])
        first = len(words) + FIRST
        ids = [np.stack([k.ids, pairs(k.ids, 1) + first, pairs(k.ids, 2) + first + 2**BITS]) for k in known]
        rows = [
            np.repeat(np.arange(len(k.starts)), np.diff(k.starts, append=len(k.ids))) + start
            for k, start in zip(known, starts, strict=False)
        ]
        i, j = np.tile(np.concatenate(rows), 3), np.concatenate(ids, axis=1).astype(np.int64).ravel()
        counts = sparse.csr_matrix((np.ones(len(i)), (i, j)), shape=(int(starts[-1]), first + 2 * 2**BITS))
        shared = kinds(words)
        root = sparse.diags(1 / np.sqrt(np.concatenate([k.lengths for k in known]) + GAPS))
        every = (root @ sparse.hstack([counts, counts[:, :first] @ shared])).tocsr()
        labels = np.array([label for t in texts for label in t.labels])
        weights = np.array([weight for t in texts for weight in t.weights])
        return cls(texts, known, shared, every, labels, weights, starts)

    def words_fitted(self, use: NDArray[np.bool_], words: Sequence[str]) -> Weights:
        """The weights of words and pairs, from the rows ``use``."""
        w = fit(self.counts[use], self.labels[use].astype(float), self.weights[use], _PENALTY)
        first = len(words) + FIRST
        single, one, two, shared = np.split(w[:-1], [first, first + 2**BITS, first + 2 * 2**BITS])
        tables = [(single + self.kinds @ shared), one, two]
        none = np.zeros((0,), np.float32)
        return Weights(tuple(words), *(t.astype(np.float32) for t in tables), float(w[-1]), *[none] * 5, 0.0)

    def around(self, by: Weights, texts: NDArray[np.bool_]) -> Floats:
        """(sentences, AROUND) of the texts chosen, zeros for all others."""
        found = np.zeros((int(self.starts[-1]), AROUND))
        for k in np.flatnonzero(texts):
            found[self.starts[k] : self.starts[k + 1]] = around(by.alone(self.known[k]))
        return found


def fit(x: Any, y: Floats, weight: Floats, penalty: float) -> Floats:
    """Logistic regression with a quadratic penalty on all but the last number, which is the bias."""
    sign = 2 * y - 1

    def loss(w: Floats) -> tuple[float, Floats]:
        margin = sign * (x @ w[:-1] + w[-1])
        value = float(weight @ np.logaddexp(0, -margin) + penalty / 2 * w[:-1] @ w[:-1])
        slope = -weight * sign / (1 + np.exp(np.clip(margin, -50, 50)))
        return value, np.concatenate([x.T @ slope + penalty * w[:-1], [slope.sum()]])

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 120})
    return np.asarray(found.x)


def network(x: Floats, y: Floats, weight: Floats, seed: int) -> tuple[Floats, Floats, Floats, Floats]:
    """A layer of HIDDEN hyperbolic tangents beside a linear path: (inner, inner bias, outer, direct); x centred."""
    width = x.shape[1]
    sign, total = 2 * y - 1, weight.sum()
    chance = np.random.default_rng(seed)
    start = [chance.normal(0, 0.3, width * HIDDEN), np.zeros(HIDDEN), chance.normal(0, 0.3, HIDDEN), np.zeros(width)]
    cuts = np.cumsum([len(part) for part in start])[:-1]

    def loss(p: Floats) -> tuple[float, Floats]:
        flat, bias, outer, direct = np.split(p, cuts)
        hidden = np.tanh(x @ flat.reshape(width, HIDDEN) + bias)
        margin = sign * (hidden @ outer + x @ direct)
        slope = -weight * sign / (1 + np.exp(np.clip(margin, -50, 50))) / total
        back = np.outer(slope, outer) * (1 - hidden**2)
        slopes = [(x.T @ back).ravel(), back.sum(0), hidden.T @ slope, x.T @ slope]
        value = float(weight @ np.logaddexp(0, -margin) / total + _PENALTY_AROUND / 2 * p @ p)
        return value, np.concatenate(slopes) + _PENALTY_AROUND * p

    found = minimize(loss, np.concatenate(start), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    flat, bias, outer, direct = np.split(found, cuts)
    return flat.reshape(width, HIDDEN), bias, outer, direct


def neighbours_fitted(near: Floats, table: Table, use: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    """The mean of networks from several starts, as one."""
    centre = np.stack([near[use].mean(0), near[use].std(0) + 1e-6])
    x = (near[use] - centre[0]) / centre[1]
    found = [network(x, table.labels[use].astype(float), table.weights[use], seed) for seed in SEEDS]
    return {
        "centre": centre.astype(np.float32),
        "inner": np.concatenate([n[0] for n in found], axis=1).astype(np.float32),
        "inner_bias": np.concatenate([n[1] for n in found]).astype(np.float32),
        "outer": (np.concatenate([n[2] for n in found]) / len(SEEDS)).astype(np.float32),
        "direct": np.mean([n[3] for n in found], axis=0).astype(np.float32),
    }


def fold_of(text: Screened) -> int:
    """The part of the training texts that a text belongs to."""
    return int(hashlib.sha256(f"fold/{text.id}".encode()).hexdigest(), 16) % FOLDS


def packed(name: str, numbers: Floats) -> dict[str, NDArray[Any]]:
    """Numbers as eight bits with their scale."""
    scale = float(np.abs(numbers).max()) / 127 or 1.0
    return {name: np.round(numbers / scale).astype(np.int8), f"{name}_scale": np.array([scale], np.float32)}


def train(texts: Sequence[Screened], bar: float) -> dict[str, NDArray[Any]]:
    """The arrays of `Weights`, as stored; the network is fitted to scores by models that have not seen the text."""
    words = vocabulary(texts)
    table = Table.of(texts, words)
    fold = np.array([fold_of(t) for t in texts])
    of_row = np.repeat(fold, np.diff(table.starts))
    known = table.labels >= 0
    near = np.zeros((len(of_row), AROUND))
    for k in range(FOLDS):
        near += table.around(table.words_fitted(known & (of_row != k), words), fold == k)
    whole = table.words_fitted(known, words)
    return {
        "words": np.frombuffer(" ".join(words).encode(), np.uint8),
        **packed("single", whole.single),
        **packed("next", whole.next),
        **packed("second", whole.second),
        "bias": np.array([whole.bias], np.float32),
        **neighbours_fitted(near, table, known),
        "bar": np.array([bar], np.float32),
    }


def main() -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--bar", type=float, default=BAR, help="least score of a sentence that is read")
    args = parser.parse_args()
    files = args.files or [*sorted((HERE / "gold").glob("*.jsonl")), *sorted((HERE / "reports").glob("*.jsonl"))]
    texts = list(corpus(data_folder(args.data), files, held=False))
    arrays = train(texts, args.bar)
    np.savez_compressed(args.out, **arrays)
    told = {"texts": len(texts), "words": len(arrays["words"].tobytes().split()), "bar": float(arrays["bar"][0])}
    print(json.dumps(told | {"bytes": args.out.stat().st_size}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
