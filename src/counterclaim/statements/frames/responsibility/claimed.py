"""Claims told by their agent or as a noun: "responsibility was claimed by X", "a claim of responsibility by X"."""

from __future__ import annotations

from counterclaim.model import SpeakerKind
from counterclaim.statements.clauses import after_preposition, antecedents, subjects
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.responsibility.adding import add_claim
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.who import ARMED


def find_claimed_by(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "responsibility was claimed by X", "an attack claimed by X"."""
    s = c.s
    found = (
        subjects(s, k, c.lexicon)
        if verb.passive
        else antecedents(s, Phrase(verb.start, verb.start, verb.start, verb.start))
    )
    about = any(
        c.lexicon.noun_is(s.tokens[p.head].low, "deed")
        or s.tokens[p.head].low in ("responsibility", "credit")
        or p.kind == "pron"
        for p in found
    )
    if verb.lemma not in ("claim", "admit", "accept", "acknowledge", "assume") or not about:
        return
    agent = after_preposition(s, verb.end, min(verb.end + 10, max(c.clause(verb), verb.end + 3)), "by")
    if agent is None:
        return
    begin = found[0].start if found else verb.start
    who = c.actor(agent)
    if who.generic and s.tokens[agent.head].low in ("groups", "organizations", "organisations", "factions", "group"):
        _each_of_several(c, agent, begin, verb)
        return
    for phrase_who in c.actors(agent):
        add_claim(c, phrase_who, agent, begin, max(agent.after, c.clause(verb)), verb.head)


def _each_of_several(c: Context, agent: Phrase, begin: int, verb: VerbGroup) -> None:
    """Such as "claimed by two groups, X and Y": the organisations named up to the end of the sentence."""
    for phrase in c.s.phrases:
        if phrase.start < agent.start or phrase.kind != "np":
            continue
        who = c.registry.who(c.s, phrase)
        if who.kind == "organisation" and who.speaker_kind in (ARMED, SpeakerKind.UNKNOWN):
            add_claim(c, who, phrase, begin, phrase.after, verb.head, 0.8)


def find_nominal_claims(c: Context) -> None:
    """Such as "a claim of responsibility by X", "the claim by X"."""
    s = c.s
    for i, token in enumerate(s.tokens):
        if token.low not in ("claim", "claims") or s.lows(i + 1, i + 3) != ["of", "responsibility"]:
            continue
        phrase = s.at.get(i)
        if phrase is None or "no" in s.lows(i - 4, i) or "any" in s.lows(i - 3, i):
            continue
        agent = after_preposition(s, i + 3, i + 12, "by", "from")
        who = c.registry.owner(s, phrase)
        if not who.name and agent is not None:
            who = c.actor(agent)
            if who.kind != "organisation" or who.place:
                # "the claims of responsibility and the videos from Y": where things come from is nobody who claims.
                continue
        if who.name and not who.generic:
            add_claim(c, who, phrase, phrase.start, max(i + 3, agent.after if agent else 0), i, 0.6)
