"""Probabilities and grades in the words of their scales."""

from __future__ import annotations

from counterclaim.publications.words import percent

_BANDS = (
    (0.05, "almost no chance", "1–5 %"),
    (0.20, "very unlikely", "5–20 %"),
    (0.45, "unlikely", "20–45 %"),
    (0.55, "roughly even chance", "45–55 %"),
    (0.80, "likely", "55–80 %"),
    (0.95, "very likely", "80–95 %"),
    (1.01, "almost certain", "95–99 %"),
)
_NOUNS = ("almost no chance", "roughly even chance")


def term_and_band(probability: float) -> tuple[str, str]:
    """The ICD 203 term of a probability and the band it stands for."""
    return next((term, band) for upper, term, band in _BANDS if probability < upper)


def estimate(probability: float) -> str:
    """A probability with its term and band, as in "likely (55–80 %; our estimate 68 %)"."""
    term, band = term_and_band(probability)
    return f"{term} ({band}; our estimate {percent(probability)})"


def that_clause(probability: float) -> str:
    """The beginning of a sentence that goes on with "that": "it is likely (…)", "there is almost no chance (…)"."""
    term, _ = term_and_band(probability)
    if term in _NOUNS:
        article = "a " if term.startswith("roughly") else ""
        return f"there is {article}{estimate(probability)}"
    return f"it is {estimate(probability)}"


_RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
    "G": "known to deceive",
}
_CREDIBILITY = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "credibility cannot be judged",
}


def grade_words(grade: str) -> str:
    """An Admiralty grade in words: "B2" is "usually reliable; probably true"; empty for no grade."""
    return "; ".join(filter(None, (_RELIABILITY.get(grade[:1], ""), _CREDIBILITY.get(grade[1:], ""))))
