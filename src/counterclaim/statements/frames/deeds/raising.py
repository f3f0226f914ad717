"""Verbs of belief over an infinitive: "is believed to have planted", "seems to be behind"."""

from __future__ import annotations

from counterclaim.statements.frames.base import Context


def raised_by_belief(c: Context, k: int) -> tuple[bool, bool, bool, int]:
    """Whether a passive of belief governs an infinitive: (speaker hidden, hedged, negated, where it begins)."""
    verb = c.s.verbs[k]
    if not verb.infinitive and verb.form != "ing":
        return False, False, False, -1
    for other in reversed(c.s.verbs[:k]):
        if verb.start - other.end > 4:
            break
        if other.passive and (
            c.lexicon.verb_is(other.lemma, "believe")
            or c.lexicon.verb_is(other.lemma, "say")
            or c.lexicon.verb_is(other.lemma, "accuse")
        ):
            return (
                True,
                c.lexicon.verb_is(other.lemma, "believe") or other.lemma in ("allege", "report"),
                other.negated,
                other.start,
            )
        if other.lemma in ("appear", "seem"):
            return False, True, other.negated, other.start
    return False, False, False, -1
