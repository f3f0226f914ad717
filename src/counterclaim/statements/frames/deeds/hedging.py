"""Hedges at a phrase and near it: "suspected rebels", "allegedly"."""

from __future__ import annotations

from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase


def suspected(c: Context, phrase: Phrase | None) -> bool:
    """Whether the phrase itself hedges: "suspected rebels", "alleged members"."""
    words = c.s.lows(phrase.start, phrase.end) if phrase is not None else []
    return any(
        w
        in (
            "suspected",
            "alleged",
            "presumed",
            "apparent",
            "presumably",
            "probably",
            "possibly",
            "likely",
            "allegedly",
            "reportedly",
        )
        for w in words
    )


def hedge_near(c: Context, start: int, end: int) -> bool:
    """Whether an adverb hedges among the tokens."""
    return any(t.low in c.lexicon.words["hedges"] for t in c.s.tokens[max(0, start) : end])
