"""Hedges at a phrase and near it, and charges around a deed: "suspected rebels", "allegedly", "accused of bombing"."""

from __future__ import annotations

from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase
from counterclaim.statements.tagging import Tag


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


def charged(c: Context, k: int) -> bool:
    """Such as "accused X of bombing": the gerund belongs to the accusation, which has its own frame."""
    verb = c.s.verbs[k]
    if not verb.start or c.s.tags[verb.start - 1] is not Tag.PREP or not k:
        return False
    other = c.s.verbs[k - 1]
    return any(c.lexicon.verb_is(other.lemma, name) for name in ("accuse", "convict", "charge")) or other.lemma in (
        "suspect",
        "find",
        "hold",
        "arrest",
        "detain",
        "try",
        "acquit",
        "jail",
        "plead",
    )
