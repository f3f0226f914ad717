"""Verbs of claiming: "X claimed responsibility", "X said in a video that it did it"."""

from __future__ import annotations

from counterclaim.statements.clauses import direct_object, inherited, subjects
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.responsibility.adding import add_claim, add_claim_of_named
from counterclaim.statements.frames.responsibility.adjacency import adjacent
from counterclaim.statements.frames.responsibility.claimed import find_claimed_by
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.wordlists import word_list

_MEDIUMS = word_list("responsibility_mediums")


def find_claim(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X claimed responsibility", "X issued a statement claiming it"."""
    s = c.s
    if verb.negated or verb.modal in ("would", "will", "could", "should", "must", "might", "may", "can"):
        return
    if verb.passive or _reduced(c, verb):
        find_claimed_by(c, k, verb)
        return
    end = c.clause(verb)
    target = direct_object(s, verb)
    if target is None or not _is_responsibility(c, verb, target):
        return
    found = subjects(s, k, c.lexicon)
    if not found or s.tokens[found[0].start].low in ("no", "nobody", "none", "neither"):
        return
    begin = found[0].start if found[0].start < verb.start and adjacent(c, found[0], verb) else verb.start
    for phrase in found:
        speaker = c.actor(phrase)
        if speaker.generic and s.tokens[phrase.head].low in _MEDIUMS and not verb.finite:
            _claim_in_medium(c, k, phrase, begin, end)
            continue
        if s.tokens[phrase.head].low in ("group", "groups", "organizations", "organisations") and speaker.generic:
            add_claim_of_named(c, phrase, begin, end, verb)
            continue
        add_claim(c, speaker, phrase, begin, end, verb.head)


def _claim_in_medium(c: Context, k: int, phrase: Phrase, begin: int, end: int) -> None:
    """Such as "X issued a statement claiming responsibility"."""
    for holder in inherited(c.s, k, c.lexicon):
        who = c.actor(holder)
        if who.name and not who.generic:
            add_claim(c, who, holder, holder.start if holder.start < begin else begin, end, c.s.verbs[k].head)
            return
    add_claim_of_named(c, phrase, begin, end, c.s.verbs[k])


def _reduced(c: Context, verb: VerbGroup) -> bool:
    return verb.end < len(c.s.tokens) and c.s.tokens[verb.end].low == "by" and verb.form in ("past", "part")


def _is_responsibility(c: Context, verb: VerbGroup, target: Phrase) -> bool:
    head = c.s.tokens[target.head].low
    words = c.s.lows(target.start, target.end)
    if any(w in ("responsibility", "credit", "authorship", "paternity") for w in words):
        return True
    if _followed_by_verb(c, target.after):
        return False
    if verb.lemma in ("claim", "admit", "acknowledge", "avow") and c.lexicon.noun_is(head, "deed"):
        return c.s.tokens[target.start].low != "no" and not c.lexicon.noun_is(head, "statements")
    if verb.lemma == "claim" and target.kind == "pron" and c.s.tokens[target.start].low in ("it", "them", "this"):
        return bool(c.history) or c.s.number > 0
    return verb.lemma in ("admit", "acknowledge") and head in ("guilt", "involvement", "role", "complicity", "part")


def _followed_by_verb(c: Context, i: int) -> bool:
    """Whether the object is really the subject of a clause: "claimed the shootings never happened"."""
    while i < len(c.s.tags) and c.s.tags[i] in (Tag.QUOTE, Tag.ADV):
        i += 1
    return any(
        v.start <= i < v.end
        and v.finite
        and not (
            v.form in ("past", "part")
            and v.start == v.head
            and v.end < len(c.s.tokens)
            and c.s.tokens[v.end].low in ("by", "in", "on", "at", "against")
        )
        for v in c.s.verbs
    )
