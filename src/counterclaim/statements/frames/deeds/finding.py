"""All propositions of a sentence that somebody did a violent deed."""

from __future__ import annotations

from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.deeds.absence import find_absence
from counterclaim.statements.frames.deeds.active import find_active
from counterclaim.statements.frames.deeds.agents import find_agent
from counterclaim.statements.frames.deeds.copula import find_hallmarks
from counterclaim.statements.frames.deeds.nouns import find_apposition, find_owner
from counterclaim.statements.frames.deeds.origins import find_origin
from counterclaim.statements.frames.deeds.predicates import find_predicate
from counterclaim.statements.tagging import Tag


def find_deeds(c: Context) -> None:
    """All propositions that somebody did a violent deed."""
    for k, verb in enumerate(c.s.verbs):
        find_active(c, k, verb)
        find_predicate(c, k, verb)
        find_hallmarks(c, verb)
        find_origin(c, k, verb)
        find_absence(c, k, verb)
    for i, token in enumerate(c.s.tokens):
        if token.low == "by" and c.s.tags[i] is Tag.PREP:
            find_agent(c, i)
    for phrase in c.s.phrases:
        if phrase.kind == "np":
            find_owner(c, phrase)
            find_apposition(c, phrase)
