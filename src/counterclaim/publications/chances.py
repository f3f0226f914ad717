"""Probabilities and grades in the words of their scales."""

from __future__ import annotations

from counterclaim.codebooks import scales

_NOUNS = ("almost no chance", "roughly even chance")
_LEAST = 0.001
"""0 and 1 have no term: an estimate that rounding brought there is put just inside."""


def _inside(probability: float) -> float:
    return min(1 - _LEAST, max(_LEAST, probability))


def term(probability: float) -> str:
    """The ICD 203 term of a probability."""
    return scales.estimative(_inside(probability))


def estimate(probability: float) -> str:
    """A probability with its term and band, as in "likely (55–80 %; our estimate 68 %)"."""
    return scales.estimative_phrase(_inside(probability))


def that_clause(probability: float) -> str:
    """The beginning of a sentence that goes on with "that": "it is likely (…)", "there is almost no chance (…)"."""
    words = term(probability)
    if words in _NOUNS:
        article = "a " if words.startswith("roughly") else ""
        return f"there is {article}{estimate(probability)}"
    return f"it is {estimate(probability)}"


def grade_words(grade: str) -> str:
    """An Admiralty grade in words, as in "source usually reliable, information probably true"; empty for no grade."""
    try:
        return f"source {scales.reliability(grade[:1])}, information {scales.credibility(grade[1:])}"
    except ValueError:
        return ""
