"""Who accuses: subjects, agents after "by", and sides that accuse each other."""

from __future__ import annotations

from counterclaim.model import Act
from counterclaim.statements.clauses import after_preposition, phrase_ending, subjects, with_coordinates
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.reporting import HIDDEN
from counterclaim.statements.who import Who


def accusers(c: Context, k: int, verb: VerbGroup, hidden: Who) -> tuple[list[Who], int]:
    """Who accuses, and where the quotation begins."""
    s = c.s
    if verb.passive:
        agent = after_preposition(s, verb.end, min(c.clause(verb), verb.end + 12), "by")
        named = [w for w in c.actors(agent) if w.name] if agent is not None and not _thing(c, agent) else []
        found = subjects(s, k, c.lexicon)
        return named or [_reported(c, verb, hidden)], found[0].start if found and found[
            0
        ].start < verb.start else verb.start
    found = subjects(s, k, c.lexicon)
    named = c.speakers(found)
    speakers = [w for w in named if w.name and not w.generic] or [w for w in named if w.name]
    adjacent = (
        bool(found)
        and found[0].start < verb.start
        and not any(v.finite and found[0].after <= v.start < verb.start for v in s.verbs)
    )
    return speakers, found[0].start if adjacent else verb.start


def find_mutual(c: Context, k: int, verb: VerbGroup) -> bool:
    """Such as "X and Y blamed each other", "they accused one another", "X and Y each said the other did it"."""
    words = c.s.lows(verb.start - 1, c.clause(verb))
    accuses = verb.lemma in ("blame", "accuse", "charge", "denounce")
    each = "each other" in " ".join(words) or "one another" in " ".join(words)
    said = words[:1] in (["each"], ["both"]) and "the other" in " ".join(words)
    if not (accuses and (each or said)) and not (said and c.lexicon.verb_is(verb.lemma, "say")):
        return False
    if not accuses and not c.has_deed(verb.end, c.clause(verb)) and not _told_verb(c, verb):
        return False
    sides = [w for w in (c.actor(p) for p in _sides(c, k)) if w.name and not w.generic]
    if len(sides) != 2 or verb.negated:
        return False
    start = _sides(c, k)[0].start
    for one, other in (sides, sides[::-1]):
        c.add(Act.ATTRIBUTES, one, other, start, c.clause(verb), verb.head, probability=0.7)
    return True


def _told_verb(c: Context, verb: VerbGroup) -> bool:
    classes = ("attack_plain", "attack_with_deed", "attack_with_weapon")
    return any(v.start >= verb.end and any(c.lexicon.verb_is(v.lemma, n) for n in classes) for v in c.s.verbs)


def _sides(c: Context, k: int) -> list[Phrase]:
    """Two subjects joined by "and", a floating "each" or "both" before the verb left out."""
    verb = c.s.verbs[k]
    i = verb.start - 1
    if i >= 0 and c.s.tokens[i].low in ("each", "both"):
        last = phrase_ending(c.s, i - 1)
        return with_coordinates(c.s, last) if last is not None else []
    return subjects(c.s, k, c.lexicon)


def _thing(c: Context, phrase: Phrase) -> bool:
    return c.lexicon.noun_is(c.s.tokens[phrase.head].low, "deed")


def _reported(c: Context, verb: VerbGroup, hidden: Who) -> Who:
    report = c.report_at(verb.head)
    return report.speaker if report is not None and report.speaker.name and hidden is HIDDEN else hidden
