"""Blame, accusation, attribution, suspicion, charge and conviction: verbs that take the accused as an object."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.clauses import (
    after_preposition,
    antecedents,
    direct_object,
    phrase_ending,
    subjects,
    with_coordinates,
)
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.verdicts import HIDDEN_COURT as _HIDDEN_COURT
from counterclaim.statements.frames.verdicts import accused_people
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.reporting import HIDDEN, TEXT
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who
from counterclaim.statements.wordlists import word_list

_HIDDEN_PROSECUTOR = Who(
    name="unnamed prosecutor", key="unnamed prosecutor", kind="", speaker_kind=SpeakerKind.AUTHORITY
)
_PARTS = word_list("accusation_parts")


def find_accusations(c: Context) -> None:
    """All accusations of the sentence."""
    for k, verb in enumerate(c.s.verbs):
        lemma = verb.lemma
        if _mutual(c, k, verb):
            continue
        if lemma == "blame":
            _blame(c, k, verb)
        elif lemma in ("accuse", "implicate", "denounce", "finger"):
            _with_charge(c, k, verb, Act.SUSPECTS if _on_trial(c, verb) else Act.ATTRIBUTES)
        elif c.lexicon.verb_is(lemma, "convict"):
            _with_charge(c, k, verb, Act.ATTRIBUTES, hidden=_HIDDEN_COURT)
        elif lemma in ("award", "give", "hand", "impose", "receive", "get"):
            _punish(c, k, verb)
        elif lemma == "find" and _guilty(c.s.lows(verb.end, verb.end + 12)):
            _with_charge(c, k, verb, Act.ATTRIBUTES, hidden=_HIDDEN_COURT)
        elif c.lexicon.verb_is(lemma, "charge"):
            _with_charge(c, k, verb, Act.SUSPECTS, hidden=_HIDDEN_PROSECUTOR)
        elif lemma == "suspect":
            _suspect(c, k, verb)
        elif c.lexicon.verb_is(lemma, "attribute"):
            _attribute(c, k, verb)
        elif lemma == "hold":
            _hold(c, k, verb)
        elif lemma in ("put", "lay", "place", "pin", "point"):
            _idiom(c, k, verb)
        elif lemma in ("identify", "name", "link", "connect", "tie", "describe"):
            _identify(c, k, verb)
        elif lemma == "fall" and c.s.tokens[max(0, verb.start - 1)].low in ("suspicion", "suspicions", "blame"):
            _fall(c, verb)


def _on_trial(c: Context, verb: VerbGroup) -> bool:
    """Whether somebody is accused before a court and no accuser is told: "Y, accused of the murder, was cleared"."""
    hidden = verb.passive or _reduced_charge(c, verb)
    by = after_preposition(c.s, verb.end, min(c.clause(verb), verb.end + 12), "by")
    trial = any(
        c.lexicon.noun_is(t.low, "courts") or t.low in ("trial", "trials", "acquitted", "verdict") for t in c.s.tokens
    )
    return hidden and by is None and trial


def _guilty(words: list[str]) -> bool:
    return "guilty" in words and words[max(0, words.index("guilty") - 1)] != "not"


def _speakers(c: Context, k: int, verb: VerbGroup, hidden: Who) -> tuple[list[Who], int]:
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


def _mutual(c: Context, k: int, verb: VerbGroup) -> bool:
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


def _object(c: Context, k: int, verb: VerbGroup) -> Phrase | None:
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


def _accuse(
    c: Context,
    speakers: list[Who],
    accused: list[Who],
    act: Act,
    start: int,
    end: int,
    verb: VerbGroup,
    probability: float = 0.8,
) -> None:
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


def _blame(c: Context, k: int, verb: VerbGroup) -> None:
    s = c.s
    end = c.clause(verb)
    speakers, start = _speakers(c, k, verb, HIDDEN)
    if verb.passive:
        on = after_preposition(s, verb.end, min(end, verb.end + 4), "on")
        accused = c.actors(on) if on is not None else [c.actor(p) for p in subjects(s, k, c.lexicon)]
    else:
        target = _object(c, k, verb)
        if target is None:
            return
        on = after_preposition(s, target.after, min(end, target.after + 14), "on")
        about = c.lexicon.noun_is(s.tokens[target.head].low, "deed") or c.actor(target).generic
        accused = c.actors(on) if on is not None and about else c.actors(target)
    _accuse(c, speakers, accused, Act.ATTRIBUTES, start, end, verb)


def _with_charge(c: Context, k: int, verb: VerbGroup, act: Act, hidden: Who = HIDDEN) -> None:
    """Such as "accused X of the attack", "charged X with murder", "X was convicted of the bombing"."""
    s = c.s
    end = min(len(s.tokens), c.clause(verb) + 12)
    speakers, start = _speakers(c, k, verb, hidden)
    found = subjects(s, k, c.lexicon)
    accused = (
        [w for p in found for w in accused_people(c, p)] if verb.passive else accused_people(c, _object(c, k, verb))
    )
    if not verb.passive and _reduced_charge(c, verb):
        accused, speakers = [c.actor(p) for p in found], [hidden]
    rest = s.lows(verb.end, min(end, verb.end + 30))
    of = _charge_at(rest)
    if of >= 0 and _other_wrong(c, verb.end + of + 1):
        return
    stop = next(
        (
            i
            for i, w in enumerate(rest)
            if i > of and w in ("after", "before", "during", "when", "while", "following", "since")
        ),
        len(rest),
    )
    charged = of >= 0 and (
        c.has_deed(verb.end + of, min(end, verb.end + min(stop, of + 14)))
        or bool(set(rest[of : of + 6]) & _PARTS)
        or c.noun_in("weapons", verb.end + of, min(end, verb.end + min(stop, of + 8))) >= 0
    )
    if of < 0:
        charged = _bare_charge(c, verb, accused)
    if not charged and not (
        hidden is _HIDDEN_COURT and bool({"death", "prison", "life", "years", "months"} & set(rest[:14]))
    ):
        return
    if hidden is _HIDDEN_COURT and not speakers:
        speakers = [hidden]
    _accuse(c, speakers, accused, act, start, c.clause(verb), verb)


def _charge_at(rest: list[str]) -> int:
    """Where the charge begins behind the verb: at "of" or "with" before all others; -1 where none is told."""
    stop = next((i for i, w in enumerate(rest) if w in (";", ".", ",") and i > 12), len(rest))
    for words in (("of", "with", "over"), ("for", "to"), ("in",)):
        at = next((i for i, w in enumerate(rest[:stop]) if w in words), -1)
        if at >= 0 and not (words == ("in",) and rest[at + 1 : at + 2] and rest[at + 1][0].isdigit()):
            return at
    return -1


def _bare_charge(c: Context, verb: VerbGroup, accused: list[Who]) -> bool:
    """Whether someone is accused or convicted of what the text told before: "They accuse X", "X was convicted"."""
    told = bool(c.history) or c.has_deed(0, verb.start)
    if verb.lemma in ("convict", "find") and c.s.number > 0:
        told = True
    named = any(not w.generic and w.kind in ("person", "organisation", "state") and not w.place for w in accused)
    return named and told and (verb.lemma in ("accuse", "convict", "find", "implicate", "charge") and verb.finite)


def _other_wrong(c: Context, i: int) -> bool:
    """Such as "accused of violating the truce": a gerund of something that is no deed of violence."""
    while i < len(c.s.tokens) and c.s.tags[i] is Tag.ADV:
        i += 1
    if i >= len(c.s.tokens) or c.s.tags[i] is not Tag.VERB or not c.s.tokens[i].low.endswith("ing"):
        return False
    lemmas = [base for base, form in c.lexicon.forms.get(c.s.tokens[i].low, ()) if form == "ing"]
    classes = ("attack_plain", "attack_with_deed", "attack_with_weapon", "attack_on_target")
    violent = any(c.lexicon.verb_is(base, name) for base in lemmas for name in classes) or any(
        base
        in (
            "blow",
            "set",
            "gun",
            "carry",
            "be",
            "have",
            "help",
            "attempt",
            "try",
            "finance",
            "fund",
            "participate",
            "take",
            "back",
        )
        for base in lemmas
    )
    return not violent


def _punish(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "a court gave life sentences to X", "the judge handed X a prison term"."""
    words = c.s.lows(verb.end, verb.end + 10)
    if not set(words) & {"sentence", "sentences", "penalty", "death", "imprisonment", "prison", "jail"}:
        return
    speakers, start = _speakers(c, k, verb, _HIDDEN_COURT)
    courts = [w for w in speakers if w.speaker_kind is SpeakerKind.COURT]
    target = after_preposition(c.s, verb.end, verb.end + 10, "to", "on")
    accused = c.actors(target) if target is not None else []
    _accuse(c, courts, accused, Act.ATTRIBUTES, start, c.clause(verb), verb, 0.6)


