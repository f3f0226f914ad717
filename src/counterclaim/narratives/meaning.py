"""Which framings sentences carry, by a trained weight of every word, pair of words and piece of a word.

A linear model (one logistic regression a framing): it reads a sentence as the sum of its words' weights over the root
of their number. Words of a list have weights of their own, which the training derives from vectors of a multilingual
encoder, so that words of like meaning weigh alike in the three languages; all others weigh by their pieces, which share
a table by their hash. `training/framing_head.py` makes the weights. No encoder runs here.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import regex
from numpy.typing import NDArray

from counterclaim.codebooks.framings import Framing, FramingBook
from counterclaim.errors import ConfigError
from counterclaim.model.identity import sha256_hex

BUCKETS = 1 << 16
"""Rows of the table that pairs and pieces share."""
LANGUAGES = frozenset({"en", "es", "fr"})
"""Languages of the sentences that the weights were trained on."""
SHORTEST = 5
"""Words of a sentence that is looked at: fewer are headings and signatures."""
PIECES = (4, 5)
"""Letters of a word's pieces; a word has a mark at each end."""
_STEM, _LONG = 5, 7
_WORD = regex.compile(r"[\p{L}\p{M}]+")

Floats = NDArray[np.float32]


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.casefold())


def key(word: str) -> int:
    """The number under which the list keeps a word."""
    return zlib.crc32(word.encode())


@cache
def unaccented(word: str) -> str:
    """A word without accents, as its pieces are read."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@cache
def buckets(word: str) -> tuple[int, ...]:
    """Where a word stands in the shared table: whole, as its beginning, and in pieces."""
    plain = unaccented(word)
    parts = [f"w:{plain}", f"s:{plain[:_STEM] if len(plain) >= _LONG else plain}", *_pieces(f"<{plain}>")]
    return tuple(sorted({_bucket(part) for part in parts}))


def pair(first: str, second: str) -> int:
    """Where two words that follow each other stand in the shared table."""
    return _bucket(f"b:{unaccented(first)} {unaccented(second)}")


def _pieces(marked: str) -> Iterator[str]:
    for length in PIECES:
        for at in range(len(marked) - length + 1):
            yield f"c:{marked[at : at + length]}"


def _bucket(part: str) -> int:
    return zlib.crc32(part.encode()) % BUCKETS


def wording(framing: Framing) -> str:
    """A digest of what a framing means: a framing that a user words anew is not the one that was trained."""
    return sha256_hex("\n".join((framing.definition, framing.include, framing.exclude)).encode())[:16]


class Weights:
    """The trained model of a file that `training/framing_head.py` wrote."""

    languages = LANGUAGES

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """From the arrays of the file: weights in 8 bits with a scale for each framing, curve and bar of the scores."""
        self.framings: tuple[str, ...] = tuple(map(str, arrays["framings"]))
        self._wordings = dict(zip(self.framings, map(str, arrays["wordings"]), strict=True))
        self._list = {int(k): row for row, k in enumerate(arrays["keys"].tolist())}
        scale = arrays["scale"].astype(np.float32)
        self._own = arrays["own"].astype(np.float32) * scale
        self._shared = arrays["shared"].astype(np.float32) * scale
        self._bias = arrays["bias"].astype(np.float32)
        self._slope, self._shift, self.bar = (float(x) for x in arrays["curve"])
        self.version = sha256_hex(b"".join(arrays[n].tobytes() for n in sorted(arrays)))[:16]
        self._known: dict[str, Floats] = {}

    @classmethod
    def load(cls, path: Path) -> Weights:
        """The model of a file.

        Raises:
            ConfigError: the file is damaged or of another make.
        """
        try:
            with np.load(path) as arrays:
                return cls({name: arrays[name] for name in arrays.files})
        except (OSError, ValueError, KeyError) as error:
            raise ConfigError(
                f"the weights of framings cannot be read: {error}",
                where=str(path),
                remedy="install counterclaim-models",
            ) from error

    def trained(self, book: FramingBook) -> frozenset[str]:
        """The framings of a book that the model was trained on: those that mean what they meant then."""
        return frozenset(f.id for f in book if self._wordings.get(f.id) == wording(f))

    def logits(self, sentences: Sequence[str]) -> Floats:
        """How far each sentence speaks for each framing, (N, framings), before the curve."""
        out = np.zeros((len(sentences), len(self.framings)), np.float32)
        for row, sentence in enumerate(sentences):
            found = words(sentence)
            if not found:
                continue
            pairs = [pair(a, b) for a, b in pairwise(found)]
            total = np.sum([self._word(w) for w in found], axis=0) + self._shared[pairs].sum(axis=0)
            out[row] = total / np.sqrt(np.float32(len(found)))
        return out + self._bias

    def probabilities(self, sentences: Sequence[str]) -> Floats:
        """For each sentence and framing the share of such sentences that carry it, (N, framings)."""
        bent: Floats = 1 / (1 + np.exp(-(self._slope * self.logits(sentences) + self._shift)))
        return bent

    def scores(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        """For each sentence the framings that it carries, by id, scored 0 to 1; none for fewer than five words."""
        return [
            {self.framings[i]: round(float(row[i]), 3) for i in np.flatnonzero(row >= self.bar)}
            if len(words(sentence)) >= SHORTEST
            else {}
            for sentence, row in zip(sentences, self.probabilities(sentences), strict=True)
        ]

    def _word(self, word: str) -> Floats:
        known = self._known.get(word)
        if known is None:
            known = self._shared[list(buckets(word))].sum(axis=0)
            row = self._list.get(key(word))
            known = self._known[word] = known if row is None else known + self._own[row]
        return known
