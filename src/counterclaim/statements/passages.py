"""Exact quotations cut from a text by tokens: 12 to 600 code points, whole words."""

from __future__ import annotations

from counterclaim.model import CodingInput, Passage
from counterclaim.statements.phrases import Sentence

SHORTEST, LONGEST = 12, 600


def passage_of(source: CodingInput, s: Sentence, start: int, end: int) -> Passage:
    """The passage from token ``start`` to ``end`` (exclusive) of ``s``, widened or cut to a quotable length."""
    tokens = s.tokens
    start = max(0, min(start, len(tokens) - 1))
    end = max(start + 1, min(end, len(tokens)))
    first, last = tokens[start].start, tokens[end - 1].end
    if last - first < SHORTEST:
        first, last = tokens[0].start, tokens[-1].end
    if last - first < SHORTEST:
        first, last = max(0, last - SHORTEST), min(len(source.text), max(last, SHORTEST))
    while last - first > LONGEST and end - start > 1:
        end -= 1
        last = tokens[end - 1].end
    return Passage.cut(source.document_id, source.text, first, min(last, first + LONGEST))