def _reduced_charge(c: Context, verb: VerbGroup) -> bool:
    following = c.s.tokens[verb.end].low if verb.end < len(c.s.tokens) else ""
    return verb.form in ("past", "part") and following in ("of", "with", "for", "to")


def _suspect(c: Context, k: int, verb: VerbGroup) -> None:
    s = c.s
    if verb.passive:
        speakers, start = _speakers(c, k, verb, HIDDEN)
        accused = [c.actor(p) for p in subjects(s, k, c.lexicon)]
        following = s.lows(verb.end, verb.end + 2)
        if following[:1] == ["to"] or following[:1] == ["that"]:
            return
    else:
        speakers, start = _speakers(c, k, verb, HIDDEN)
        target = _object(c, k, verb)
        if target is None or (
            target.after < len(s.tokens) and any(v.start == target.after and v.finite for v in s.verbs)
        ):
            return
        accused = c.actors(target)
    _accuse(c, speakers, accused, Act.SUSPECTS, start, c.clause(verb), verb)


def _attribute(c: Context, k: int, verb: VerbGroup) -> None:
    s = c.s
    end = c.clause(verb)
    speakers, start = _speakers(c, k, verb, HIDDEN)
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
    _accuse(c, speakers, c.actors(to), act, start, end, verb)


