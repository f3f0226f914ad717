"""What was attacked: kinds of places, vehicles, offices and people, never the name of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from counterclaim.statements.particulars.blows import Blow
from counterclaim.statements.particulars.found import Found
from counterclaim.statements.particulars.vocabulary import Hit, Term, Vocabularies
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.tagging import Tag

_SEATS = frozenset({"office", "offices", "headquarters", "headquarter", "building", "premises"})
_NEVER = frozenset({"attacker", "attackers", "suspect", "suspects", "suspected"})


def targets(s: Sentence, told: Sequence[Blow], vocabularies: Vocabularies) -> Iterator[Found]:
    """What the sentence says was hit or aimed at."""
    if not told:
        return
    hits = vocabularies.targets.find(s)
    by_token = {i: hit for hit in hits for i in range(hit.start, hit.end)}
    agents = {p.start for blow in told for p in blow.agents}
    done: set[int] = set()
    for blow in told:
        for phrase, around in [*((p, False) for p in blow.hit), *((p, True) for p in blow.around)]:
            if phrase.start in done or (phrase.start in agents and not around):
                continue
            found = _of_phrase(s, phrase, blow, by_token, vocabularies.terms, around=around)
            if found is not None:
                done.add(phrase.start)
                yield found
        yield from _compound(s, blow, by_token)


def _of_phrase(
    s: Sentence, phrase: Phrase, blow: Blow, hits: Mapping[int, Hit], terms: Mapping[str, Term], *, around: bool
) -> Found | None:
    inside = [hits[i] for i in range(phrase.start, phrase.end) if i in hits]
    if set(s.lows(phrase.start, phrase.end)) & _NEVER:
        return None
    seat = _seat(s, phrase, hits, terms)
    if seat is not None:
        return Found(seat, blow.at, *_words(s, phrase.start, phrase.head + 1, phrase), 0.75)
    hit = next((h for h in inside if h.end - 1 == phrase.head), None)
    if hit is None and inside and s.tags[phrase.head] is Tag.NAME:
        titles = [h for h in inside if h.term.kind == "human"]
        hit = titles[-1] if titles else None
    if hit is None:
        return _apposed(s, phrase, blow, hits)
    if hit.term.value == "head of state" and s.tokens[max(0, hit.start - 1)].low in _PRESIDED:
        return None
    human = hit.term.kind in ("human", "body")
    if (blow.effect and not human) and blow.lemma != "damage":
        return None
    if around and human and hit.term.value not in ("crowd", "wedding", "funeral") and blow.lemma not in _AIMED:
        return None
    if blow.effect and hit.term.value == "civilians":
        return None
    return Found(hit.term, blow.at, *_words(s, hit.start, hit.end, phrase), 0.7 if around else 0.8)


_PRESIDED = frozenset(
    {
        "university",
        "company",
        "bank",
        "club",
        "association",
        "union",
        "federation",
        "vice",
        "party",
        "congress",
        "court",
        "beauty",
    }
)
"""Bodies whose presidents are no heads of state."""
_AIMED = frozenset({"fire", "shoot", "throw", "hurl", "lob", "toss", "drive"})


def _seat(s: Sentence, phrase: Phrase, hits: Mapping[int, Hit], terms: Mapping[str, Term]) -> Term | None:
    """The offices of a party, a newspaper or a company: "the offices of the Unity Party"."""
    if s.tokens[phrase.head].low not in _SEATS:
        return None
    own = next((hits[i].term.seat for i in range(phrase.start, phrase.head) if i in hits and hits[i].term.seat), "")
    following = s.at.get(phrase.after + 1)
    if not own and following is not None and s.lows(phrase.after, phrase.after + 1) == ["of"]:
        named = (hits[i].term.seat for i in range(following.start, following.end) if i in hits)
        own = next((seat for seat in named if seat), "")
    return terms.get(own)


def _apposed(s: Sentence, phrase: Phrase, blow: Blow, hits: Mapping[int, Hit]) -> Found | None:
    """Such as "X, a former minister, was killed": the office told behind the name."""
    if s.tags[phrase.head] is not Tag.NAME or phrase.after + 1 >= len(s.tags) or s.tags[phrase.after] is not Tag.COMMA:
        return None
    told = s.at.get(phrase.after + 1)
    if told is None or told.kind != "np":
        return None
    hit = next((hits[i] for i in range(told.start, told.end) if i in hits and hits[i].term.kind == "human"), None)
    return Found(hit.term, blow.at, *_words(s, hit.start, hit.end, told), 0.7) if hit is not None else None


def _words(s: Sentence, start: int, end: int, phrase: Phrase) -> tuple[int, int]:
    """The words of the kind with plain adjectives and an article before them, without any name."""
    while start > phrase.start and s.tags[start - 1] in (Tag.DET, Tag.NUM, Tag.NOUN) and not _capital(s, start - 1):
        start -= 1
    return start, end


def _capital(s: Sentence, i: int) -> bool:
    """Whether a word may be part of a name; in a text of capitals every noun may."""
    return s.tags[i] is Tag.NOUN and (s.upper or s.tokens[i].text[0].isupper())


def _compound(s: Sentence, blow: Blow, hits: Mapping[int, Hit]) -> Iterator[Found]:
    """Such as "the embassy bombing": a place before the deed's own noun."""
    phrase = s.at.get(blow.at)
    if not blow.noun or phrase is None or blow.at - 1 not in hits or blow.at == phrase.start:
        return
    hit = hits[blow.at - 1]
    if hit.start >= phrase.start and hit.term.kind == "facility" and hit.term.value not in _AMBIGUOUS:
        yield Found(hit.term, blow.at, *_words(s, hit.start, hit.end, phrase), 0.6)


_AMBIGUOUS: Collection[str] = frozenset({"house", "road", "building", "settlement"})
