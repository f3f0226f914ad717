"""What the other pairs say about a pair of mentions: a first weighing of all pairs as evidence for a second."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from coreference_features import Mention

_NO_OTHER, _MOST = -6.0, 8.0


def support(found: Sequence[Mention], pairs: np.ndarray, odds: np.ndarray) -> np.ndarray:
    """Features of each pair (rows of ``pairs``) from the first natural log odds of all pairs.

    The odds; how far they lie above those of the best other mention of the other's document, for either side; how many
    other mentions of the two sentences and of the two documents are one event; how many third mentions both are.
    """
    left, right = pairs[:, 0], pairs[:, 1]
    document = np.array([m.document for m in found])
    sentence = np.unique([m.document * 10_000 + m.sentence + 1 for m in found], return_inverse=True)[1]
    chance = 1 / (1 + np.exp(-odds))
    margins = [_margin(pairs, odds, document, a, b) for a, b in ((left, right), (right, left))]
    near, few = _others(sentence[left], sentence[right], chance)
    wide, many = _others(document[left], document[right], chance)
    table = np.zeros((len(found), len(found)), np.float32)
    table[left, right] = table[right, left] = chance
    shared = np.array([float(table[a] @ table[b]) for a, b in pairs.tolist()])
    either = table.sum(1)[left] + table.sum(1)[right] - shared
    columns = [
        odds,
        np.minimum(*margins),
        np.maximum(*margins),
        np.log1p(near),
        near / np.maximum(few, 1),
        np.log1p(few),
    ]
    columns += [
        np.log1p(wide),
        wide / np.sqrt(np.maximum(many, 1)),
        np.log1p(shared),
        shared / np.maximum(either, 1e-3),
    ]
    return np.stack(columns, axis=1)


def _margin(pairs: np.ndarray, odds: np.ndarray, document: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Odds above those of ``a`` with the best other mention of the document of ``b``."""
    size = int(document.max()) + 1
    key = np.concatenate([pairs[:, 0] * size + document[pairs[:, 1]], pairs[:, 1] * size + document[pairs[:, 0]]])
    both = np.concatenate([odds, odds])
    order = np.lexsort((-both, key))
    key, both = key[order], both[order]
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    second = np.full(len(first), _NO_OTHER)
    has = np.diff(np.append(first, len(key))) > 1
    second[has] = both[first[has] + 1]
    at = np.searchsorted(key[first], a * size + document[b])
    best = both[first[at]]
    return np.clip(odds - np.where(odds >= best, second[at], best), -_MOST, _MOST)


def _others(one: np.ndarray, other: np.ndarray, chance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Expected number of other pairs of the same two sentences, or documents, that are one event, and of all others."""
    size = int(max(one.max(), other.max())) + 1
    key = np.minimum(one, other) * size + np.maximum(one, other)
    _, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
    return np.bincount(inverse, weights=chance)[inverse] - chance, (counts[inverse] - 1).astype(float)