def _hold(c: Context, k: int, verb: VerbGroup) -> None:
    s = c.s
    rest = s.lows(verb.end, verb.end + 14)
    if not any(w in ("responsible", "accountable") for w in rest):
        return
    speakers, start = _speakers(c, k, verb, HIDDEN)
    if verb.passive:
        accused = [c.actor(p) for p in subjects(s, k, c.lexicon)]
    else:
        target = direct_object(s, verb)
        if target is None and "responsible" in rest[:2]:
            target = s.at.get(verb.end + 2)
        accused = c.actors(target)
    _accuse(c, speakers, accused, Act.ATTRIBUTES, start, c.clause(verb), verb)


def _idiom(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "put the blame on X", "pointed the finger at X"."""
    s = c.s
    words = s.lows(verb.end, verb.end + 6)
    if verb.passive:
        words = [w for p in subjects(s, k, c.lexicon) for w in s.lows(p.start, p.end)] + words
    if verb.lemma == "point" and words[:1] in (["to"], ["at"], ["towards"]) and not verb.passive:
        target = s.at.get(verb.end + 1)
        armed = [w for w in c.actors(target) if w.kind == "organisation" and w.speaker_kind is SpeakerKind.ARMED_GROUP]
        speakers, start = _speakers(c, k, verb, HIDDEN)
        _accuse(c, speakers, armed, Act.ATTRIBUTES, start, c.clause(verb), verb, 0.6)
        return
    door = next(
        (i for i in range(verb.end, min(verb.end + 8, len(s.tokens))) if s.tokens[i].low in ("door", "doorstep")), -1
    )
    if door > 0 and "at" in s.lows(verb.end, door):
        speakers, start = _speakers(c, k, verb, HIDDEN)
        of = after_preposition(s, door, door + 2, "of")
        phrase = s.at.get(door)
        accused = c.actors(of) if of is not None else [c.registry.owner(s, phrase)] if phrase is not None else []
        _accuse(c, speakers, accused, Act.ATTRIBUTES, start, c.clause(verb), verb)
        return
    if not any(w in ("blame", "responsibility", "finger", "fingers", "guilt") for w in words):
        return
    target = after_preposition(s, verb.end, verb.end + 9, "on", "at", "upon", "with")
    speakers, start = _speakers(c, k, verb, HIDDEN)
    _accuse(c, speakers, c.actors(target), Act.ATTRIBUTES, start, c.clause(verb), verb)


def _identify(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "identified the attacker as X", "X was named as the bomber", "linked the attack to X"."""
    s, lex = c.s, c.lexicon
    end = c.clause(verb)
    speakers, start = _speakers(c, k, verb, HIDDEN)
    if verb.lemma in ("link", "connect", "tie"):
        found = subjects(s, k, lex) if verb.passive else [t] if (t := direct_object(s, verb)) else []
        to = after_preposition(s, verb.end, min(end, verb.end + 12), "to", "with")
        if found and to is not None and any(lex.noun_is(s.tokens[p.head].low, "deed") for p in found):
            _accuse(c, speakers, c.actors(to), Act.SUSPECTS, start, end, verb, 0.6)
        elif found and to is not None and lex.noun_is(s.tokens[to.head].low, "deed") and not verb.passive:
            _accuse(c, speakers, [c.actor(found[0])], Act.SUSPECTS, start, end, verb, 0.6)
        return
    as_ = after_preposition(s, verb.end, min(end, verb.end + 14), "as")
    found = subjects(s, k, lex) if verb.passive else [t] if (t := direct_object(s, verb)) else []
    if as_ is None and verb.passive and verb.end < len(s.tokens):
        as_ = s.at.get(verb.end)
    if as_ is None or not found:
        return
    one, two = s.tokens[found[0].head].low, s.tokens[as_.head].low
    told = s.lows(as_.after, as_.after + 8)
    if (
        lex.noun_is(two, "people")
        and told[:1] == ["who"]
        and (c.has_deed(as_.after, as_.after + 8) or set(told) & {"order", "orders", "behind", "planned"})
    ):
        _accuse(c, speakers, [c.actor(p) for p in found], Act.ATTRIBUTES, start, end, verb, 0.6)
    elif lex.noun_is(one, "perpetrators"):
        act = Act.SUSPECTS if one.startswith("suspect") else Act.ATTRIBUTES
        _accuse(
            c, speakers, [w for w in c.actors(as_) if w.kind in ("person", "organisation")], act, start, end, verb, 0.7
        )
    elif lex.noun_is(two, "perpetrators"):
        act = Act.SUSPECTS if two.startswith("suspect") else Act.ATTRIBUTES
        _accuse(c, speakers, [c.actor(p) for p in found], act, start, end, verb, 0.7)


def _fall(c: Context, verb: VerbGroup) -> None:
    target = after_preposition(c.s, verb.end, verb.end + 4, "on", "upon")
    act = Act.SUSPECTS if c.s.tokens[verb.start - 1].low.startswith("suspicion") else Act.ATTRIBUTES
    _accuse(
        c,
        [HIDDEN if c.report_at(verb.head) is None else (c.voice(verb.head)[0] or TEXT)],
        c.actors(target),
        act,
        max(0, verb.start - 1),
        c.clause(verb),
        verb,
    )


def charged_with(c: Context, verb: VerbGroup) -> bool:
    """Whether a deed stands in the clause of the verb."""
    return c.has_deed(verb.end, c.clause(verb)) or any(c.s.tags[i] is Tag.VERB for i in range(verb.end, c.clause(verb)))
