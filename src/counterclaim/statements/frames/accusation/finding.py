"""All accusations of a sentence."""

from __future__ import annotations

from counterclaim.model import Act
from counterclaim.statements.clauses import after_preposition
from counterclaim.statements.frames.accusation.blaming import (
    find_attribution,
    find_blame,
    find_hold,
    find_idiom,
    find_suspicion,
)
from counterclaim.statements.frames.accusation.charges import find_charge, find_punishment, is_reduced_charge
from counterclaim.statements.frames.accusation.custody import (
    ARRESTS,
    HIDDEN_PROSECUTOR,
    HUNTS,
    find_custody,
    find_trial,
)
from counterclaim.statements.frames.accusation.identifying import find_fallen_suspicion, find_identification
from counterclaim.statements.frames.accusation.speakers import find_mutual
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.verdicts import HIDDEN_COURT as _HIDDEN_COURT
from counterclaim.statements.phrases import VerbGroup


def find_accusations(c: Context) -> None:
    """All accusations of the sentence."""
    for k, verb in enumerate(c.s.verbs):
        lemma = verb.lemma
        if find_mutual(c, k, verb):
            continue
        if lemma == "blame":
            find_blame(c, k, verb)
        elif lemma in ("accuse", "implicate", "denounce", "finger"):
            find_charge(c, k, verb, Act.SUSPECTS if _on_trial(c, verb) else Act.ATTRIBUTES)
        elif c.lexicon.verb_is(lemma, "convict"):
            find_charge(c, k, verb, Act.ATTRIBUTES, hidden=_HIDDEN_COURT)
        elif lemma in ("award", "give", "hand", "impose", "receive", "get"):
            find_punishment(c, k, verb)
        elif lemma == "find" and _guilty(c.s.lows(verb.end, verb.end + 12)):
            find_charge(c, k, verb, Act.ATTRIBUTES, hidden=_HIDDEN_COURT)
        elif c.lexicon.verb_is(lemma, "charge"):
            find_charge(c, k, verb, Act.SUSPECTS, hidden=HIDDEN_PROSECUTOR)
        elif lemma == "suspect":
            find_suspicion(c, k, verb)
        elif c.lexicon.verb_is(lemma, "attribute"):
            find_attribution(c, k, verb)
        elif lemma == "hold" and {"responsible", "accountable"} & set(c.s.lows(verb.end, verb.end + 14)):
            find_hold(c, k, verb)
        elif lemma in ("put", "lay", "place", "pin", "point"):
            find_idiom(c, k, verb)
        elif lemma in ("identify", "name", "link", "connect", "tie", "describe"):
            find_identification(c, k, verb)
        elif lemma in ARRESTS or lemma in HUNTS:
            find_custody(c, k, verb)
        elif lemma in ("face", "be", "go", "stand"):
            find_trial(c, k, verb)
        elif lemma == "fall" and c.s.tokens[max(0, verb.start - 1)].low in ("suspicion", "suspicions", "blame"):
            find_fallen_suspicion(c, verb)


def _on_trial(c: Context, verb: VerbGroup) -> bool:
    """Whether somebody is accused before a court and no accuser is told: "Y, accused of the murder, was cleared"."""
    hidden = verb.passive or is_reduced_charge(c, verb)
    by = after_preposition(c.s, verb.end, min(c.clause(verb), verb.end + 12), "by")
    trial = any(
        c.lexicon.noun_is(t.low, "courts") or t.low in ("trial", "trials", "acquitted", "verdict") for t in c.s.tokens
    )
    return hidden and by is None and trial


def _guilty(words: list[str]) -> bool:
    return "guilty" in words and words[max(0, words.index("guilty") - 1)] != "not"
