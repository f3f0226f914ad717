"""Where fire came from: "the shell was fired from positions of X", "the rocket came from an area held by Y"."""

from __future__ import annotations

from counterclaim.statements.clauses import subjects
from counterclaim.statements.frames.assertion import assert_deed
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.who import Who
from counterclaim.statements.wordlists import word_list

_GROUND = word_list("deeds_ground")
_HELD = frozenset({"of", "held", "controlled", "occupied", "manned", "by", "under"})
_REACH = 7


def find_origin(c: Context, k: int, verb: VerbGroup) -> None:
    """Fire told to have come from an actor's ground: by whoever tells it, the actor's fire."""
    s = c.s
    came = verb.lemma == "come" or (verb.lemma in ("fire", "launch", "shoot", "throw") and verb.passive)
    if not came or s.lows(verb.end, verb.end + 1) != ["from"] or c.report_at(verb.head) is None:
        return
    found = subjects(s, k, c.lexicon)
    if not any(c.lexicon.noun_is(s.tokens[p.head].low, "weapons") or s.tokens[p.head].low == "fire" for p in found):
        return
    who = _whose_ground(c, s.at.get(verb.end + 1))
    if who is not None and who.kind in ("organisation", "state"):
        assert_deed(
            c,
            who,
            min(found[0].start, verb.start),
            c.clause(verb),
            verb.head,
            negated=verb.negated,
            hedged=verb.hedged,
            probability=0.6,
        )


def _whose_ground(c: Context, ground: Phrase | None) -> Who | None:
    """Whose positions, area or side it is; None where no ground is told."""
    if ground is None or c.s.tokens[ground.head].low not in _GROUND:
        return None
    owner = c.registry.owner(c.s, ground)
    if owner.name and not owner.generic:
        return owner
    i = ground.after
    while i < min(ground.after + _REACH, len(c.s.tokens)) and c.s.tokens[i].low in (*_HELD, "the", "control"):
        phrase = c.s.at.get(i)
        if phrase is not None and phrase.start == i:
            return c.actor(phrase)
        i += 1
    phrase = c.s.at.get(i)
    if i > ground.after and phrase is not None:
        return c.actor(phrase)
    return c.registry.state_in(c.s, ground)
