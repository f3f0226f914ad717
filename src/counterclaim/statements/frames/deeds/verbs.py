"""Whether a verb, with its object, tells of a violent deed."""

from __future__ import annotations

from counterclaim.statements.clauses import chain_head, direct_object, phrase_ending
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.wordlists import word_list

_LOOSE_VERBS = word_list("deeds_loose_verbs")
_SERIES = frozenset(
    {"series", "number", "spate", "wave", "string", "campaign", "dozens", "several", "couple", "one", "two", "three"}
)
_DO_IT = frozenset(
    {
        "do",
        "carry out",
        "commit",
        "perpetrate",
        "plan",
        "order",
        "organise",
        "organize",
        "mastermind",
        "orchestrate",
        "stage",
        "perform",
        "plot",
        "mount",
        "launch",
        "set off",
        "direct",
        "undertake",
    }
)
_SPREES = frozenset({"rampage", "spree"})
VAGUE_DEEDS = word_list("deeds_vague_deeds")
_DEED_REACH = 12


def tells_of_deed(c: Context, verb: VerbGroup) -> bool:
    """Whether the verb, with its object, tells of a violent deed."""
    lex, lemma = c.lexicon, verb.lemma
    end = min(c.clause(verb), verb.end + _DEED_REACH)
    if lemma in _DO_IT and not verb.passive and c.s.lows(verb.end, verb.end + 1) in (["it"], ["this"], ["them"]):
        return lemma != "do" or c.report_at(verb.head) is not None
    if lemma == "give" and c.noun_in("orders", verb.end, verb.end + 3) >= 0:
        return c.report_at(verb.head) is not None
    if lemma == "blow" and c.s.lows(verb.end, verb.end + 2)[1:] == ["up"]:
        return c.s.lows(verb.end, verb.end + 1)[0] in ("himself", "herself", "themselves", "itself", "it")
    if lemma == "execute" and not verb.passive and not _people_object(c, verb):
        return False
    if lemma in ("seize", "capture") and c.noun_in("weapons", verb.end, min(end, verb.end + 5)) >= 0:
        return False
    if lex.verb_is(lemma, "attack_plain"):
        return verb.passive or _hits_something(c, verb)
    loose = lemma in _LOOSE_VERBS and not verb.passive
    if loose and _deed_object(c, verb):
        return True
    if lex.verb_is(lemma, "attack_with_deed") and not loose:
        for i in range(verb.end, end):
            low = c.s.tokens[i].low
            if low in lex.deeds and c.s.tags[i] in (Tag.NOUN, Tag.NAME) and not lex.noun_is(low, "weapons"):
                return low not in VAGUE_DEEDS
            if low == "campaign":
                return c.has_deed(i - 2, i)
    if lex.verb_is(lemma, "attack_with_weapon") and c.noun_in("weapons", verb.end, min(end, verb.end + 6)) >= 0:
        return True
    if lemma in ("fire", "shoot") and _without_object(c, verb) and c.report_at(verb.head) is not None:
        return True
    if lemma == "go" and c.s.lows(verb.end, verb.end + 1) == ["on"]:
        return bool(_SPREES & set(c.s.lows(verb.end + 1, verb.end + 6)))
    if lemma == "take" and any(t.low in ("hostage", "hostages") for t in c.s.tokens[verb.end : verb.end + 7]):
        return True
    if lemma in ("plough", "ram", "drive") and any(t.low == "into" for t in c.s.tokens[verb.end : verb.end + 8]):
        return c.noun_in("people", verb.end, end) >= 0 or lemma != "drive"
    if (
        lemma in ("fire", "open fire", "shoot")
        and verb.end < len(c.s.tokens)
        and c.s.tokens[verb.end].low in ("on", "at", "into", "upon")
    ):
        return True
    if lemma == "open" and verb.end < len(c.s.tokens) and c.s.tokens[verb.end].low == "fire":
        return True
    return lex.verb_is(lemma, "attack_on_target") and not verb.passive and direct_object(c.s, verb) is not None


def _without_object(c: Context, verb: VerbGroup) -> bool:
    """Such as "he fired when she moved": shots, at nobody told."""
    following = c.s.lows(verb.end, verb.end + 1)
    return following in (["when"], ["because"], ["after"], ["first"], ["."], [","], [])


def _deed_object(c: Context, verb: VerbGroup) -> bool:
    """Whether the object itself is a deed: "made an attack", not "made an arrest in a murder case"."""
    target = direct_object(c.s, verb)
    while target is not None and c.s.lows(target.after, target.after + 1) == ["of"]:
        nxt = c.s.at.get(target.after + 1)
        if nxt is None or c.s.tokens[target.head].low not in _SERIES:
            break
        target = nxt
    if target is None:
        return False
    low = c.s.tokens[target.head].low
    return low in c.lexicon.deeds and low not in VAGUE_DEEDS and not c.lexicon.noun_is(low, "weapons")


def _people_object(c: Context, verb: VerbGroup) -> bool:
    target = direct_object(c.s, verb)
    if target is None:
        return False
    words = c.s.lows(target.start, target.end)
    named = any(c.s.tags[i] in (Tag.NAME, Tag.NUM, Tag.PRON) for i in range(target.start, target.end))
    classes = ("people", "office", "witnesses", "authorities", "states")
    return (
        named
        or target.kind == "pron"
        or any(c.lexicon.noun_is(w, n) for w in words for n in classes)
        or words[-1].endswith("s")
    )


def _hits_something(c: Context, verb: VerbGroup) -> bool:
    """Whether an active verb of attack has its object: "five soldiers killed" tells of victims, not of killers."""
    i = verb.end
    while i < len(c.s.tags) and c.s.tags[i] in (Tag.ADV, Tag.QUOTE, Tag.CC):
        i += 1
    doer = phrase_ending(c.s, verb.start - 1)
    doer = chain_head(c.s, doer) if doer is not None else None
    if doer is not None and doer.start and c.s.tokens[doer.start - 1].low in ("whom", "which"):
        return True
    if i >= len(c.s.tokens):
        return False
    return (
        (c.s.at.get(i) is not None and c.s.at[i].kind != "rel")
        or c.s.tokens[i].low in ("on", "at", "into", "up", "to")
        or c.s.tags[i] is Tag.VERB
    )
