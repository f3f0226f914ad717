"""Text to the encoder's tokens, with the way back to characters. Letter case never counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.statements.encoder.windows import Range, cut, sentence_ranges

#: Tokens of one window, [CLS] and [SEP] left out.
WINDOW = 254
CLS, SEP, PAD = 101, 102, 0


@dataclass(frozen=True)
class TokenisedText:
    """A text as N tokens: their ids, their [start, end) characters, the sentences' and the windows' token ranges."""

    text: str
    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    sentences: tuple[Range, ...]
    windows: tuple[Range, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def sentence_of(self) -> NDArray[np.int64]:
        """The number of each token's sentence."""
        out = np.zeros(len(self.ids), np.int64)
        for number, (first, past) in enumerate(self.sentences):
            out[first:past] = number
        return out

    def characters(self, first: int, past: int) -> Range:
        """The [start, end) characters of the tokens [first, past)."""
        return int(self.starts[first]), int(self.ends[past - 1])

    def string(self, first: int, past: int) -> str:
        """The text of the tokens [first, past), white space as single spaces."""
        start, end = self.characters(first, past)
        return " ".join(self.text[start:end].split())

    def tokens_within(self, start: int, end: int) -> Range:
        """The tokens [first, past) that touch the characters [start, end)."""
        first = int(self.ends.searchsorted(start, "right"))
        past = int(self.starts.searchsorted(end, "left"))
        return first, max(first, past)


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a tokenizer.json, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@dataclass(frozen=True, slots=True)
class Replaced:
    """Characters [start, end) of a text that are read as other words."""

    start: int
    end: int
    words: str


def read_as(tokenizer: Tokenizer, text: str, replaced: Sequence[Replaced], most: int = WINDOW) -> TokenisedText:
    """The tokens of ``text`` with other words in some places; those tokens have the places' own characters."""
    parts, kept, place, shift = [], [], 0, 0
    for r in replaced:
        parts += [text[place : r.start], r.words]
        start = r.start + shift
        kept.append((start, start + len(r.words), r))
        shift += len(r.words) - (r.end - r.start)
        place = r.end
    read = "".join([*parts, text[place:]])
    other = tokenise(tokenizer, read, most)
    return replace(
        other, text=text, starts=_back(other.starts, kept, end=False), ends=_back(other.ends, kept, end=True)
    )


def _back(places: NDArray[np.int64], kept: Sequence[tuple[int, int, Replaced]], *, end: bool) -> NDArray[np.int64]:
    """Places in the words read as places in the text; inside of other words, where what they stand for starts or ends."""
    if not kept:
        return places
    firsts = np.array([a for a, _, _ in kept])
    at = np.searchsorted(firsts, places, "left" if end else "right") - 1
    out = places.copy()
    for i, k in enumerate(at.tolist()):
        if k >= 0:
            _, past, r = kept[k]
            inside = places[i] <= past if end else places[i] < past
            out[i] = (r.end if end else r.start) if inside else places[i] - past + r.end
    return out


def tokenise(tokenizer: Tokenizer, text: str, most: int = WINDOW) -> TokenisedText:
    """The tokens of `text`, in windows of at most `most` tokens."""
    coded = tokenizer.encode(text, add_special_tokens=False)
    starts = [start for start, _ in coded.offsets]
    sentences = sentence_ranges(text, starts)
    return TokenisedText(
        text,
        np.array(coded.ids, np.int64),
        np.array(starts, np.int64),
        np.array([end for _, end in coded.offsets], np.int64),
        tuple(sentences),
        tuple(cut(sentences, most)),
    )
