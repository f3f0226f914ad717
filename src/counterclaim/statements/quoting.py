"""Quotations that run over several sentences."""

from __future__ import annotations

from counterclaim.statements.phrases import Sentence

_OPEN, _CLOSE, _EITHER = "“«", "”»", '"'


class QuoteState:
    """Tells whether a sentence begins inside a quotation; a new paragraph without an opening mark closes it."""

    def __init__(self) -> None:
        self._open = False
        self._paragraph = -1

    @property
    def open(self) -> bool:
        """Whether a quotation is open behind the last sentence entered."""
        return self._open

    def enter(self, s: Sentence) -> bool:
        """Whether ``s`` is, from its first word, a continuation of a quotation left open."""
        if s.paragraph != self._paragraph:
            self._open = False
            self._paragraph = s.paragraph
        inside = self._open
        for token in s.tokens:
            if token.text in _EITHER:
                self._open = not self._open
            elif token.text in _OPEN:
                self._open = True
            elif token.text in _CLOSE:
                self._open = False
        return inside
