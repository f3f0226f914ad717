"""The model of the first pass: a linear score for each sentence by its words, then one in view of its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import ConfigError
from counterclaim.statements.screening.words import GAPS, Numbered, Numbers, numbered, pairs

Array = NDArray[np.float32]
ARRAYS = ("words", "single", "next", "second", "bias", "centre", "direct", "inner", "inner_bias", "outer", "bar")
AROUND = 21
"""Numbers about a sentence and its neighbours, see `around`."""
_EDGE = -6.0
"""Score of what stands before the first and after the last sentence."""


@dataclass(frozen=True, slots=True)
class Own:
    """What the words of each sentence alone say."""

    score: Array
    """Logarithm of the odds that there is something to code."""
    strongest: Array
    """The greatest weight of a word with the two words behind it."""
    support: Array
    """The sum of all weights above zero."""
    lengths: NDArray[np.int64]


@dataclass(frozen=True)
class Weights:
    """The trained numbers: for each word, each place of the tables of pairs, and a small network of neighbours."""

    words: tuple[str, ...]
    single: Array
    """(words + FIRST,)"""
    next: Array
    """(2**BITS,) for a word with the one after it."""
    second: Array
    """(2**BITS,) for a word with the second after it."""
    bias: float
    centre: Array
    """(2, AROUND): mean and spread of the numbers around sentences."""
    direct: Array
    """(AROUND,)"""
    inner: Array
    """(AROUND, H)"""
    inner_bias: Array
    """(H,)"""
    outer: Array
    """(H,)"""
    bar: float
    """Sentences below it are not read."""

    @cached_property
    def numbers(self) -> Numbers:
        """Number by word."""
        return Numbers(self.words)

    def alone(self, text: Numbered) -> Own:
        """What the words of each sentence alone say; the sum of their weights by the root of the length."""
        lengths = text.lengths
        if not len(lengths):
            none = np.zeros(0, np.float32)
            return Own(none, none, none, lengths)
        each = self.single[text.ids] + self.next[pairs(text.ids, 1)] + self.second[pairs(text.ids, 2)]
        score = np.add.reduceat(each, text.starts) / np.sqrt(lengths + GAPS) + self.bias
        strongest = np.maximum.reduceat(each, text.starts)
        return Own(score.astype(np.float32), strongest, np.add.reduceat(np.maximum(each, 0), text.starts), lengths)

    def score(self, sentences: Sequence[str]) -> Array:
        """The score of each sentence of a text in view of its neighbours, in order."""
        found = (around(self.alone(numbered(sentences, self.numbers))) - self.centre[0]) / self.centre[1]
        return np.asarray(found @ self.direct + np.tanh(found @ self.inner + self.inner_bias) @ self.outer, np.float32)


def around(own: Own) -> Array:
    """(sentences, AROUND) numbers about each sentence, two neighbours on each side, and the text as a whole."""
    count = len(own.lengths)
    if not count:
        return np.zeros((0, AROUND), np.float32)
    score, strongest = np.clip(own.score, -10, 10), own.strongest
    ranked, strengths = np.sort(score)[::-1], np.sort(strongest)[::-1]
    third = min(2, count - 1)
    whole = [
        ranked[0],
        ranked[third],
        score.mean(),
        np.log1p(np.exp(score)).mean(),
        np.log(np.exp(score).sum()),
        strengths[0],
        strengths[third],
        np.log1p(count),
    ]
    columns = [
        score,
        np.maximum(score, 0),
        strongest,
        np.maximum(strongest - 1, 0),
        np.sqrt(own.support),
        _moved(score, 1, _EDGE),
        _moved(score, -1, _EDGE),
        np.maximum(_moved(score, 2, _EDGE), _moved(score, -2, _EDGE)),
        _moved(strongest, 1, 0),
        _moved(strongest, -1, 0),
        np.maximum(_moved(strongest, 2, 0), _moved(strongest, -2, 0)),
        np.log1p(own.lengths),
        np.arange(count) == 0,
        *(np.full(count, number) for number in whole),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _moved(values: Array, by: int, edge: float) -> Array:
    """The value ``by`` sentences before each, ``edge`` outside the text."""
    moved = np.full_like(values, edge)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def read_weights(file: str | Path | IO[bytes]) -> Weights:
    """The weights of an npz; raises ConfigError where it lacks any."""
    with np.load(file) as arrays:
        missing = [name for name in ARRAYS if name not in arrays.files]
        if missing:
            raise ConfigError(f"the first pass lacks {', '.join(missing)}", remedy="install the package again")
        return from_arrays({name: arrays[name] for name in arrays.files})


def from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> Weights:
    """The weights as stored: words as one string, numbers as eight bits with their scale in front."""

    def floats(name: str) -> Array:
        return arrays[name].astype(np.float32) * np.float32(arrays.get(f"{name}_scale", np.ones(1))[0])

    small = {name: arrays[name].astype(np.float32) for name in ("centre", "direct", "inner", "inner_bias", "outer")}
    return Weights(
        words=tuple(bytes(arrays["words"].tolist()).decode().split()),
        single=floats("single"),
        next=floats("next"),
        second=floats("second"),
        bias=float(arrays["bias"][0]),
        bar=float(arrays["bar"][0]),
        **small,
    )


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights, read once for each process."""
    with resources.files("counterclaim.statements.screening").joinpath("weights.npz").open("rb") as file:
        return read_weights(file)
