"""Who did it as the subject: "Y bombed Z", "claimed to have killed Z"."""

from __future__ import annotations

from counterclaim.statements.clauses import subjects
from counterclaim.statements.frames.assertion import assert_deed
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.deeds.hedging import charged, suspected
from counterclaim.statements.frames.deeds.raising import raised_by_belief
from counterclaim.statements.frames.deeds.verbs import tells_of_deed
from counterclaim.statements.phrases import VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who


def find_active(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "Y bombed Z", "Y claimed to have bombed Z": the subject of a violent deed."""
    if verb.passive or not tells_of_deed(c, verb) or _reduced(c, verb):
        return
    never = verb.modal == "would" and verb.negated and c.report_at(verb.head) is not None
    if (
        verb.modal in ("would", "will", "can", "could", "should", "must", "shall")
        and not _perfect(c, verb)
        and not never
    ):
        return
    if verb.infinitive and not _claimed_infinitive(c, k):
        return
    if not verb.finite and not verb.infinitive and (verb.lemma == "target" or charged(c, k)):
        return
    if (
        verb.form == "ing"
        and not verb.finite
        and verb.start
        and c.s.tokens[verb.start - 1].low in ("of", "for", "in", "from", "with", "about", "against", "to", "despite")
    ):
        return
    end = c.clause(verb)
    if c.strikes_back(verb.end, min(end, verb.end + 8)):
        return
    found = subjects(c.s, k, c.lexicon)
    hidden, hedged, negated, begin = raised_by_belief(c, k)
    weak = c.lexicon.verb_is(verb.lemma, "attack_on_target") and not c.lexicon.verb_is(verb.lemma, "attack_plain")
    for phrase in found:
        for who in [c.doer(phrase)]:
            negated = negated or c.s.tokens[phrase.start].low in ("no", "neither", "none")
            if phrase.kind == "np" and who.kind == "state" and c.s.lows(verb.start - 1, verb.start) == ["who"]:
                continue
            if weak and who.kind not in ("organisation", "state"):
                continue
            if who.kind == "person" and not _personal(c, who):
                continue
            if verb.lemma in ("raid", "storm", "search") and who.speaker_kind.value == "authority":
                continue
            start = phrase.start if phrase.start < verb.start and phrase.after >= verb.start - 4 else verb.start
            words = tuple(c.s.lows(phrase.start, phrase.after + 3))
            assert_deed(
                c,
                who,
                min(start, begin) if begin >= 0 else start,
                end,
                verb.head,
                negated=verb.negated or negated,
                hedged=(verb.hedged and not (verb.negated and verb.modal in ("could", "can")))
                or suspected(c, phrase)
                or hedged,
                hidden=hidden,
                phrase_words=words,
                probability=0.6 if weak else 0.75,
            )


def _personal(c: Context, who: Who) -> bool:
    """A person alone is coded as an attacker only by full name or where already known."""
    return " " in who.name or c.s.upper or c.registry.named_person(who.name) is not None


def _perfect(c: Context, verb: VerbGroup) -> bool:
    return any(c.s.tokens[i].low == "have" for i in range(verb.start, verb.head))


def _reduced(c: Context, verb: VerbGroup) -> bool:
    """Such as "attacks carried out by X", "Y shot and killed by X": bare participles with their agent behind."""
    bare = verb.form in ("past", "part") and not verb.passive and verb.start == verb.head
    following = c.s.lows(verb.end, verb.end + 3)
    joined = following[:1] == ["and"] and following[2:] == ["by"] and c.s.tags[verb.end + 1] is Tag.VERB
    return bare and (following[:1] == ["by"] or joined)


def _claimed_infinitive(c: Context, k: int) -> bool:
    """Such as "claimed to have killed", "is believed to have planted": the infinitive tells of something done."""
    verb = c.s.verbs[k]
    perfect = any(c.s.tokens[i].low in ("have",) for i in range(verb.start, verb.head))
    return perfect and k > 0
