"""Retractions: words by which a speaker takes back what was said of who did it.

"X withdrew its claim", "the ministry withdraws that statement", "it no longer stands by that account", "police took
back what they had said", "first denied, then admitted". What is taken back is what the words after the noun tell ("its
statement that Y did it"), else the last thing that the speaker said of it. A pronoun means the last who said something,
not the last who was named.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import Act
from counterclaim.statements.clauses import subjects
from counterclaim.statements.frames.assertion import side_of
from counterclaim.statements.frames.base import Context, Finding
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.reporting import HIDDEN, TEXT
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import NOBODY, Who
from counterclaim.statements.wordlists import word_list

_SAID = word_list("retracting_said")
"""Nouns for what was said, beside those of the lexicon."""
_OWN = frozenset({"claim", "denial", "confession", "responsibility", "admission", "testimony"})
"""What only who made it takes back, without anything that the text tells of it."""
_OF_NOUN = {
    "denial": (Act.DENIES,),
    "claim": (Act.CLAIMS, Act.ATTRIBUTES, Act.SUSPECTS),
    "responsibility": (Act.CLAIMS,),
    "confession": (Act.CLAIMS,),
    "admission": (Act.CLAIMS,),
    "accusation": (Act.ATTRIBUTES, Act.SUSPECTS),
    "charge": (Act.ATTRIBUTES, Act.SUSPECTS),
    "suspicion": (Act.SUSPECTS, Act.ATTRIBUTES),
}
_VOICED = (Act.CLAIMS, Act.DENIES, Act.ATTRIBUTES, Act.SUSPECTS)
_DISOWNS = frozenset({"disown", "repudiate", "correct", "disavow", "abandon", "drop"})
"""Verbs that take a statement back where their object is the speaker's own, and do other things otherwise."""
_WROTE = frozenset({"said", "stated", "written", "wrote", "reported", "claimed", "alleged", "announced"})
_MINE = frozenset({"its", "his", "her", "their", "our", "my", "that", "this", "those", "these", "earlier"})


def find_retractions(c: Context) -> None:
    """Such as "first denied but then admitted", "withdrew its claim"."""
    for k, verb in enumerate(c.s.verbs):
        if verb.negated and not _no_longer_stands(c, verb):
            continue
        if verb.modal or verb.infinitive or verb.passive:
            continue
        noun = _taken_back(c, verb)
        if noun:
            _retracted(c, k, verb, noun)
    _reversal(c)


def _taken_back(c: Context, verb: VerbGroup) -> int:
    """The token of the noun for what is taken back, or of "what" in "what it had said"; 0 where it is nothing said."""
    end = min(c.clause(verb), verb.end + 7)
    begin = verb.end
    if _no_longer_stands(c, verb):
        begin = verb.end + 1
    elif verb.lemma == "take" and c.s.lows(begin, begin + 1) == ["back"]:
        begin += 1
    elif verb.lemma in _DISOWNS:
        if not _MINE & set(c.s.lows(begin, begin + 2)):
            return 0
    elif not c.lexicon.verb_is(verb.lemma, "retract"):
        return 0
    if c.s.lows(begin, begin + 1) == ["what"] and any(w in _WROTE for w in c.s.lows(begin, end)):
        return begin
    for i in range(begin, min(end, len(c.s.tokens))):
        low = c.s.tokens[i].low
        if c.lexicon.noun_is(low, "statements") or low in _SAID:
            return i
        if c.s.tags[i] in (Tag.PREP, Tag.VERB, Tag.AUX, Tag.CC, Tag.TO, Tag.COMMA, Tag.END) and low not in _MINE:
            # "withdrew from the town": what follows a preposition is not what was taken back.
            return 0
    return 0


def _no_longer_stands(c: Context, verb: VerbGroup) -> bool:
    """Such as "no longer stands by its account", "does not stand by it"."""
    if verb.lemma != "stand" or c.s.lows(verb.end, verb.end + 1) != ["by"]:
        return False
    return verb.negated or c.s.lows(verb.start - 2, verb.start) == ["no", "longer"]


