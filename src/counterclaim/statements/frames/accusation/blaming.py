"""Verbs of blame and suspicion: "blamed X", "suspects Y", "attributed it to Z", "holds X responsible"."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.clauses import after_preposition, direct_object, subjects
from counterclaim.statements.frames.accusation.accusing import accuse, accused_phrase
from counterclaim.statements.frames.accusation.speakers import accusers
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import VerbGroup
from counterclaim.statements.reporting import HIDDEN
from counterclaim.statements.wordlists import word_list

_SIGNS = word_list("accusation_signs")


def find_blame(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X blamed Y for it"."""
    s = c.s
    end = c.clause(verb)
    speakers, start = accusers(c, k, verb, HIDDEN)
    if verb.passive:
        on = after_preposition(s, verb.end, min(end, verb.end + 4), "on")
        if "for" in s.lows(verb.end, verb.end + 2):  # "was blamed for attacks on markets"
            on = None
        accused = c.actors(on) if on is not None else [c.actor(p) for p in subjects(s, k, c.lexicon)]
    else:
        target = accused_phrase(c, k, verb)
        if target is None:
            return
        on = after_preposition(s, target.after, min(end, target.after + 14), "on")
        about = c.lexicon.noun_is(s.tokens[target.head].low, "deed") or c.actor(target).generic
        accused = c.actors(on) if on is not None and about else c.actors(target)
    accuse(c, speakers, accused, Act.ATTRIBUTES, start, end, verb)


def find_suspicion(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "police suspect Y", "Y is suspected of it"."""
    s = c.s
    if verb.passive:
        speakers, start = accusers(c, k, verb, HIDDEN)
        accused = [c.actor(p) for p in subjects(s, k, c.lexicon)]
        following = s.lows(verb.end, verb.end + 2)
        if following[:1] == ["to"] or following[:1] == ["that"]:
            return
    else:
        speakers, start = accusers(c, k, verb, HIDDEN)
        target = accused_phrase(c, k, verb)
        if target is None or (
            target.after < len(s.tokens) and any(v.start == target.after and v.finite for v in s.verbs)
        ):
            return
        accused = c.actors(target)
    accuse(c, speakers, accused, Act.SUSPECTS, start, c.clause(verb), verb)


def find_attribution(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X attributed the attack to Y"."""
    s = c.s
    end = c.clause(verb)
    speakers, start = accusers(c, k, verb, HIDDEN)
    to = after_preposition(s, verb.end, min(end, verb.end + 16), "to", "on")
    target = direct_object(s, verb)
    about = (
        [c.s.tokens[p.head].low for p in subjects(s, k, c.lexicon)]
        if verb.passive
        else [s.tokens[target.head].low]
        if target
        else []
    )
    if to is None or not (
        any(w in c.lexicon.deeds or w in ("responsibility", "blame", "it") for w in about)
        or c.has_deed(verb.start - 8, end)
    ):
        return
    act = Act.SUSPECTS if verb.hedged else Act.ATTRIBUTES
    accuse(c, speakers, c.actors(to), act, start, end, verb)


def find_hold(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X holds Y responsible"."""
    s = c.s
    rest = s.lows(verb.end, verb.end + 14)
    if not any(w in ("responsible", "accountable") for w in rest):
        return
    speakers, start = accusers(c, k, verb, HIDDEN)
    if verb.passive:
        accused = [c.actor(p) for p in subjects(s, k, c.lexicon)]
    else:
        target = direct_object(s, verb)
        if target is None and "responsible" in rest[:2]:
            target = s.at.get(verb.end + 2)
        accused = c.actors(target)
    accuse(c, speakers, accused, Act.ATTRIBUTES, start, c.clause(verb), verb)


def find_idiom(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "put the blame on X", "pointed the finger at X"."""
    s = c.s
    words = s.lows(verb.end, verb.end + 6)
    if verb.passive:
        words = [w for p in subjects(s, k, c.lexicon) for w in s.lows(p.start, p.end)] + words
    if verb.lemma == "point" and words[:1] in (["to"], ["at"], ["towards"]) and not verb.passive:
        target = s.at.get(verb.end + 1)
        speakers, start = accusers(c, k, verb, HIDDEN)
        signs = [p for p in subjects(s, k, c.lexicon) if s.tokens[p.head].low in _SIGNS]
        armed = [
            w
            for w in c.actors(target)
            if w.kind == "organisation" and (signs or w.speaker_kind is SpeakerKind.ARMED_GROUP)
        ]
        act = Act.SUSPECTS if signs else Act.ATTRIBUTES
        if signs:  # "All signs point to X": it is thought by whoever says so
            report = c.report_at(verb.head)
            speakers = [report.speaker if report is not None and report.speaker.name else HIDDEN]
            start = signs[0].start
        accuse(c, speakers, armed, act, start, c.clause(verb), verb, 0.6)
        return
    door = next(
        (i for i in range(verb.end, min(verb.end + 8, len(s.tokens))) if s.tokens[i].low in ("door", "doorstep")), -1
    )
    if door > 0 and "at" in s.lows(verb.end, door):
        speakers, start = accusers(c, k, verb, HIDDEN)
        of = after_preposition(s, door, door + 2, "of")
        phrase = s.at.get(door)
        accused = c.actors(of) if of is not None else [c.registry.owner(s, phrase)] if phrase is not None else []
        accuse(c, speakers, accused, Act.ATTRIBUTES, start, c.clause(verb), verb)
        return
    if not any(w in ("blame", "responsibility", "finger", "fingers", "guilt") for w in words):
        return
    target = after_preposition(s, verb.end, verb.end + 9, "on", "at", "upon", "with")
    speakers, start = accusers(c, k, verb, HIDDEN)
    accuse(c, speakers, c.actors(target), Act.ATTRIBUTES, start, c.clause(verb), verb)
