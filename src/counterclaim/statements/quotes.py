"""Quotes that somebody else wrote down, found again in the text with exact offsets.

White space, typographic marks (quotation marks, dashes, ellipses) and characters of no width are folded away on both
sides before comparing; every letter and figure must be the same. What is returned are places in the text itself.
"""

from __future__ import annotations

import unicodedata

Span = tuple[int, int]

_MARKS = {
    **dict.fromkeys("“”„‟«»‹›″＂", '"'),
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "…": "...",
}
_WORDED = 0x0530
"""Latin, Greek and Cyrillic stand below: there a quote begins and ends with whole words."""


class QuoteFinder:
    """Finds quotes in one text; made once, asked often."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._origin = _fold(text)
        self._lower: QuoteFinder | None = None

    def find(self, quote: str, *, near: int = 0) -> Span | None:
        """Where ``quote`` stands: its first occurrence from code point ``near`` on, else its first; None if nowhere.

        Marks around the whole quote that are not in the text are passed over.
        """
        wanted = _fold(quote)[0].strip()
        if not any(character.isalnum() for character in wanted):
            return None
        for form in dict.fromkeys((wanted, wanted.strip("\"' "), wanted.strip("\"' ").removesuffix("...").rstrip())):
            found = self._occurrence(form, near) if form else None
            if found is not None:
                return found
        return None

    def holds(self, name: str) -> bool:
        """Whether ``name`` stands in the text in whole words, whatever its case; for names, not for quotes."""
        self._lower = self._lower or QuoteFinder(self._text.casefold())
        return self._lower.find(name.casefold()) is not None

    def _occurrence(self, wanted: str, near: int) -> Span | None:
        first: Span | None = None
        at = self._folded.find(wanted)
        while at >= 0:
            span = self._origin[at], self._origin[at + len(wanted) - 1] + 1
            if self._whole_words(span):
                if span[0] >= near:
                    return span
                first = first or span
            at = self._folded.find(wanted, at + 1)
        return first

    def _whole_words(self, span: Span) -> bool:
        start, end = span
        inside = (start > 0 and _joined(self._text[start - 1], self._text[start])) or (
            end < len(self._text) and _joined(self._text[end - 1], self._text[end])
        )
        return not inside


def _fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place that it comes from."""
    folded: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            if folded and folded[-1] == " ":
                continue
            plain = " "
        elif unicodedata.category(character) == "Cf":
            continue
        else:
            plain = _MARKS.get(character, character)
        folded.extend(plain)
        origin.extend([place] * len(plain))
    return "".join(folded), origin


def _joined(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and ord(left) < _WORDED and ord(right) < _WORDED
