"""The statement head in numpy: acts, speakers and kinds of a text's units from the encoder's states.

The twin of ``StatementHead`` in the training recipe; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from counterclaim.statements.encoder.dense import Heads, gelu, softmax
from counterclaim.statements.hybrid.judged import Judged

Array = NDArray[np.float32]
TEXT, UNNAMED, AUTHOR, SPECIAL = 0, 1, 2, 3
"""Speakers that are no phrase, and how many such there are."""
_HEADS, _DEPTH = 4, 48


@dataclass(frozen=True, slots=True)
class Opinions:
    """What the head makes of the units of a text, in their order."""

    inner: Array
    """(units, inner)"""
    logits: Array
    """(units, acts)"""
    attention: list[Array]
    """For each unit (heads, sentence's tokens): where in the sentence the head looked."""

    def looked(self, unit: int) -> Array:
        """The mean attention of one unit, (sentence's tokens,)."""
        return np.asarray(self.attention[unit].mean(0), np.float32)


class StatementHead:
    """Judges the units of a text; see the module's text."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def opinions(self, states: Array, units: Sequence[Judged]) -> Opinions:
        """The opinions on one unit or more; ``states`` is (tokens, H) of the whole text."""
        mention = _means(states, [u.mention for u in units])
        features = np.stack([u.features for u in units])
        attention, context, whole = self._sentences(states, units, np.concatenate([mention, features], 1))
        inner = gelu(self._heads.linear("inner", np.concatenate([mention, context, whole, features], 1)))
        return Opinions(inner, self._heads.linear("acts", inner) + self._heads.linear("wide", features), attention)

    def _sentences(self, states: Array, units: Sequence[Judged], asked: Array) -> tuple[list[Array], Array, Array]:
        """For each unit its attention, what it saw by it, and the mean of its sentence.

        Keys and values are linear in the states and there are fewer units than tokens. So each unit's query is carried
        over to the states, and the values are taken of what was seen; the keys' bias is the same for all tokens.
        """
        size = states.shape[1]
        query = self._heads.linear("query", asked).reshape(-1, _HEADS, _DEPTH).transpose(1, 0, 2)
        keys = self._heads.array("keys.weight").reshape(_HEADS, _DEPTH, size) / np.float32(np.sqrt(_DEPTH))
        towards = np.ascontiguousarray((query @ keys).transpose(1, 0, 2))
        attention: list[Array] = []
        seen = np.empty((len(units), _HEADS, size), np.float32)
        whole = np.empty((len(units), size), np.float32)
        for (first, past), start, end in _runs(units):
            own = states[first:past]
            weights = softmax(np.asarray(towards[start:end].reshape(-1, size) @ own.T, np.float32))
            seen[start:end] = (weights @ own).reshape(-1, _HEADS, size)
            whole[start:end] = own.mean(0)
            attention += list(weights.reshape(end - start, _HEADS, -1))
        values = self._heads.array("values.weight").reshape(_HEADS, _DEPTH, size).transpose(0, 2, 1)
        context = (seen.transpose(1, 0, 2) @ values).transpose(1, 0, 2).reshape(len(units), -1)
        return attention, np.asarray(context + self._heads.array("values.bias"), np.float32), whole

    def speaker(self, states: Array, judged: Judged, inner: Array, act: int) -> tuple[Array, Array]:
        """Probabilities over SPECIAL and the unit's voices for one act, and of the best speaker's kinds."""
        asked = np.concatenate([inner, self._heads.array("act_names.weight")[act]])
        voices, lean = self._heads.array("special"), np.zeros(SPECIAL, np.float32)
        if judged.voice_tokens:
            means = _means(states, [range(*span) for span in judged.voice_tokens])
            phrases = self._heads.linear("voice", np.concatenate([means, judged.voice_features], 1))
            voices = np.concatenate([voices, phrases])
            lean = np.concatenate([lean, self._heads.linear("lean", judged.voice_features)[:, 0]])
        scores = voices @ self._heads.linear("asked", asked) / np.float32(np.sqrt(voices.shape[1])) + lean
        kinds = self._heads.linear("kinds", np.concatenate([asked, gelu(voices[int(scores.argmax())])]))
        return softmax(scores), softmax(kinds)


def _means(states: Array, tokens: Sequence[Sequence[int]]) -> Array:
    """The mean state of each group of tokens, none of them empty."""
    counts = np.fromiter(map(len, tokens), np.int64, len(tokens))
    starts = np.cumsum(counts) - counts
    rows = states[np.fromiter((t for group in tokens for t in group), np.int64, int(counts.sum()))]
    return np.asarray(np.add.reduceat(rows, starts, axis=0) / counts[:, None].astype(np.float32), np.float32)


def _runs(units: Sequence[Judged]) -> Iterator[tuple[tuple[int, int], int, int]]:
    """For each sentence its tokens and its units, as [start, end)."""
    start = 0
    for sentence, group in groupby(units, key=lambda j: j.sentence):
        end = start + sum(1 for _ in group)
        yield sentence, start, end
        start = end
