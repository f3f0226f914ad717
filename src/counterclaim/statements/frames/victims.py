"""Who was killed or hurt: persons that a later "he" as the doer of a deed does not mean."""

from __future__ import annotations

from counterclaim.statements.clauses import direct_object, subjects
from counterclaim.statements.frames.base import Context


def note_victims(c: Context) -> None:
    """Tell the registry which named persons the sentence shows as victims: "X was shot", "the murder of X"."""
    for k, verb in enumerate(c.s.verbs):
        if not c.lexicon.verb_is(verb.lemma, "attack_plain"):
            continue
        struck = subjects(c.s, k, c.lexicon) if verb.passive else [direct_object(c.s, verb)]
        whom = [c.actor(p) for p in struck if p is not None]
        c.registry.hurt.update(who.key for who in whom if who.kind == "person")
    for phrase in c.s.phrases:
        if c.s.tokens[phrase.head].low in c.lexicon.deeds and c.s.lows(phrase.after, phrase.after + 1) == ["of"]:
            victim = c.s.at.get(phrase.after + 1)
            who = c.actor(victim)
            if who.kind == "person":
                c.registry.hurt.add(who.key)
