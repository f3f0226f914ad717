"""Candidates for new framings: passages alike in meaning and words that no framing covers, offered for naming."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import regex
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from counterclaim.model import Passage
from counterclaim.model.narrative import FramingCandidate

MOST = 4000
"""Passages that are clustered at most, the first in their order; the work grows with their square."""
DISTANCE = 0.6
"""Cosine distance up to which groups are joined (average linkage)."""
LEAST = 3
"""Passages, from two texts at least, that make a candidate."""
_WORD = regex.compile(r"[\p{L}\p{M}]{5,}")

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""Sentences to unit vectors, (N, H)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A passage that carries no framing yet."""

    passage: Passage
    origin_id: str
    outlet: str


def candidates(loose: Sequence[Loose], embed: Embed | None = None) -> list[FramingCandidate]:
    """Groups of passages that return in several texts, biggest first; ``embed`` adds meaning to the words' likeness."""
    taken = loose[:MOST]
    if len(taken) < LEAST:
        return []
    words = [_plain_words(item.passage.quote) for item in taken]
    vectors, vocabulary = _weighed(words)
    likeness = np.asarray((vectors @ vectors.T).todense(), dtype=np.float64)
    if embed is not None:
        meant = embed([item.passage.quote for item in taken]).astype(np.float64)
        meant = meant - meant.mean(axis=0)
        meant /= np.maximum(np.linalg.norm(meant, axis=1, keepdims=True), 1e-9)
        likeness = (2 * likeness + np.maximum(0.0, meant @ meant.T)) / 3
    distance = np.clip(1 - likeness, 0, 1)
    # The tree wants the upper triangle as one row.
    from scipy.cluster.hierarchy import fcluster, linkage

    tree = linkage(distance[np.triu_indices(len(taken), 1)], method="average")
    groups = fcluster(tree, DISTANCE, criterion="distance")
    found = [_candidate(taken, np.flatnonzero(groups == g), vectors, vocabulary) for g in np.unique(groups)]
    kept = sorted((c for c in found if c is not None), key=lambda c: (-c.documents, c.words))
    return [
        FramingCandidate(number=n, words=c.words, passages=c.passages, documents=c.documents, outlets=c.outlets)
        for n, c in enumerate(kept, 1)
    ]


def _plain_words(text: str) -> Counter[str]:
    """Words that are no names: framings are not about who, but how."""
    return Counter(w for w in _WORD.findall(text) if w.islower())


def _weighed(words: Sequence[Counter[str]]) -> tuple[csr_matrix, list[str]]:
    """Unit vectors of words by term frequency and inverse document frequency, (N, V), and the V words."""
    seen = Counter(w for text in words for w in text)
    vocabulary = sorted(w for w, n in seen.items() if n > 1)
    column = {w: i for i, w in enumerate(vocabulary)}
    rows, columns, values = [], [], []
    for row, text in enumerate(words):
        own = {w: (1 + np.log(n)) * np.log(len(words) / seen[w] + 1) for w, n in text.items() if w in column}
        norm = float(np.sqrt(sum(v * v for v in own.values()))) or 1.0
        for word, value in own.items():
            rows.append(row)
            columns.append(column[word])
            values.append(value / norm)
    return csr_matrix((values, (rows, columns)), shape=(len(words), max(1, len(vocabulary)))), vocabulary


def _candidate(
    taken: Sequence[Loose], members: NDArray[np.intp], vectors: csr_matrix, vocabulary: Sequence[str]
) -> FramingCandidate | None:
    own = [taken[int(i)] for i in members]
    texts = {item.origin_id for item in own}
    if len(own) < LEAST or len(texts) < 2:
        return None
    weight = np.asarray(vectors[members].sum(axis=0)).ravel()
    words = tuple(vocabulary[int(i)] for i in weight.argsort()[::-1][:6] if weight[i] > 0)
    if len(words) < 2:
        return None
    outlets = len({item.outlet for item in own})
    return FramingCandidate(
        number=0, words=words, passages=tuple(item.passage for item in own), documents=len(texts), outlets=outlets
    )
