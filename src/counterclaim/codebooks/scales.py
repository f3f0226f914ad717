"""Grades in the Admiralty system and words of probability after ICD 203; the words stand in data/scales.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.codebooks.files import DATA, read_yaml


@dataclass(frozen=True, slots=True)
class Band:
    """A band of probability: from ``low`` (inclusive) to ``high``, its term, and ICD 203's second row."""

    low: float
    high: float
    term: str
    alternative: str


@cache
def bands() -> tuple[Band, ...]:
    """ICD 203's seven bands, lowest first."""
    return tuple(Band(b["low"], b["high"], b["term"], b["alternative"]) for b in _scales()["estimative"])


def band(probability: float) -> Band:
    """The band of a probability; at a shared boundary the upper band holds.

    Raises ValueError outside 0 to 1 and at 0 and 1 themselves, for which ICD 203 has no words.
    """
    if not 0.0 < probability < 1.0:
        raise ValueError(f"no estimative term for {probability}: 0 and 1 are not available")
    rounded = round(probability, 9)  # .55 reached by a sum may fall a hair below the boundary it stands on
    return next((b for b in reversed(bands()) if rounded >= b.low), bands()[0])


def estimative(probability: float) -> str:
    """The ICD 203 term of a probability, first row ("likely"); raises ValueError at 0 and 1."""
    return band(probability).term


def estimative_phrase(probability: float) -> str:
    """Term, band and number: "likely (55–80 %; our estimate 68 %)"; raises ValueError at 0 and 1.

    The number printed stays within 1 to 99, since certainty is not available.
    """
    found = band(probability)
    shown = min(99, max(1, round(100 * probability)))
    return f"{found.term} ({100 * found.low:.0f}–{100 * found.high:.0f} %; our estimate {shown} %)"


def reliability(grade: str) -> str:
    """The words of a source's grade, "A" to "G"; raises ValueError for another letter."""
    return _term("reliability", grade)


def credibility(grade: str) -> str:
    """The words of an item's grade, "1" to "6"; raises ValueError for another figure."""
    return _term("credibility", grade)


def admiralty(grade: str) -> str:
    """The words of a combined grade: "B2" is "usually reliable, probably true"; raises ValueError for no grade."""
    if len(grade) != 2:
        raise ValueError(f"not an Admiralty grade: {grade!r}")
    return f"{reliability(grade[0])}, {credibility(grade[1])}"


def is_missing(grade: str) -> bool:
    """Whether a grade says only that nothing can be judged: F or 6, alone or combined ("F6")."""
    return bool(grade) and all(part in "F6" for part in grade)


def _term(axis: str, grade: str) -> str:
    entry = _scales()[axis].get(grade)
    if entry is None:
        raise ValueError(f"not a grade of {axis}: {grade!r}; use one of {', '.join(_scales()[axis])}")
    return str(entry["term"])


@cache
def _scales() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(DATA / "scales.yaml")
    return data
