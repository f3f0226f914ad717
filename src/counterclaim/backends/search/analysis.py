"""Texts of all scripts cut into words that can be found: the same way for what is stored and for what is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import regex
import tantivy

# Scripts that put no space between words: each character is a token, so that a run of them is found as a phrase.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_TOKEN = rf"[{_UNSPACED}]\p{{M}}*|[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]+"
_LONGEST = 200
"""Bytes of a token above which it is taken for noise (encoded data) and not stored."""

STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""Languages whose words are also found by their stem (Snowball); all others are found word for word."""

# Vowel signs and the stretching stroke of Arabic, points of Hebrew, accents of Latin and Greek: written or left out
# at will, so they must not decide whether a word is found. Other scripts' marks are letters and stay.
_DROPPED = regex.compile(
    r"(?<=[\p{Latin}\p{Greek}])[\u0300-\u036F]+|[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u0591-\u05C7]+"
)
_SAME = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ё": "е", "Ё": "Е", "ʼ": "'", "’": "'"}
)
_MARKED = regex.compile(r"[\p{Latin}\p{Greek}\p{Arabic}\p{Hebrew}\p{M}\u0640]")
_CLUSTER = regex.compile(r"\P{M}\p{M}*|\p{M}+")


def fold(text: str) -> str:
    """The form of a text in which words are compared: compatibility forms and spelling habits made one."""
    return text if text.isascii() else "".join(_folded(cluster) for cluster in _CLUSTER.findall(text))


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """``fold(text)``, and for each of its code points (and its end) the place in ``text`` that it came from."""
    if text.isascii():
        return text, range(len(text) + 1)
    parts: list[str] = []
    places: list[int] = []
    for match in _CLUSTER.finditer(text):
        part = _folded(match.group())
        parts.append(part)
        places.extend([match.start()] * len(part))
    return "".join(parts), [*places, len(text)]


@lru_cache(maxsize=65536)
def _folded(cluster: str) -> str:
    if cluster.isascii():
        return cluster
    letters = unicodedata.normalize("NFKC", cluster).translate(_SAME)
    return _plain(letters) if _MARKED.search(letters) else letters


def _plain(letters: str) -> str:
    bare = _DROPPED.sub("", unicodedata.normalize("NFD", letters))
    return unicodedata.normalize("NFC", bare).translate(_SAME)


def words_analyzer() -> tantivy.TextAnalyzer:
    """Words as they are, in any script."""
    return _builder().filter(tantivy.Filter.ascii_fold()).build()


def stem_analyzer(language: str) -> tantivy.TextAnalyzer:
    """Stems of one of the languages of ``STEMMERS``."""
    return _builder().filter(tantivy.Filter.stemmer(STEMMERS[language])).build()


def _builder() -> tantivy.TextAnalyzerBuilder:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_TOKEN))
    return builder.filter(tantivy.Filter.remove_long(_LONGEST)).filter(tantivy.Filter.lowercase())
