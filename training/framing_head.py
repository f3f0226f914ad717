"""Train the weights that match framings by meaning (`counterclaim.narratives.meaning`).

    python -m training.framing_head --vectors WORK/word_vectors.npz [--data DATA] [--out FILE]

One logistic regression a framing, over pairs and pieces of words (hashed) and over vectors of whole words, which
`training/word_vectors.py` takes from a multilingual encoder. It reads `training/framings/`, the codebook's own examples and, as
ones that carry nothing, sentences of `training/reports/` and, with --data, of GUM on other matters. Folds hold whole themes out; strength of the
penalty and the curve from logit to score are chosen on what the folds leave out. What is measured at the end
(`benchmarks/narratives.py`) is never read here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from counterclaim.codebooks.framing_patterns import find, plain
from counterclaim.codebooks.framings import FramingBook
from counterclaim.documents import segment
from counterclaim.narratives.meaning import BUCKETS, SHORTEST, buckets, key, pair, wording, words
from training.framing_passages import passages
from training.slots import realise

FOLDS = 5
PENALTIES = (0.1, 0.3)
BAR = 0.5
"""The score from which on a match counts: it is more likely right than wrong. EXPERIMENTS.md tells of another."""
RARE = 0.02
"""Share of the passages in which a word of half the full weight stands (Arora and others 2017)."""
OTHER_WEIGHT = 0.5
"""Weight of a sentence of GUM or of our reports: nobody read whether it carries a framing."""
OTHERS = 1500
REPORTED = 4000
NAMES = [("Marsh Column", "MC"), ("Council of the North", "")]
"""What is put for an actor of the reports that has no name of its own."""
CALM = ("academic", "bio", "court", "news", "textbook", "voyage")
"""Kinds of GUM's texts that are read."""

PIECE = 0.3
"""Scale of the shared table's entries beside the vectors': a word has some twenty of them."""