def _retracted(c: Context, k: int, verb: VerbGroup, noun: int) -> None:
    end = c.clause(verb)
    told = _content(c, noun, max(end, len(c.s.tokens)))
    found = subjects(c.s, k, c.lexicon)
    if c.s.lows(verb.start - 2, verb.start) == ["no", "longer"]:
        before = c.s.at.get(verb.start - 3)
        found = [before] if before is not None else []
    for phrase in found:
        if c.s.tokens[phrase.head].low in c.lexicon.deeds:
            continue
        speaker, past = _speaker(c, phrase, c.s.tokens[noun].low)
        if told.name:
            who = told
        elif past is not None:
            who = past.perpetrator
        elif verb.lemma in _DISOWNS:
            continue
        elif c.s.tokens[noun].low in _OWN:
            who = side_of(c, speaker)
        else:
            who = _blamed(c)
        if not speaker.name or not who.name:
            continue
        if told.name:
            # What stands in the words that are taken back is not said by anybody here.
            c.found[:] = [f for f in c.found if not (noun < f.trigger and f.perpetrator.key == told.key)]
        start = phrase.start if phrase.start < verb.start else verb.start
        stop = len(c.s.tokens) if told.name else end
        c.add(Act.RETRACTS, speaker, who, start, stop, verb.head, probability=0.7)


def _content(c: Context, noun: int, end: int) -> Who:
    """Whom the words after the noun name: "its statement that Y had done it", "its accusation against Y"."""
    i = noun + 1
    while i < end and c.s.low[i] in ("on", "of", "from") and i + 3 < end and not _links(c, i):
        i += 1
    if not _links(c, i):
        i = next((n for n in range(noun + 1, min(end, noun + 8)) if c.s.low[n] in ("that", "against")), end)
    for phrase in c.s.phrases:
        if i < phrase.start < end:
            who = c.actor(phrase)
            if who.name and not who.generic and not who.place and who.kind in ("organisation", "state", "person"):
                return who
    return NOBODY


def _links(c: Context, i: int) -> bool:
    return i < len(c.s.low) and c.s.low[i] in ("that", "against", "implicating", "blaming", "accusing")


def _speaker(c: Context, phrase: Phrase, noun: str) -> tuple[Who, Finding | None]:
    """Who takes back, and the last thing that he said of the kind that the noun names."""
    who = c.actor(phrase)
    acts = _OF_NOUN.get(noun.removesuffix("s"), _VOICED)
    voiced = (f for f in (*c.history, *c.found) if f.act in acts and f.speaker.name)
    said = [f for f in voiced if f.speaker is not TEXT and f.speaker is not HIDDEN]
    own = [f for f in said if _one(f.speaker, who)]
    if own:
        return who if not who.generic else own[-1].speaker, own[-1]
    if said and (phrase.kind == "pron" or not who.name):
        return said[-1].speaker, said[-1]
    return who, None


def _one(one: Who, other: Who) -> bool:
    return one.key == other.key or (bool(one.key) and (one.speaks_for(other) or other.speaks_for(one)))


def _blamed(c: Context) -> Who:
    past: Sequence[Finding] = [f for f in (*c.history, *c.found) if f.act in (Act.ATTRIBUTES, Act.SUSPECTS)]
    return past[-1].perpetrator if past else NOBODY


def _reversal(c: Context) -> None:
    """A denial and an admission by one speaker in one sentence: the admission takes the denial back."""
    denials = [f for f in c.found if f.act is Act.DENIES]
    claims = [f for f in c.found if f.act is Act.CLAIMS and f.trigger]
    for denial in denials:
        for claim in claims:
            if denial.speaker.key != claim.speaker.key or denial.perpetrator.key != claim.perpetrator.key:
                continue
            between = c.s.lows(min(denial.start, claim.start), max(denial.end, claim.end))
            turned = set(between) & {
                "initially",
                "first",
                "originally",
                "previously",
                "earlier",
                "before",
                "later",
                "then",
                "eventually",
                "after",
            }
            if (
                turned
                and denial.trigger < claim.trigger
                and c.s.tags[denial.trigger] is Tag.VERB
                and c.s.verbs
                and any(v.head == denial.trigger and v.finite for v in c.s.verbs)
            ):
                c.add(
                    Act.RETRACTS,
                    denial.speaker,
                    denial.perpetrator,
                    denial.start,
                    max(claim.end, denial.end),
                    claim.trigger,
                    probability=0.6,
                )
                return
