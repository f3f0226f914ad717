"""With what an incident was done, as the words around its verbs and nouns tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.statements.particulars.blows import Blow
from counterclaim.statements.particulars.found import Found
from counterclaim.statements.particulars.vocabulary import Hit, Vocabularies
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.tagging import Tag

_WITH = frozenset({"with", "by", "using", "from", "employing", "of"})
_ARMED = frozenset({"armed", "loaded", "packed", "laden", "filled", "wielding", "brandishing"})
_BEARING = frozenset({"wielding", "brandishing", "using"})
_SPAN = 14
"""Tokens between a blow and the "with" that tells its means."""


def weapons(s: Sentence, told: Sequence[Blow], vocabularies: Vocabularies) -> Iterator[Found]:
    """What the sentence says was used; what its verbs and attackers merely imply comes with a lower probability."""
    hits = vocabularies.weapons.find(s)
    used = {p.start for blow in told for p in blow.used}
    agents = {p.start for blow in told for p in (*blow.agents, *blow.hit) if p in blow.agents}
    kept: set[int] = set()
    for hit in hits:
        phrase = s.at.get(hit.end - 1)
        blow = _blow_of(s, hit, phrase, told, used, agents, kept)
        if phrase is not None and blow is not None:
            kept.add(phrase.start)
            yield Found(hit.term, blow.at, *_whole(s, hit), 0.8)
    yield from _implied(s, told, vocabularies)


def _whole(s: Sentence, hit: Hit) -> tuple[int, int]:
    """The hit with an article and plain adjectives before it."""
    start = hit.start
    phrase = s.at.get(hit.start)
    while phrase is not None and start > phrase.start and s.tags[start - 1] in (Tag.DET, Tag.NUM, Tag.NOUN):
        start -= 1
    return start, hit.end


def _blow_of(
    s: Sentence,
    hit: Hit,
    phrase: Phrase | None,
    told: Sequence[Blow],
    used: set[int],
    agents: set[int],
    kept: set[int],
) -> Blow | None:
    """The blow in which the named weapon was used; None where it is only spoken of, carried or found."""
    if phrase is None or not told:
        return None
    nearest = min(told, key=lambda b: (abs(b.at - hit.start), b.at))
    if hit.term.ramming:
        return next((b for b in told if b.lemma == "drive" and phrase in b.used), None)
    inside = next((b for b in told if b.noun and hit.start <= b.at <= hit.end), None)
    if inside is not None and (inside.at == hit.end or s.tags[hit.start] is not Tag.VERB):
        return inside
    if phrase.head != hit.end - 1:
        return None
    if phrase.start in used:
        return next(b for b in told if phrase in b.used)
    if phrase.start in agents:
        return next(b for b in told if phrase in b.agents)
    before = s.tokens[phrase.start - 1].low if phrase.start else ""
    if before in _WITH and before != "of":
        behind = [b for b in told if b.at < phrase.start and phrase.start - b.at <= _SPAN]
        armed = phrase.start > 1 and s.tokens[phrase.start - 2].low in _ARMED
        if behind and (before != "from" or not behind[-1].noun):
            return behind[-1]
        return nearest if armed else None
    if before in _BEARING:
        return nearest
    joined = phrase.start > 1 and s.tags[phrase.start - 1] in (Tag.CC, Tag.COMMA)
    left = s.at.get(phrase.start - 2) if joined else None
    return nearest if left is not None and left.start in kept else None


def _implied(s: Sentence, told: Sequence[Blow], vocabularies: Vocabularies) -> Iterator[Found]:
    nouns = {b.at: b for b in told if b.noun}
    for blow in told:
        term = vocabularies.weapon_acts.get(blow.lemma)
        if term is not None and not blow.noun:
            yield Found(term, blow.at, blow.at, blow.at + 1, 0.6, implied=True)
    for hit in vocabularies.weapon_deeds.find(s):
        deed = nouns.get(hit.end - 1)
        if deed is not None:
            yield Found(hit.term, deed.at, hit.start, hit.end, 0.6, implied=True)
    for hit in vocabularies.weapon_people.find(s) if told else ():
        near = min(told, key=lambda b: abs(b.at - hit.start))
        if near.at not in range(hit.start, hit.end):
            yield Found(hit.term, near.at, hit.start, hit.end, 0.5, implied=True)
    for i in range(len(s.tokens) - 1):
        if s.tokens[i].low in ("opened", "open", "opening") and s.tokens[i + 1].low == "fire":
            yield Found(vocabularies.terms["weapon:firearm"], i, i, i + 2, 0.6, implied=True)
