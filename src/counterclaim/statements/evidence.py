"""What a sentence offers, or misses, as proof."""

from __future__ import annotations

from counterclaim.statements.phrases import Sentence

_OFFERED = frozenset("video footage photograph photographs photo photos recording audio letter communique communiqué codeword fingerprints dna document documents transcript transcripts intercepts satellite forensic ballistic wreckage debris shrapnel confession phone-call leaflet leaflets".split())
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
