"""What courts find: acquittals, and verdicts on people told by their number ("all four men")."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.clauses import after_preposition, direct_object, subjects
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.who import Who
from counterclaim.statements.wordlists import word_list

HIDDEN_COURT = Who(name="unnamed court", key="unnamed court", kind="", speaker_kind=SpeakerKind.COURT)
_TRIED = word_list("verdicts_tried")
_VERDICTS = frozenset({"conviction", "convictions", "verdict", "verdicts"})
_NUMBERS = {
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}


def find_acquittals(c: Context) -> None:
    """Such as "the court acquitted X", "X was cleared of the murder", "the jury found X not guilty"."""
    for k, verb in enumerate(c.s.verbs):
        words = c.s.lows(verb.end, verb.end + 14)
        if c.lexicon.verb_is(verb.lemma, "acquit") or (
            verb.lemma in ("find", "declare", "pronounce", "rule") and _not_guilty(words)
        ):
            _acquitted(c, k, verb)
        elif (
            verb.lemma in ("quash", "overturn", "annul")
            and (set(words) | set(c.s.lows(verb.start - 4, verb.start))) & _VERDICTS
        ):
            _quashed(c, k, verb)


def accused_people(c: Context, phrase: Phrase | None) -> list[Who]:
    """The actors of ``phrase``; "all four men" and "both defendants" are the last so many persons accused."""
    if phrase is None:
        return []
    words = c.s.lows(phrase.start, phrase.end)
    number = next((_NUMBERS[w] for w in words if w in _NUMBERS), 0)
    if number and (words[-1] in _TRIED or words[-1] in _NUMBERS):
        people: dict[str, Who] = {}
        for finding in reversed((*c.history, *c.found)):
            if finding.perpetrator.kind == "person" and finding.act in (Act.ATTRIBUTES, Act.SUSPECTS, Act.CLAIMS):
                people.setdefault(finding.perpetrator.key, finding.perpetrator)
        return list(people.values()) if len(people) == number else []
    return [w for w in c.actors(phrase) if not w.generic and not _first_name(c, w)]


def _first_name(c: Context, who: Who) -> bool:
    """Whether a person is told by one name that the text has not tied to a full one: "Amin and Yusef Darro"."""
    return (
        who.kind == "person"
        and " " not in who.name
        and not c.s.upper
        and c.registry.named_person(who.name) in (None, who)
    )


def _not_guilty(words: list[str]) -> bool:
    return "innocent" in words[:8] or any(words[i : i + 2] == ["not", "guilty"] for i in range(10))


def _acquitted(c: Context, k: int, verb: VerbGroup) -> None:
    if verb.negated or verb.infinitive or verb.modal:
        return
    found = subjects(c.s, k, c.lexicon)
    end = c.clause(verb)
    if verb.passive or (verb.form in ("past", "part") and _follows(c, verb, "of", "by")):
        agent = after_preposition(c.s, verb.end, min(end, verb.end + 6), "by")
        court = c.actor(agent) if agent is not None else HIDDEN_COURT
        tried = [w for p in found for w in accused_people(c, p)]
    else:
        courts = [c.actor(p) for p in found]
        court = next((w for w in courts if w.name), HIDDEN_COURT)
        tried = accused_people(c, direct_object(c.s, verb))
        if court.speaker_kind not in (SpeakerKind.COURT, SpeakerKind.AUTHORITY, SpeakerKind.STATE):
            return
    start = found[0].start if found and found[0].start < verb.start else verb.start
    for who in tried:
        if who.kind in ("person", "organisation", "state") and not who.place and not court.speaks_for(who):
            c.add(Act.DENIES, court, who, start, end, verb.head, probability=0.7)


def _quashed(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "the court quashed the convictions of X and Y"."""
    found = subjects(c.s, k, c.lexicon)
    target = found[0] if verb.passive and found else direct_object(c.s, verb)
    if target is None or not found or verb.modal or verb.negated:
        return
    if verb.passive:
        own = c.s.tokens[target.start].low in ("his", "her")
        person = c.registry.owner(c.s, target) if not own else c.registry.last_person()
        if person.kind == "person" and not person.generic:
            c.add(Act.DENIES, HIDDEN_COURT, person, target.start, c.clause(verb), verb.head, probability=0.6)
        return
    freed = after_preposition(c.s, target.after, target.after + 2, "of")
    people = accused_people(c, freed) if freed is not None else [c.registry.owner(c.s, target)]
    for who in people:
        if who.kind == "person" and not who.generic:
            c.add(Act.DENIES, c.actor(found[0]), who, found[0].start, c.clause(verb), verb.head, probability=0.6)


def _follows(c: Context, verb: VerbGroup, *words: str) -> bool:
    return verb.end < len(c.s.tokens) and c.s.tokens[verb.end].low in words
