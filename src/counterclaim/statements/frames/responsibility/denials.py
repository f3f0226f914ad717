"""Denials of a thing named: involvement, responsibility, the claim; innocence; distance."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.clauses import after_preposition, direct_object, phrase_ending, subjects
from counterclaim.statements.frames.assertion import side_of
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.responsibility.adjacency import adjacent
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.reporting import HIDDEN
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED, NOBODY, Who


def find_denial(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X denied involvement", "X rejected the claim"."""
    s = c.s
    found = subjects(s, k, c.lexicon)
    if verb.negated or verb.infinitive or verb.modal in ("would", "will", "could", "should"):
        return
    if verb.form == "base" and s.lows(verb.start - 1, verb.start) == ["or"]:
        return
    if verb.passive:
        agent = after_preposition(s, verb.end, verb.end + 3, "by")
        target = found[0] if found else None
        speakers = c.actors(agent) if agent is not None else [HIDDEN]
    else:
        target = direct_object(s, verb)
        speakers = c.speakers(found)
    if target is None and found:
        before = phrase_ending(s, found[0].start - 1)
        target = before if before is not None and c.lexicon.noun_is(s.tokens[before.head].low, "statements") else None
    if target is None or not speakers:
        return
    end = c.clause(verb)
    begin = found[0].start if found and found[0].start < verb.start and adjacent(c, found[0], verb) else verb.start
    for speaker in _distinct(speakers):
        who = _denied(c, speaker, target)
        if who.name and not _content_clause(c, verb, end):
            c.add(Act.DENIES, speaker, who, begin, end, verb.head, probability=0.8)


def _distinct(speakers: list[Who]) -> list[Who]:
    named = [w for w in speakers if w.name and not w.generic] or [w for w in speakers if w.name]
    return list({w.key: w for w in named}.values())


def _content_clause(c: Context, verb: VerbGroup, end: int) -> bool:
    """Whether what is denied is a clause that tells who did it: it is read as a deed under a denial."""
    return (
        any(
            t.low == "that" and c.s.tags[i] is Tag.SUB
            for i, t in enumerate(c.s.tokens[verb.end : verb.end + 2], verb.end)
        )
        and end > verb.end + 3
    )


def _denied(c: Context, speaker: Who, target: Phrase) -> Who:
    s, lex = c.s, c.lexicon
    head = s.tokens[target.head].low
    side = side_of(c, speaker)
    if target.kind == "pron" and s.tokens[target.start].low not in ("it", "them"):
        return NOBODY
    if lex.noun_is(head, "statements") or target.kind == "pron":
        return _of_statement(c, speaker, side, target)
    if lex.noun_is(head, "involvement") or lex.noun_is(head, "responsibility"):
        other = after_preposition(s, target.after, target.after + 3, "of", "by")
        named = c.actor(other) if other is not None else NOBODY
        own = s.tokens[target.start].low in ("its", "their", "his", "her", "our", "my")
        owner = NOBODY if own else c.registry.owner(s, target)
        if owner.name and not owner.generic:
            return owner
        return named if named.kind in ("organisation", "state") and not named.generic else side
    if lex.noun_is(head, "deed") and head not in ("violence",):
        return side if speaker.speaker_kind in (ARMED, SpeakerKind.STATE, SpeakerKind.AUTHORITY) else NOBODY
    return NOBODY


def _of_statement(c: Context, speaker: Who, side: Who, target: Phrase) -> Who:
    """Whom a rejected claim or accusation names: its owner for a claim, else whom it was last said of."""
    head = c.s.tokens[target.head].low
    owner = c.registry.owner(c.s, target)
    past = [
        f for f in (*c.history, *c.found) if f.act in (Act.CLAIMS, Act.ATTRIBUTES, Act.SUSPECTS, Act.REPORTS_AS_FACT)
    ]
    accused = [f for f in past if f.act is not Act.CLAIMS and f.perpetrator.key == side.key]
    claims = [f for f in past if f.act is Act.CLAIMS and f.perpetrator.key != side.key]
    if head.startswith(("accusation", "allegation", "charge", "blame", "suggestion", "attribution")):
        return side if side.kind in ("organisation", "state", "person") else (past[-1].perpetrator if past else NOBODY)
    if owner.name and any(f.perpetrator.key == owner.key for f in claims):
        return owner
    if accused and (not claims or past.index(accused[-1]) > past.index(claims[-1])):
        return side
    if claims:
        return claims[-1].perpetrator
    return side if side.kind in ("organisation", "state") and speaker.speaker_kind is ARMED else NOBODY


def find_innocence(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X protested its innocence", "Y pleaded not guilty"."""
    target = next((p for p in c.s.phrases if p.start >= verb.end and c.s.tokens[p.head].low == "innocence"), None)
    if target is None and c.s.lows(verb.end + 2, verb.end + 3) == ["to"] and not c.has_deed(verb.end, c.clause(verb)):
        return
    own = target is None or c.s.tokens[target.start].low in ("its", "their", "his", "her")
    for phrase in subjects(c.s, k, c.lexicon):
        speaker = c.actor(phrase)
        owner = c.registry.owner(c.s, target) if target is not None and not own else NOBODY
        who = owner if owner.name else side_of(c, speaker)
        speaker = who if speaker.generic else speaker
        if not verb.negated and who.kind in ("person", "organisation", "state") and not who.generic:
            start = phrase.start if adjacent(c, phrase, verb) and phrase.start < verb.start else verb.start
            c.add(Act.DENIES, speaker, who, start, c.clause(verb), verb.head, probability=0.7)


def find_distance(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X distanced itself from the attack"."""
    words = c.s.lows(verb.end, verb.end + 3)
    if verb.lemma != "distance" or not set(words) & {"itself", "themselves", "himself"}:
        return
    for phrase in subjects(c.s, k, c.lexicon):
        speaker = c.actor(phrase)
        if c.has_deed(verb.end, c.clause(verb)):
            c.add(Act.DENIES, speaker, side_of(c, speaker), phrase.start, c.clause(verb), verb.head, probability=0.6)
