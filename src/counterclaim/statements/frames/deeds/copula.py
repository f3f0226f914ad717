"""Identity: "the perpetrator was Y", "the attackers belonged to Y", "the attack was the work of Y"."""

from __future__ import annotations

from counterclaim.statements.clauses import after_preposition, direct_object, subjects
from counterclaim.statements.frames.assertion import assert_deed, side_of
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.deeds.hedging import hedge_near, suspected
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.who import ARMED, Who

_WORK = frozenset({"work", "handiwork", "doing", "deed", "act", "responsibility"})


def find_membership(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "the attackers belonged to Y", "the bomber was a member of Y"."""
    found = subjects(c.s, k, c.lexicon)
    if not found or not any(c.lexicon.noun_is(c.s.tokens[p.head].low, "perpetrators") for p in found):
        return
    target = after_preposition(c.s, verb.end, c.clause(verb), "to", "of")
    for who in c.actors(target):
        if who.kind in ("organisation", "state", "description"):
            assert_deed(
                c,
                who,
                found[0].start,
                c.clause(verb),
                verb.head,
                negated=verb.negated,
                hedged=verb.hedged,
                probability=0.75,
            )


def find_identity(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "the perpetrator was Y", "Y was the bomber", "the attack was the work of Y", "it was Y's doing"."""
    found = subjects(c.s, k, c.lexicon)
    target = direct_object(c.s, verb)
    if target is None:
        return
    s, end = c.s, c.clause(verb)
    hedged = verb.hedged or hedge_near(c, verb.end, target.head + 1)
    head = s.tokens[target.head].low
    if head in ("theirs", "ours", "mine"):
        report = c.report_at(verb.head)
        if report is not None and report.speaker.speaker_kind is ARMED and not verb.negated:
            assert_deed(c, side_of(c, report.speaker), verb.start, end, verb.head, probability=0.6)
        return
    if head in _WORK:
        agent = after_preposition(s, target.after, target.after + 2, "of")
        owners = c.actors(agent) if agent is not None else [_owner(c, target)]
        about = found and (
            c.lexicon.noun_is(s.tokens[found[0].head].low, "deed")
            or found[0].kind == "pron"
            or s.tokens[found[0].head].low in ("that", "this", "both")
        )
        for who in owners if about else []:
            assert_deed(c, who, found[0].start, end, verb.head, negated=verb.negated, hedged=hedged, probability=0.8)
        return
    if not found:
        return
    subject_head = s.tokens[found[0].head].low
    definite = s.tokens[found[0].start].low in ("the", "both", "its", "their")
    if c.lexicon.noun_is(subject_head, "perpetrators") and definite:
        for who in c.actors(target):
            if not who.generic and who.kind in ("person", "organisation", "state", "description"):
                assert_deed(
                    c,
                    who,
                    found[0].start,
                    end,
                    verb.head,
                    negated=verb.negated,
                    hedged=hedged or subject_head.startswith("suspect"),
                    probability=0.75,
                )
    elif c.lexicon.noun_is(head, "perpetrators") and s.tokens[target.start].low in ("the", "a", "one"):
        definite_target = s.tokens[target.start].low == "the" or c.has_deed(target.after, end)
        hedge = hedged or suspected(c, target) or head.startswith("suspect")
        for phrase in found if definite_target or hedge else []:
            who = c.actor(phrase)
            if not (who.kind == "person" and who.speaker_kind.value in ("authority", "state")):
                assert_deed(c, who, phrase.start, end, verb.head, negated=verb.negated, hedged=hedge, probability=0.7)


def _owner(c: Context, phrase: Phrase) -> Who:
    """Whose "our work" or "Y's doing" it is."""
    first = Phrase(phrase.start, phrase.start + 1, phrase.start, phrase.start + 1, "pron")
    return c.actor(first) if c.s.tokens[phrase.start].low in ("our", "my") else c.registry.owner(c.s, phrase)


def find_hallmarks(c: Context, verb: VerbGroup) -> None:
    """Such as "the attack bore the hallmarks of Y"."""
    if verb.lemma not in ("bear", "have", "carry", "show"):
        return
    noun = c.noun_in("hallmarks", verb.end, verb.end + 6)
    if noun < 0:
        return
    agent = after_preposition(c.s, noun, noun + 3, "of")
    phrase = c.s.at.get(noun)
    owners = c.actors(agent) if agent is not None else [c.registry.owner(c.s, phrase)] if phrase is not None else []
    if agent is not None and c.s.tokens[agent.start].low in ("its", "their"):
        owners = [c.registry.owner(c.s, agent)]
    for who in owners:
        assert_deed(c, who, verb.start, c.clause(verb), verb.head, hedged=True, probability=0.7)
