"""Which words of one sentence tell of the same deed: "the bomb that killed five", "was shot when gunmen attacked"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from counterclaim.statements.deeds import Deed
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.tagging import Tag
from counterclaim.statements.wordlists import word_list

_REASONS = word_list("deeds_reasons")
_REACH = 8
"""Tokens within which a word such as "retaliation" makes what follows "for" the reason of another deed."""
_JOINED = 4


def join_deeds(s: Sentence, deeds: Sequence[Deed]) -> None:
    """Set ``head`` and ``cause`` of the deeds of one sentence, and pool dates and places at the heads."""
    for deed in deeds:
        deed.cause = _is_reason(s, deed)
    for earlier, later in pairwise(deeds):
        if (earlier.cause, earlier.sequel) == (later.cause, later.sequel) and _one_deed(s, earlier, later):
            later.head = earlier.head or earlier
            earlier.weak = earlier.weak or (earlier.verb and not later.verb)
    for deed in deeds:
        if deed.head is not None:
            deed.head.dates.extend(deed.dates)
            deed.head.places.extend(deed.places)
            deed.head.loose.extend(deed.loose)
            deed.head.apart = deed.head.apart or deed.apart
            deed.head.definite = (deed.head.definite or deed.definite) and not deed.head.apart
            deed.dates, deed.places, deed.loose = [], [], []


def unit(deed: Deed, deeds: Sequence[Deed]) -> list[Deed]:
    """All words of the sentence that tell of the deed."""
    head = deed.head or deed
    return [d for d in deeds if d is head or d.head is head]


def _one_deed(s: Sentence, earlier: Deed, later: Deed) -> bool:
    between = range(earlier.trigger + 1, later.trigger)
    if any(s.tags[i] is Tag.END for i in between):
        return False
    lows = s.lows(earlier.trigger + 1, later.trigger)
    if later.verb:
        return (
            _relative(s, earlier, between)
            or _coordinated(earlier, lows)
            or (earlier.verb and earlier.weak and later.weak and "when" in lows)
        )
    if earlier.verb and not earlier.definite and "when" in lows and not any(w in ("and", "but") for w in lows):
        return True
    finite = any(v.finite and earlier.trigger < v.head < later.trigger for v in s.verbs)
    if earlier.verb and not earlier.definite and not finite:
        return _within(s, later)
    return _equated(s, earlier, later)


def _relative(s: Sentence, earlier: Deed, between: range) -> bool:
    """Such as "the bomb that killed ...": nothing but the noun's own words stands before the relative pronoun."""
    if earlier.verb:
        return False
    relatives = [i for i in between if s.tags[i] is Tag.REL]
    if len(relatives) != 1:
        return False
    inside = range(earlier.trigger + 1, relatives[0])
    return not any(s.tags[i] is Tag.COMMA or v.head == i for i in inside for v in s.verbs) or len(inside) <= 1


def _coordinated(earlier: Deed, lows: Sequence[str]) -> bool:
    """Such as "attacked and killed"."""
    return earlier.verb and len(lows) <= _JOINED and "and" in lows


def _within(s: Sentence, later: Deed) -> bool:
    """Such as "killed four settlers in a similar attack": the noun is led by "in", "during" or "by"."""
    phrase = s.at.get(later.trigger)
    start = phrase.start if phrase is not None else later.trigger
    while start > 0 and s.tags[start - 1] in (Tag.DET, Tag.DATE, Tag.NUM, Tag.POSS):
        start -= 1
    return start > 0 and s.tokens[start - 1].low in ("in", "during")


def _equated(s: Sentence, earlier: Deed, later: Deed) -> bool:
    """Such as "The last attack blamed on the group was the killing of ..."."""
    linking = [v for v in s.verbs if v.finite and earlier.trigger < v.head < later.trigger]
    if not earlier.apart or not linking or linking[-1].lemma != "be" or linking[-1].negated:
        return False
    phrase = s.at.get(later.trigger)
    return phrase is not None and phrase.start <= linking[-1].end + 1


def _is_reason(s: Sentence, deed: Deed) -> bool:
    low = max(0, deed.trigger - _REACH)
    words = s.lows(low, deed.trigger)
    for place, word in enumerate(words):
        if word in _REASONS and (
            word.startswith("aveng") or any(w in ("for", "to", "of", "against") for w in words[place + 1 :])
        ):
            return not any(s.tags[low + k] is Tag.END for k in range(place, len(words)))
    behind = s.lows(deed.trigger + 1, deed.trigger + 14)
    return ("possible", "motive") in pairwise(behind)
