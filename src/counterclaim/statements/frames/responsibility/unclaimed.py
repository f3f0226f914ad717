"""Sentences that say that nobody has claimed the event."""

from __future__ import annotations

from counterclaim.statements.clauses import subjects
from counterclaim.statements.frames.base import Context


def unclaimed_at(c: Context) -> tuple[int, int] | None:
    """The tokens that say that nobody has claimed the event, None where the sentence does not."""
    s = c.s
    for k, verb in enumerate(s.verbs):
        end = c.clause(verb)
        words = s.lows(verb.start, min(end, verb.end + 8))
        about = any(w in ("responsibility", "credit") for w in words)
        if verb.lemma in ("claim", "take", "admit", "accept") and about:
            found = subjects(s, k, c.lexicon)
            nobody = found and s.tokens[found[0].start].low in ("no", "nobody", "none", "neither")
            if nobody or (
                verb.negated
                and found
                and s.tokens[found[0].head].low in ("group", "anyone", "organisation", "organization", "one")
            ):
                return (found[0].start, end)
            if verb.passive and verb.negated and s.tokens[found[0].head].low == "responsibility" if found else False:
                return (found[0].start, end)
        if verb.lemma == "claim" and verb.passive and verb.negated:
            found = subjects(s, k, c.lexicon)
            if found and c.lexicon.noun_is(s.tokens[found[0].head].low, "deed"):
                return (found[0].start, end)
    for i, token in enumerate(s.tokens):
        if token.low in ("claim", "claims") and s.lows(i + 1, i + 3) == ["of", "responsibility"]:
            before = s.lows(i - 4, i)
            if "no" in before or "without" in before or "any" in before:
                first = next(
                    (t for t in range(max(0, i - 6), i) if s.tokens[t].low in ("there", "no", "without")), i - 1
                )
                return (first, min(len(s.tokens), i + 8))
    return None
