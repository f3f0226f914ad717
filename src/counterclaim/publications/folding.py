"""Words of a text with their places, folded so that a name is found however it is written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.codebooks.folding import LETTERS

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ`´][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_POSSESSIVE = re.compile(r"['’‘ʼ`´]s$", re.IGNORECASE)
_INVISIBLE = ("Cf", "Mn", "Me", "Mc")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: where it stands (code points), its folded key, and whether it is written as a name is."""

    start: int
    end: int
    key: str
    named: bool
    """Begins with a capital, or is of a script without capitals."""


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """Fold case, accents, apostrophes and invisible characters away."""
    if word.isascii():
        return word.replace("'", "").replace("`", "").lower()
    decomposed = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in decomposed if unicodedata.category(c) not in _INVISIBLE)
    return _APOSTROPHES.sub("", plain).casefold().translate(LETTERS)


def words(text: str) -> list[Word]:
    """The words of ``text`` in order; a possessive ending is no part of its word.

    Invisible characters and combining marks inside a word do not split it.
    """
    skeleton, places = _skeleton(text)
    found: list[Word] = []
    for match in _WORD.finditer(skeleton):
        found.extend(_split(skeleton, places, match.start(), match.end()))
    return found


def _skeleton(text: str) -> tuple[str, list[int]]:
    if text.isascii():
        return text, list(range(len(text) + 1))
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if unicodedata.category(char) not in _INVISIBLE:
            chars.append(char)
            places.append(place)
    places.append(len(text))
    return "".join(chars), places


def _split(skeleton: str, places: list[int], start: int, end: int) -> list[Word]:
    """One word, or two where a short particle hangs on by an apostrophe: "d'Orsay" is d' and Orsay."""
    raw = skeleton[start:end]
    ending = _POSSESSIVE.search(raw)
    if ending:
        raw = raw[: ending.start()]
    head = _APOSTROPHES.search(raw)
    if head and head.start() <= 2 and raw[0].islower():
        cut = head.end()
        return [_word(places, start, raw[: head.start()]), _word(places, start + cut, raw[cut:])]
    return [_word(places, start, raw)]


def _word(places: list[int], start: int, raw: str) -> Word:
    # The end is where the next kept character stands, so marks on the last letter go with the word.
    return Word(places[start], places[start + len(raw)], fold_word(raw), not raw[0].islower())


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, as they are compared."""
    return tuple(word.key for word in words(name) if word.key)
