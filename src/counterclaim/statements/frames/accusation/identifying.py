"""Verbs of naming: "identified X as the bomber", "linked Y to the attack", "suspicion fell on Z"."""

from __future__ import annotations

from counterclaim.model import Act
from counterclaim.statements.clauses import after_preposition, direct_object, subjects
from counterclaim.statements.frames.accusation.accusing import accuse
from counterclaim.statements.frames.accusation.speakers import accusers
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.reporting import HIDDEN, TEXT


def find_identification(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "identified the attacker as X", "X was named as the bomber", "linked the attack to X"."""
    s, lex = c.s, c.lexicon
    end = c.clause(verb)
    speakers, start = accusers(c, k, verb, HIDDEN)
    if verb.lemma in ("link", "connect", "tie"):
        found = subjects(s, k, lex) if verb.passive else [t] if (t := direct_object(s, verb)) else []
        to = after_preposition(s, verb.end, min(end, verb.end + 12), "to", "with")
        if found and to is not None and any(lex.noun_is(s.tokens[p.head].low, "deed") for p in found):
            accuse(c, speakers, c.actors(to), Act.SUSPECTS, start, end, verb, 0.6)
        elif found and to is not None and lex.noun_is(s.tokens[to.head].low, "deed") and not verb.passive:
            accuse(c, speakers, [c.actor(found[0])], Act.SUSPECTS, start, end, verb, 0.6)
        return
    as_ = after_preposition(s, verb.end, min(end, verb.end + 14), "as")
    if as_ is None and (named := direct_object(s, verb)) is not None:
        as_ = _behind_relative(c, named)
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
        accuse(c, speakers, [c.actor(p) for p in found], Act.ATTRIBUTES, start, end, verb, 0.6)
    elif lex.noun_is(one, "perpetrators"):
        act = Act.SUSPECTS if one.startswith("suspect") else Act.ATTRIBUTES
        accuse(
            c, speakers, [w for w in c.actors(as_) if w.kind in ("person", "organisation")], act, start, end, verb, 0.7
        )
    elif lex.noun_is(two, "perpetrators"):
        act = Act.SUSPECTS if two.startswith("suspect") else Act.ATTRIBUTES
        accuse(c, speakers, [c.actor(p) for p in found], act, start, end, verb, 0.7)


def _behind_relative(c: Context, named: Phrase) -> Phrase | None:
    """The name in "named the bomber, who drove a truck into the market, as X"."""
    opened = next((i for i in (named.after, named.after + 1) if c.s.at.get(i) and c.s.at[i].kind == "rel"), -1)
    return after_preposition(c.s, opened, opened + 24, "as") if opened > 0 else None


def find_fallen_suspicion(c: Context, verb: VerbGroup) -> None:
    """Such as "suspicion fell on Y"."""
    target = after_preposition(c.s, verb.end, verb.end + 4, "on", "upon")
    act = Act.SUSPECTS if c.s.tokens[verb.start - 1].low.startswith("suspicion") else Act.ATTRIBUTES
    accuse(
        c,
        [HIDDEN if c.report_at(verb.head) is None else (c.voice(verb.head)[0] or TEXT)],
        c.actors(target),
        act,
        max(0, verb.start - 1),
        c.clause(verb),
        verb,
    )
