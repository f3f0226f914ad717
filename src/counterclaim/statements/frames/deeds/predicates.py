"""Responsibility as a predicate: "Y was behind it", "had no part in it", "the attackers belonged to Y"."""

from __future__ import annotations

from counterclaim.statements.clauses import subjects
from counterclaim.statements.frames.assertion import assert_deed
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.deeds.copula import find_identity, find_membership
from counterclaim.statements.frames.deeds.hedging import charged, suspected
from counterclaim.statements.frames.deeds.raising import raised_by_belief
from counterclaim.statements.phrases import VerbGroup

_PREDICATES = frozenset({"responsible", "behind", "guilty", "complicit", "culpable", "involved"})
_CLEAN = frozenset({"innocent", "blameless", "uninvolved", "guiltless", "unconnected"})
_SHARES = frozenset(
    {
        "connection",
        "connections",
        "link",
        "links",
        "ties",
        "role",
        "hand",
        "part",
        "involvement",
        "knowledge",
        "complicity",
        "share",
    }
)


def find_predicate(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "Y was behind it", "Y had no part in it", "Y is to blame"."""
    s = c.s
    words = s.lows(verb.end, verb.end + 5)
    to_blame = verb.lemma == "blame" and verb.infinitive
    told = any(w in _PREDICATES for w in words[:2]) or words[:2] in (["at", "work"], ["to", "blame"])
    if (verb.lemma == "involve" and verb.passive) or ((verb.lemma == "be" or to_blame) and told):
        _responsible(c, k, verb)
        return
    if verb.lemma == "be" and any(w in _CLEAN for w in words[:2]):
        _responsible(c, k, verb, negated=True)
    elif verb.lemma in ("be", "appear", "seem", "look") and words[:1] == ["capable"]:
        if c.has_deed(verb.end, c.clause(verb)):
            _responsible(c, k, verb, hedged=True)
    elif verb.lemma in ("bear", "have") and "responsibility" in words[:4]:
        _responsible(c, k, verb)
    elif verb.lemma == "have" and words[:3] == ["nothing", "to", "do"]:
        _responsible(c, k, verb, negated=True)
    elif verb.lemma in ("have", "play", "take") and any(w in _SHARES for w in words[:4]) and _in_deed(c, verb):
        _responsible(c, k, verb, negated="no" in words[:2])
    elif verb.lemma == "know" and words[:2] in (["nothing", "about"], ["nothing", "of"]) and _in_deed(c, verb):
        _responsible(c, k, verb, negated=True)
    elif verb.lemma in ("participate", "collaborate") and words[:1] == ["in"] and c.has_deed(verb.end, c.clause(verb)):
        _responsible(c, k, verb)
    elif verb.lemma == "belong" or (
        verb.lemma == "be" and words[:1] and any(w in ("member", "members") for w in words[:4])
    ):
        find_membership(c, k, verb)
    elif verb.lemma == "be":
        find_identity(c, k, verb)


def _in_deed(c: Context, verb: VerbGroup) -> bool:
    """Whether what somebody had or took a part in is a deed: by its words, as "it", or as all that is denied."""
    end = c.clause(verb)
    words = c.s.lows(verb.end, end)
    report = c.report_at(verb.head)
    told = report is not None and report.stance in ("say", "deny", "admit")
    pointed = any(
        words[i : i + 2]
        in (
            ["in", "it"],
            ["in", "this"],
            ["in", "them"],
            ["about", "it"],
            ["with", "it"],
            ["to", "it"],
            ["with", "those"],
        )
        for i in range(len(words))
    )
    return c.has_deed(verb.end, end) or (told and (pointed or len(words) <= 2 or words[-1:] == ["events"]))


def _responsible(c: Context, k: int, verb: VerbGroup, *, negated: bool = False, hedged: bool = False) -> None:
    end = c.clause(verb)
    words = c.s.lows(verb.end, min(end, verb.end + 14))
    nearby = " ".join(c.s.lows(max(0, verb.start - 2), end))
    if charged(c, k):
        return
    if any(
        w in nearby
        for w in ("investigation", "negotiation", "unrest", "talks ", "bringing those", "for bringing", "security of")
    ):
        return
    hidden, raised_hedge, raised_negated, begin = raised_by_belief(c, k)
    hedged = hedged or raised_hedge
    negated = negated or verb.negated or raised_negated
    for phrase in subjects(c.s, k, c.lexicon):
        if phrase.kind == "pron" and c.s.tokens[phrase.start].low in ("those", "who"):
            continue
        who = c.actor(phrase)
        if c.s.tokens[phrase.start].low in ("no", "neither", "none"):
            negated = True
        start = phrase.start if phrase.start < verb.start else verb.start
        hedge = verb.hedged or suspected(c, phrase) or hedged or any(w in c.lexicon.words["hedges"] for w in words[:3])
        phrase_words = tuple(c.s.lows(phrase.start, phrase.end))
        assert_deed(
            c,
            who,
            min(start, begin) if begin >= 0 else start,
            end,
            verb.head,
            negated=negated,
            hedged=hedge,
            hidden=hidden,
            phrase_words=phrase_words,
            probability=0.8,
        )
