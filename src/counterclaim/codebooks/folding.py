"""One way of folding names for lookup, shared by the compiled gazetteer, the actor book and the text scanners."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "e"})
"""Letters that no decomposition takes apart, and their plain forms."""
_DROPPED = re.compile(r"['’‘ʼʻʾʿ`´.\u0640]")
_SPACED = re.compile(r"[\W_]+")


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Fold case, accents, apostrophes, dots and hyphens away: "Mazar-i-Sharīf" and "mazar i sharif" are one key.

    Reads any script; letters of other scripts stay, without their marks.
    """
    if name.isascii():
        plain = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(LETTERS)
    return _SPACED.sub(" ", _DROPPED.sub("", plain)).strip()
