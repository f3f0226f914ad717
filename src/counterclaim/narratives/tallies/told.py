"""Sentences that give a total of their own, to be laid beside what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from counterclaim.codebooks.framing_patterns import find, phrase_pattern, plain
from counterclaim.model import CountRange, Passage
from counterclaim.model.tally import ToldTotal

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: n for n, word in enumerate(_UNITS, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_LOOSE = {"dozens": 24, "hundreds": 200, "thousands": 2000}
"""Least number that a loose plural can mean: two of each."""
_TOO_LONG = 0.25
_NUMBER = regex.compile(
    r"\b(?P<bound>(?:more|no fewer|no less) than|over|at least|up to|fewer than|less than|under|as many as|nearly"
    r"|almost|about|around|some)?\s*"
    rf"(?:(?<![\d.,])(?P<figure>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?![\d.,]*\d)|(?P<word>\b(?:{'|'.join(_WORDS)})\b)"
    rf"|(?P<loose>\b(?:{'|'.join(_LOOSE)})\b))",
    regex.IGNORECASE,
)
_YEAR = range(1900, 2101)


def told_totals(
    phrases: Sequence[str], sentences: Iterable[tuple[Passage, str]], *, near: str = ""
) -> Iterator[ToldTotal]:
    """Sentences that one of the phrases meets and that give a number.

    Args:
        phrases: as in framings; each must have been checked.
        sentences: passages with their outlets.
        near: what the number must count, as a phrase; empty for the number nearest before the words that were met.
    """
    patterns = [phrase_pattern(p) for p in phrases]
    for passage, outlet in sentences:
        text = plain(passage.quote)
        try:
            hit = find(patterns, text)
        except TimeoutError:
            continue
        if hit is None:
            continue
        found = _number(text, hit.span(), near)
        if found is not None:
            yield ToldTotal(passage=passage, outlet=outlet, count=found)


def _number(text: str, at: tuple[int, int], near: str) -> CountRange | None:
    """The number that stands nearest to the words that were met, within them before all others."""
    found = [m for m in _NUMBER.finditer(text, timeout=_TOO_LONG) if not _is_year(m)]
    if near:
        wanted = phrase_pattern(near)
        found = [m for m in found if wanted.search(text, m.end(), min(len(text), m.end() + 60), timeout=_TOO_LONG)]
    if not found:
        return None
    best = min(found, key=lambda m: (max(at[0] - m.end(), m.start() - at[1], 0), m.start()))
    return _range(best)


def _is_year(match: regex.Match[str]) -> bool:
    figure = match["figure"]
    return bool(figure) and "," not in figure and int(figure) in _YEAR and not match["bound"]


def _range(match: regex.Match[str]) -> CountRange:
    bound = (match["bound"] or "").casefold()
    if match["loose"]:
        return CountRange(low=_LOOSE[match["loose"].casefold()], high=None)
    number = int(match["figure"].replace(",", "")) if match["figure"] else _WORDS[match["word"].casefold()]
    if bound in ("more than", "over"):
        return CountRange(low=number + 1, high=None)
    if bound in ("at least", "no fewer than", "no less than"):
        return CountRange(low=number, high=None)
    if bound in ("up to", "as many as"):
        return CountRange(low=None, high=number)
    if bound in ("fewer than", "less than", "under"):
        return CountRange(low=None, high=max(0, number - 1))
    return CountRange.exactly(number)
