"""All claims and all denials of a sentence."""

from __future__ import annotations

from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.responsibility.admissions import (
    BOASTS,
    PLEAS,
    find_apology,
    find_footage,
    find_motive,
    find_plea,
)
from counterclaim.statements.frames.responsibility.claimed import find_nominal_claims
from counterclaim.statements.frames.responsibility.claims import find_claim
from counterclaim.statements.frames.responsibility.denials import find_denial, find_distance, find_innocence

_CLAIM_VERBS = frozenset(
    {
        "claim",
        "take",
        "accept",
        "assume",
        "admit",
        "acknowledge",
        "declare",
        "announce",
        "share",
        "avow",
        "assert",
        "own",
        "own up",
        "reiterate",
        "deny",
    }
)
_DENY_VERBS = frozenset(
    {"deny", "reject", "dismiss", "refute", "disavow", "disclaim", "repudiate", "disown", "rebuff", "rebut"}
)
_PROTESTS = frozenset(
    {"protest", "maintain", "insist", "proclaim", "assert", "profess", "plead", "declare", "affirm", "swear"}
)


def find_claims(c: Context) -> None:
    """Claims of responsibility, admissions and statements of motive."""
    for k, verb in enumerate(c.s.verbs):
        if verb.lemma in _CLAIM_VERBS and not c.lexicon.verb_is(verb.lemma, "deny"):
            find_claim(c, k, verb)
        find_motive(c, k, verb)
        if c.lexicon.verb_is(verb.lemma, "apologise") or c.lexicon.verb_is(verb.lemma, "admit"):
            find_apology(c, k, verb)
        if verb.lemma in PLEAS or verb.lemma in BOASTS or verb.lemma == "enter":
            find_plea(c, k, verb)
        if verb.lemma in ("publish", "release", "post", "broadcast", "circulate", "distribute", "upload", "issue"):
            find_footage(c, k, verb)
    find_nominal_claims(c)


def find_denials(c: Context) -> None:
    """Denials that name a thing denied: involvement, responsibility, the claim."""
    for k, verb in enumerate(c.s.verbs):
        words = c.s.lows(verb.end, verb.end + 6)
        if ("innocence" in words and verb.lemma in _PROTESTS) or (
            verb.lemma == "plead" and words[:2] == ["not", "guilty"]
        ):
            find_innocence(c, k, verb)
        if verb.lemma in _DENY_VERBS:
            find_denial(c, k, verb)
        elif verb.lemma == "distance" or (
            verb.lemma == "have" and c.s.lows(verb.end, verb.end + 3) == ["nothing", "to", "do"]
        ):
            find_distance(c, k, verb)
