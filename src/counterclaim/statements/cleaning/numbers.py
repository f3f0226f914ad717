"""Numbers in English words and figures, and the words that bound them."""

from __future__ import annotations

import re

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}

_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_TEN = "|".join(_TENS)
_SMALL = rf"(?:(?:{_TEN})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|(?:{_UNIT}))"
_WORDS = (
    rf"(?:(?:{_SMALL}|an?|several)[\s-]hundred(?:\s+and\s+{_SMALL}|\s+{_SMALL})?|"
    rf"(?:a|half\sa|two|three|four|five)\s+dozen|{_SMALL}(?:\s+thousand)?)"
)
_FIGURES = r"(?:\d{1,3}(?:[,.\u00a0\u202f]\d{3})+|\d{1,3}(?:\s\d{3})+(?!\d)|\d+)(?:\s+(?:thousand|hundred))?"
NUMBER = (
    rf"(?:(?<![\d.,:$€£#/-])(?:{_FIGURES})(?![\d]|[.,:/]\d|\s?%|[\s-]years?[\s-]old|-year)|"
    rf"\b(?:{_WORDS})\b(?![\s-]years?[\s-]old|-year))"
)
"""A pattern for one number; match it case-insensitively."""


def number_of(words: str) -> int | None:
    """The value of a number in figures or English words up to 999 (times thousand); None where it is none.

    "A dozen" is 12 and "half a dozen" 6; "a" and "an" alone are 1. "Several hundred" is no number.
    """
    plain = " ".join(words.lower().replace("-", " ").split())
    plain = re.sub(r"^(?:about|some|around|roughly|approximately)\s+", "", plain)
    figures = re.fullmatch(r"([\d.,\s\u00a0\u202f]*\d)(?:\s+(hundred|thousand))?", plain)
    if figures:
        digits = re.sub(r"\D", "", figures[1])
        # More digits than mankind has heads are no count of people, whatever they are.
        return int(digits) * _SCALES.get(figures[2] or "", 1) if len(digits) <= 10 else None
    if "dozen" in plain:
        first = plain.split()[0]
        return (
            6
            if plain.startswith("half")
            else 12 * _VALUES.get(first, 1)
            if first in _VALUES or first in ("a", "dozen")
            else None
        )
    if plain in ("a", "an"):
        return 1
    return _of_words(plain.split())


def _of_words(words: list[str]) -> int | None:
    total = part = 0
    for word in words:
        if word in _VALUES:
            part += _VALUES[word]
        elif word in ("a", "an"):
            part += 1
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in _SCALES:
            total, part = total + max(part, 1) * _SCALES[word], 0
        elif word != "and":
            return None
    return total + part if words else None
