"""What a sentence offers, or misses, as proof."""

from __future__ import annotations

from counterclaim.statements.phrases import Sentence
from counterclaim.statements.wordlists import word_list

_OFFERED = word_list("evidence_offered")
_PROOF = frozenset({"evidence", "proof"})


def evidence_in(s: Sentence) -> str:
    """The words of ``s`` that name proof or its absence, empty where none do."""
    for i, token in enumerate(s.tokens):
        if token.low in _PROOF:
            return s.text(max(0, i - 4), min(len(s.tokens), i + 8)).strip(" ,.")
    for i, token in enumerate(s.tokens):
        if token.low in _OFFERED and i in s.at:
            phrase = s.at[i]
            return s.text(phrase.start, phrase.after)
    return ""
