"""What the trained encoder makes of each gold mention: the states of its words, in their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from counterclaim.statements.encoder.model import Encoder, shipped_folder

_BATCH = 16


def states(documents: Sequence[Mapping[str, Any]], told: Sequence[Mapping[str, Any]]) -> tuple[np.ndarray, np.ndarray]:
    """Per mention, in the order given, the mean state of its words and that of its sentence, each of length one."""
    encoder = Encoder(shipped_folder())
    by_document: dict[str, list[int]] = defaultdict(list)
    for row, m in enumerate(told):
        by_document[m["doc_id"]].append(row)
    found: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    held = [d for d in documents if d["doc_id"] in by_document]
    for begin in range(0, len(held), _BATCH):
        some = held[begin : begin + _BATCH]
        written = [_written(d) for d in some]
        texts = [encoder.tokenise(text) for text, _ in written]
        for document, (_, places), text, state in zip(some, written, texts, encoder.states(texts), strict=True):
            for row in by_document[document["doc_id"]]:
                own = [places[told[row]["sentence"], token] for token in told[row]["tokens"]]
                rows = [i for start, end in own for i in range(*text.tokens_within(start, end))]
                around = [span for (number, _), span in places.items() if number == told[row]["sentence"]]
                sentence = range(*text.tokens_within(around[0][0], around[-1][1]))
                found[row] = _unit(state.tokens[rows]), _unit(state.tokens[list(sentence)])
    return tuple(np.array([found[row][part] for row in range(len(told))]) for part in (0, 1))  # type: ignore[return-value]


def _unit(rows: np.ndarray) -> np.ndarray:
    mean = rows.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def _written(document: Mapping[str, Any]) -> tuple[str, dict[tuple[int, int], tuple[int, int]]]:
    """A document as one text, and where each word of each sentence stands in it."""
    parts: list[str] = []
    places: dict[tuple[int, int], tuple[int, int]] = {}
    size = 0
    for number, sentence in zip(document["sentence_numbers"], document["sentences"], strict=True):
        for token, word in enumerate(sentence):
            places[number, token] = size, size + len(word)
            parts.append(word)
            size += len(word) + 1
    return " ".join(parts), places


class Alike:
    """How alike the states of two mentions are, as centred cosines."""

    def __init__(
        self, found: Sequence[Any], told: tuple[np.ndarray, np.ndarray], centre: tuple[np.ndarray, ...]
    ) -> None:
        self._heads = np.array([m.head for m in found])
        trigger = told[0] - centre[0]
        kinds = np.zeros_like(trigger)
        for head in sorted(set(self._heads.tolist())):
            own = self._heads == head
            kinds[own] = trigger[own].mean(axis=0)
        self._vectors = [_rows(trigger), _rows(told[1] - centre[1]), _rows(kinds)]

    def features(self, pairs: np.ndarray) -> np.ndarray:
        """Of words in place, of sentences, of the words' mean in all places; crossed with whether they are the same."""
        left, right = pairs[:, 0], pairs[:, 1]
        words, sentences, kinds = ((v[left] * v[right]).sum(axis=1) for v in self._vectors)
        same = (self._heads[left] == self._heads[right]).astype(float)
        return np.stack([words, sentences, kinds, words * same, words * sentences, kinds * (1 - same)], axis=1)


def _rows(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
