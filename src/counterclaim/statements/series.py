"""Totals of a series of attacks over a time: "more than 20 attacks since June; hundreds of people were killed in them".

Such a total is the toll of none of the attacks. Twin bombings of one day are no series: a stretch of time must be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Sentence

_MANY = re.compile(
    r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|dozens of|scores of|hundreds of|several|many|numerous"
    r"|a dozen|(?:a|the) (?:series|wave|string|spate|succession|spree|campaign|number) of)"
    r" (?:[\w-]+ ){0,3}?(?P<deed>[a-z]+s)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\bsince (?:\w+ ){0,3}?(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b"
    r"|\b(?:so far )?this (?:year|month)\b|\bin recent (?:weeks|months|years)\b"
    r"|\b(?:in|over|during|within|for) the (?:past|last|previous|preceding|first|same) (?:\w+ )?"
    r"(?:weeks?|months?|years?|decade|quarter|half)\b|\b(?:a|per|each|every) (?:week|month|year)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:in|of|by|during|from) (?:all of )?(?:them|these|those)\b|\b(?:altogether|in all|all told|in total)\b"
    r"|\b(?:these|those|the) (?:attacks|bombings|shootings|incidents|assaults|strikes|raids) (?:have |had |together )*"
    r"(?:killed|left|claimed|cost)\b",
    re.IGNORECASE,
)


def tells_series(s: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence tells of several attacks over a stretch of time."""
    words = s.text(0, len(s.tokens))
    return bool(_SPAN.search(words)) and any(m["deed"].casefold() in lexicon.deeds for m in _MANY.finditer(words))


def is_series_total(sentences: Sequence[Sentence], number: int, triggers: Iterable[int], lexicon: Lexicon) -> bool:
    """Whether the figures of a sentence are of a series: told in it, or in the sentence before to which it refers.

    ``triggers`` are the tokens of its deeds: where one attack is named ("the blast, one of 20 attacks since June,
    killed 12"), the figures are that attack's.
    """
    own = sentences[number]
    if any(_one(own.low[at], lexicon) for at in triggers):
        return False
    if tells_series(own, lexicon):
        return True
    back = number > 0 and _BACK.search(own.text(0, len(own.tokens)))
    return bool(back) and tells_series(sentences[number - 1], lexicon)


def _one(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a noun for one deed."""
    return word in lexicon.deeds and not word.endswith("s")
