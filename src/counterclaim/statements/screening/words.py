"""Words of sentences as numbers, letter case and names left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+")
GAP, UNKNOWN, NUMBER, YEAR, FIRST = 0, 1, 2, 3, 4
"""Numbers of what is no word of the vocabulary: the gap after a sentence, names and rare words, figures and years."""
GAPS = 2
"""Gaps after each sentence, so that no pair of words spans two sentences."""
BITS = 16
"""Pairs of words share 2**BITS places of a table (feature hashing, Weinberger and others, 2009)."""
_MASK = np.uint32(2**BITS - 1)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_MOST_STRANGE = 50_000
"""Unknown words remembered by a process, so that a long stream of names does not fill the memory."""


class Numbers(dict[str, int]):
    """Number by word; words that are not in the vocabulary are numbered as they are met."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        super().__init__((word, number) for number, word in enumerate(vocabulary, FIRST))
        self[""] = GAP
        self._limit = len(self) + _MOST_STRANGE

    def __missing__(self, word: str) -> int:
        number = UNKNOWN
        if word[0].isdigit():
            number = YEAR if _YEAR.fullmatch(word) else NUMBER
        if len(self) < self._limit:
            self[word] = number
        return number


def split(sentence: str) -> list[str]:
    """The words of a sentence in lower case."""
    return _WORD.findall(sentence.lower())


@dataclass(frozen=True, slots=True)
class Numbered:
    """Sentences as one run of numbers, GAPS gaps after each."""

    ids: NDArray[np.uint32]
    starts: NDArray[np.int64]
    """Place of each sentence's first number."""

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Words of each sentence."""
        return np.diff(self.starts, append=len(self.ids)) - GAPS


def numbered(sentences: Iterable[str], numbers: Mapping[str, int]) -> Numbered:
    """All sentences of a text by their words' numbers; linear in the length."""
    words = [split(s) for s in sentences]
    lengths = np.fromiter(map(len, words), np.int64, len(words)) + GAPS
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)[:-1]]) if words else np.zeros(0, np.int64)
    gaps = ("",) * GAPS
    flat = chain.from_iterable(w for pair in zip(words, (gaps,) * len(words), strict=True) for w in pair)
    ids = np.fromiter(map(numbers.__getitem__, flat), np.uint32, int(lengths.sum()))
    return Numbered(ids, starts)


def pairs(ids: NDArray[np.uint32], apart: int) -> NDArray[np.uint32]:
    """The table's place of each number with the one ``apart`` places on, gaps behind the last."""
    other = np.zeros_like(ids)
    other[: len(ids) - apart] = ids[apart:]
    mixed = (ids * np.uint32(2654435761)) ^ (other * np.uint32(40503 + 97 * apart))
    return np.asarray((mixed ^ (mixed >> np.uint32(BITS))) & _MASK, np.uint32)
