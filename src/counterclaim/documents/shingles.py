"""Texts as sets of hashed five-word runs, for telling who repeats whom in any language."""

from __future__ import annotations

import hashlib
import re

import numpy as np
from numpy.typing import NDArray

LENGTH = 5
"""Words in a run (Broder, 1997, "On the resemblance and containment of documents")."""

# Scripts written without spaces give one token a character.
_TOKEN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]|[^\W_]+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


class Shingler:
    """Turns texts into sets of runs; remembers the hash of each word it has met."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}

    def tokens(self, text: str) -> NDArray[np.uint64]:
        """The hash of each word in order, shape (words,); case and punctuation do not count."""
        known = self._words
        words = _TOKEN.findall(text.casefold())
        for word in set(words) - known.keys():
            known[word] = int.from_bytes(
                hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little"
            )
        return np.fromiter((known[word] for word in words), dtype=np.uint64, count=len(words))


def runs(tokens: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The sorted set of hashed runs of ``LENGTH`` words, shape (runs,); a shorter text is one run."""
    if not len(tokens):
        return np.empty(0, dtype=np.uint64)
    length = min(LENGTH, len(tokens))
    count = len(tokens) - length + 1
    hashed = np.full(count, np.uint64(length))
    for offset in range(length):
        hashed = (hashed ^ tokens[offset : offset + count]) * _FACTOR
        hashed ^= hashed >> np.uint64(31)
    hashed *= _MIX
    return np.unique(hashed ^ (hashed >> np.uint64(29)))