VECTOR = 2.0
"""Scale of the vectors beside the shared table."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Data:
    """Sentences with what they carry, (N, framings), their weight and their fold."""

    texts: tuple[str, ...]
    carries: NDArray[np.bool_]
    weight: Floats
    fold: NDArray[np.int64]
    kind: tuple[str, ...]


@dataclass(frozen=True)
class Vectors:
    """Vectors of words, of like length; those of the words that are seldom count more."""

    row: dict[str, int]
    table: Floats

    @classmethod
    def load(cls, path: Path, texts: Sequence[str]) -> Vectors:
        """The vectors of a file, centred and weighed by how seldom each word is in ``texts``."""
        with np.load(path) as arrays:
            names, table = [str(w) for w in arrays["words"]], arrays["V"].astype(np.float64)
        table /= np.linalg.norm(table, axis=1, keepdims=True)
        table -= table.mean(axis=0)
        table /= np.linalg.norm(table, axis=1, keepdims=True)
        seen: dict[str, int] = {}
        for text in texts:
            for word in set(words(text)):
                seen[word] = seen.get(word, 0) + 1
        share = np.array([seen.get(w, 0) / len(texts) for w in names])
        return cls({w: i for i, w in enumerate(names)}, table * (RARE / (RARE + share))[:, None])

    def of(self, texts: Sequence[str]) -> Floats:
        """Each text's vector: the sum of its words' over the root of their number."""
        out = np.zeros((len(texts), self.table.shape[1]))
        for number, text in enumerate(texts):
            found = words(text)
            rows = [self.row[w] for w in found if w in self.row]
            out[number] = self.table[rows].sum(axis=0) / max(1.0, len(found)) ** 0.5
        return out


def gather(book: FramingBook, gum: Path | None) -> Data:
    """All sentences to train on."""
    names = list(book.framings)
    rows: list[tuple[str, set[str], float, str, str]] = [
        (p.text, {p.framing} if p.states else set(), 1.0, p.theme, f"{p.language} {p.wording}") for p in passages()
    ]
    for framing in book:
        rows += [(text, {framing.id}, 1.0, f"{framing.id} example", "example") for text in framing.examples]
        rows += [(text, set(), 1.0, f"{framing.id} counter", "example") for text in framing.counterexamples]
    others = [*_reported(book), *(_calm(gum) if gum else [])]
    rows += [(text, set(), OTHER_WEIGHT, text, "other") for text in others]
    return Data(
        texts=tuple(r[0] for r in rows),
        carries=np.array([[n in r[1] for n in names] for r in rows]),
        weight=np.array([r[2] for r in rows]),
        fold=np.array(_folds([r[3] for r in rows])),
        kind=tuple(r[4] for r in rows),
    )


def _folds(themes: Sequence[str]) -> list[int]:
    """Themes dealt out in turn, so that each fold has some of every framing."""
    order = {theme: i for i, theme in enumerate(dict.fromkeys(themes))}
    return [order[t] % FOLDS for t in themes]


def _reported(book: FramingBook) -> list[str]:
    """Sentences of our invented reports that no pattern takes for a framing: what texts on violence mostly consist of."""
    found: dict[str, None] = {}
    for path in sorted((Path(__file__).parent / "reports").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = realise(json.loads(line), 0, NAMES)["text"]
            for part in segment(text, "en"):
                found.setdefault(" ".join(text[part.start : part.end].split()))
    patterns = [p for framing in book for p in framing.compiled("en")[0]]
    drawn = list(found)[:: max(1, len(found) // REPORTED)][:REPORTED]
    return [s for s in drawn if len(words(s)) >= SHORTEST and find(patterns, plain(s)) is None]


def _calm(gum: Path) -> list[str]:
    """Sentences of GUM's texts on other matters, evenly drawn."""
    found = [
        sentence
        for path in sorted(gum.glob("GUM_*.conll"))
        if path.name.split("_")[1] in CALM
        for sentence in _sentences(path.read_text(encoding="utf-8"))
    ]
    return found[:: max(1, len(found) // OTHERS)][:OTHERS]


def _sentences(conll: str) -> Iterator[str]:
    """Sentences of 8 to 60 words; the second cell of a row holds the word."""
    own: list[str] = []
    for line in conll.splitlines():
        cells = line.split("\t")
        own += cells[1:2]
        if cells[1:2] and cells[1] in (".", "!", "?"):
            if 8 <= len(own) <= 60:
                yield " ".join(own)
            own = []


def shared(texts: Sequence[str]) -> csr_matrix:
    """Counts of pairs, whole words and pieces in the shared table, over the root of the number of words."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for number, text in enumerate(texts):
        found = words(text)
        own = [b for w in found for b in buckets(w)]
        own += [pair(a, b) for a, b in pairwise(found)]
        rows += [number] * len(own)
        columns += own
        values += [PIECE * max(1, len(found)) ** -0.5] * len(own)
    return csr_matrix((values, (rows, columns)), shape=(len(texts), BUCKETS))


def fit(features: csr_matrix, carries: NDArray[np.bool_], weight: Floats, penalty: float) -> tuple[Floats, Floats]:
    """Weights (features, framings) and biases of one logistic regression a framing, L2 penalty, by L-BFGS."""
    width, many = features.shape[1], carries.shape[1]
    across = features.T.tocsr()
    side = np.where(carries, 1.0, -1.0)

    def loss(flat: Floats) -> tuple[float, Floats]:
        own, bias = flat[:-many].reshape(width, many), flat[-many:]
        margin = side * (features @ own + bias)
        pull = -side * weight[:, None] / (1 + np.exp(margin))
        value = float((np.logaddexp(0, -margin) * weight[:, None]).sum() + penalty / 2 * (own * own).sum())
        return value, np.concatenate([(across @ pull + penalty * own).ravel(), pull.sum(axis=0)])

    found = minimize(loss, np.zeros((width + 1) * many), jac=True, method="L-BFGS-B", options={"maxiter": 50})
    return found.x[:-many].reshape(width, many), found.x[-many:]


def left_out(features: csr_matrix, data: Data, penalty: float) -> Floats:
    """Logits of each sentence by a model that has not seen its theme."""
    out = np.zeros(data.carries.shape)
    for fold in range(FOLDS):
        seen, unseen = np.flatnonzero(data.fold != fold), np.flatnonzero(data.fold == fold)
        own, bias = fit(features[seen], data.carries[seen], data.weight[seen], penalty)
        out[unseen] = features[unseen] @ own + bias
    return out


def f1(carries: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    """F1 over all answers."""
    return float(2 * (carries & found).sum() / max(1, carries.sum() + found.sum()))


def curve(logits: Floats, data: Data) -> tuple[float, float]:
    """Slope and shift that turn logits into shares of right answers (Platt 1999)."""
    flat, right = logits.ravel(), data.carries.ravel()

    def loss(p: Floats) -> float:
        margin = np.where(right, 1, -1) * (p[0] * flat + p[1])
        return float(np.logaddexp(0, -margin).sum())

    found = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return float(found.x[0]), float(found.x[1])


def report(data: Data, found: NDArray[np.bool_]) -> None:
    """Figures of what the folds leave out, by language and wording."""
    for kind in sorted(set(data.kind)):
        rows = np.array([k == kind for k in data.kind])
        right = (data.carries[rows] & found[rows]).sum()
        told, said = data.carries[rows].sum(), found[rows].sum()
        print(f"{kind:16} sentences {rows.sum():5} carrying {told:4} found {said:4} right {right:4}")


def quantised(own: Floats, table: Floats) -> tuple[Floats, NDArray[np.int8], NDArray[np.int8]]:
    """A scale for each framing, and both tables in 8 bits."""
    scale = np.maximum(np.abs(own).max(axis=0), np.abs(table).max(axis=0)) / 127
    return scale, np.rint(own / scale).astype(np.int8), np.rint(table / scale).astype(np.int8)


def main() -> None:
    """Choose, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", type=Path, required=True, help="what training/word_vectors.py wrote")
    parser.add_argument("--data", type=Path, help="the folder that holds gum/")
    parser.add_argument("--out", type=Path, default=Path("models/src/counterclaim_models/framings.npz"))
    parser.add_argument("--penalties", type=float, nargs="*", default=PENALTIES)
    args = parser.parse_args()
    book = FramingBook.load()
    data = gather(book, args.data / "gum" if args.data else None)
    vectors = Vectors.load(args.vectors, data.texts)
    features = hstack([shared(data.texts), csr_matrix(vectors.of(data.texts) * VECTOR)]).tocsr()
    best: tuple[float, float, Floats] | None = None
    for penalty in args.penalties:
        logits = left_out(features, data, penalty)
        top = max(f1(data.carries, logits > bar) for bar in np.arange(-5, 1, 0.1))
        print(f"penalty {penalty}: F1 of themes left out {top:.3f}", flush=True)
        best = max(best or (0.0, penalty, logits), (top, penalty, logits), key=lambda b: b[0])
    assert best is not None
    _, penalty, logits = best
    slope, shift = curve(logits, data)
    share = 1 / (1 + np.exp(-(slope * logits + shift)))
    report(data, share >= BAR)
    own, bias = fit(features, data.carries, data.weight, penalty)
    table = own[:BUCKETS] * PIECE
    listed = vectors.table @ own[BUCKETS:] * VECTOR
    scale, listed8, table8 = quantised(listed, table)
    names = list(vectors.row)
    arrays = {
        "framings": np.array(list(book.framings)),
        "wordings": np.array([wording(f) for f in book]),
        "keys": np.array([key(w) for w in names], np.uint32),
        "own": listed8,
        "shared": table8,
        "scale": scale.astype(np.float32),
        "bias": bias.astype(np.float32),
        "curve": np.array([slope, shift, BAR], np.float32),
    }
    np.savez_compressed(args.out, allow_pickle=False, **arrays)
    print(f"penalty {penalty}, curve {slope:.2f} {shift:.2f}, {args.out.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
