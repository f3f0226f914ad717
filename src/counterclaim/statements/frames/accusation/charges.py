"""Verbs with a charge: "accused X of the bombing", "convicted Y of murder", "sentenced Z for it"."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.clauses import after_preposition, subjects
from counterclaim.statements.frames.accusation.accusing import accuse, accused_phrase
from counterclaim.statements.frames.accusation.speakers import accusers
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.verdicts import HIDDEN_COURT as _HIDDEN_COURT
from counterclaim.statements.frames.verdicts import accused_people
from counterclaim.statements.phrases import VerbGroup
from counterclaim.statements.reporting import HIDDEN
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who
from counterclaim.statements.wordlists import word_list

_PARTS = word_list("accusation_parts")


def find_charge(c: Context, k: int, verb: VerbGroup, act: Act, hidden: Who = HIDDEN) -> None:
    """Such as "accused X of the attack", "charged X with murder", "X was convicted of the bombing"."""
    s = c.s
    end = min(len(s.tokens), c.clause(verb) + 12)
    speakers, start = accusers(c, k, verb, hidden)
    found = subjects(s, k, c.lexicon)
    accused = (
        [w for p in found for w in accused_people(c, p)]
        if verb.passive
        else accused_people(c, accused_phrase(c, k, verb))
    )
    if not verb.passive and is_reduced_charge(c, verb):
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
    for who in accused:
        # Of a person, "is accused of" without an accuser tells of a charge; of a group it tells of blame.
        charged_person = verb.lemma == "accuse" and who.kind == "person" and speakers == [HIDDEN]
        accuse(c, speakers, [who], Act.SUSPECTS if charged_person else act, start, c.clause(verb), verb)


def _charge_at(rest: list[str]) -> int:
    """Where the charge begins behind the verb: at "of" or "with" before all others; -1 where none is told."""
    stop = next((i for i, w in enumerate(rest) if w in (";", ".", ",") and i > 12), len(rest))
    if rest[:1] == ["on"] and set(rest[1:5]) & {"charge", "charges", "count", "counts"}:
        return 0  # "arraigned on murder charges"
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


def find_punishment(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "a court gave life sentences to X", "the judge handed X a prison term"."""
    words = c.s.lows(verb.end, verb.end + 10)
    if not set(words) & {"sentence", "sentences", "penalty", "death", "imprisonment", "prison", "jail"}:
        return
    speakers, start = accusers(c, k, verb, _HIDDEN_COURT)
    courts = [w for w in speakers if w.speaker_kind is SpeakerKind.COURT]
    target = after_preposition(c.s, verb.end, verb.end + 10, "to", "on")
    accused = c.actors(target) if target is not None else []
    accuse(c, courts, accused, Act.ATTRIBUTES, start, c.clause(verb), verb, 0.6)


def is_reduced_charge(c: Context, verb: VerbGroup) -> bool:
    """Such as "Y, accused of the murder,": a participle without auxiliary."""
    following = c.s.tokens[verb.end].low if verb.end < len(c.s.tokens) else ""
    return verb.form in ("past", "part") and following in ("of", "with", "for", "to")


def charged_with(c: Context, verb: VerbGroup) -> bool:
    """Whether a deed stands in the clause of the verb."""
    return c.has_deed(verb.end, c.clause(verb)) or any(c.s.tags[i] is Tag.VERB for i in range(verb.end, c.clause(verb)))
