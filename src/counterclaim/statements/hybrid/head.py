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


@dataclass(frozen=True)
class Opinion:
    """What the head makes of one unit."""

    judged: Judged
    inner: Array
    """(inner,)"""
    logits: Array
    """(acts,)"""
    attention: Array
    """(sentence's tokens,): where in the sentence the head looked."""


class StatementHead:
    """Judges the units of a text; see the module's text."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def opinions(self, states: Array, units: Sequence[Judged]) -> Iterator[Opinion]:
        """One opinion for each unit, in order; ``states`` is (tokens, H) of the whole text."""
        for (first, past), group in groupby(units, key=lambda j: j.sentence):
            yield from self._sentence(states, first, past, list(group))

    def _sentence(self, states: Array, first: int, past: int, units: Sequence[Judged]) -> Iterator[Opinion]:
        own = states[first:past]
        mention = np.stack([states[u.mention].mean(0) for u in units])
        features = np.stack([u.features for u in units])
        query = self._heads.linear("query", np.concatenate([mention, features], 1)).reshape(-1, _HEADS, _DEPTH)
        keys = self._heads.linear("keys", own).reshape(-1, _HEADS, _DEPTH)
        weights = softmax(np.einsum("uhd,thd->uht", query, keys) / np.float32(np.sqrt(_DEPTH)))
        values = self._heads.linear("values", own).reshape(-1, _HEADS, _DEPTH)
        context = np.einsum("uht,thd->uhd", weights, values).reshape(len(units), -1)
        whole = np.broadcast_to(own.mean(0), mention.shape)
        inner = gelu(self._heads.linear("inner", np.concatenate([mention, context, whole, features], 1)))
        logits = self._heads.linear("acts", inner) + self._heads.linear("wide", features)
        for k, unit in enumerate(units):
            yield Opinion(unit, inner[k], logits[k], weights[k].mean(0))

    def speaker(self, states: Array, opinion: Opinion, act: int) -> tuple[Array, Array]:
        """Probabilities over SPECIAL and the unit's voices for one act, and of the best speaker's kinds."""
        judged = opinion.judged
        asked = np.concatenate([opinion.inner, self._heads.array("act_names.weight")[act]])
        voices, lean = self._heads.array("special"), np.zeros(SPECIAL, np.float32)
        if judged.voice_tokens:
            means = np.stack([states[a:b].mean(0) for a, b in judged.voice_tokens])
            phrases = self._heads.linear("voice", np.concatenate([means, judged.voice_features], 1))
            voices = np.concatenate([voices, phrases])
            lean = np.concatenate([lean, self._heads.linear("lean", judged.voice_features)[:, 0]])
        scores = voices @ self._heads.linear("asked", asked) / np.float32(np.sqrt(voices.shape[1])) + lean
        kinds = self._heads.linear("kinds", np.concatenate([asked, gelu(voices[int(scores.argmax())])]))
        return softmax(scores), softmax(kinds)
