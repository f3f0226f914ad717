"""Whom a verb accuses, and the accusation itself."""

from __future__ import annotations

from counterclaim.model import Act
from counterclaim.statements.clauses import antecedents, direct_object, subjects
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who


def accused_phrase(c: Context, k: int, verb: VerbGroup) -> Phrase | None:
    """Whom the verb is about: its object, or what a relative points back to ("X, whom police blame for it")."""
    target = direct_object(c.s, verb)
    if target is not None:
        return target
    found = subjects(c.s, k, c.lexicon)
    i = found[0].start - 1 if found and found[0].start < verb.start else -1
    if i > 0 and (c.s.tags[i] is Tag.REL or (c.s.tokens[i].low == "that" and c.s.tags[i] in (Tag.SUB, Tag.DET))):
        left = antecedents(c.s, Phrase(i, i + 1, i, i + 1, "rel"))
        return left[0] if left else None
    return None


def accuse(
    c: Context,
    speakers: list[Who],
    accused: list[Who],
    act: Act,
    start: int,
    end: int,
    verb: VerbGroup,
    probability: float = 0.8,
) -> None:
    """The accusation by each of ``speakers`` of each of ``accused``; a negated one is a denial or a doubt."""
    if verb.modal in ("would", "will", "could", "should", "may", "might"):
        return
    for speaker in speakers:
        for who in accused:
            if who.generic or who.place or not who.name:
                continue
            if speaker.speaks_for(who):
                continue
            final = act if not verb.negated else (Act.DENIES if act is Act.ATTRIBUTES else Act.DOUBTS)
            if verb.negated and verb.lemma in ("blame", "accuse", "attribute", "charge", "convict", "name", "identify"):
                continue
            c.add(
                final,
                speaker,
                who,
                start,
                end,
                verb.head,
                certainty=0.5 if act is Act.SUSPECTS else 1.0,
                probability=probability,
            )
