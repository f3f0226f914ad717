"""What rules acts of an actor out: who says nothing claims nothing, who only arrests did not do it."""

from __future__ import annotations

from counterclaim.statements.clauses import subjects
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.wordlists import word_list

_VERBS = (
    "say",
    "say_that",
    "believe",
    "admit",
    "deny",
    "doubt",
    "accuse",
    "attribute",
    "retract",
    "apologise",
    "identify",
)
_NOUNS = ("responsibility", "statements")
_MEDIUMS = word_list("responsibility_mediums")
_WORDS = frozenset({"according", "we", "us", "our", "ours", "i", "my", '"', "“", "”", "«", "»", "''", "``"})


def tells_of_speech(s: Sentence, lexicon: Lexicon) -> bool:
    """Whether any word of the sentence is one of speaking, of something said, or of the speakers themselves."""
    if any(lexicon.verb_is(verb.lemma, name) for verb in s.verbs for name in _VERBS):
        return True
    return any(
        t.low in _WORDS or t.low in _MEDIUMS or any(lexicon.noun_is(t.low, name) for name in _NOUNS) for t in s.tokens
    )


def only_responds(s: Sentence, token: int, lexicon: Lexicon) -> bool:
    """Whether all that the actor named at ``token`` does in the sentence is to deal with the deed of another."""
    own = [
        verb.lemma
        for k, verb in enumerate(s.verbs)
        if not verb.passive and any(p.start <= token < p.end for p in subjects(s, k, lexicon))
    ]
    return bool(own) and all(lexicon.verb_is(lemma, "respond") for lemma in own)
