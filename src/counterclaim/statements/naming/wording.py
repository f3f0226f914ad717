"""Where in a phrase its name stands: quotation marks, owners and introductions stripped."""

from __future__ import annotations

from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.tagging import Tag
from counterclaim.statements.wordlists import word_list

_NAME_OWNERS = word_list("naming_name_owners")


def trim(s: Sentence, phrase: Phrase) -> tuple[int, int]:
    """The tokens [first, past) of a phrase without article and quotation marks at its ends."""
    start, end = phrase.start, phrase.end
    while start < end and s.tags[start] in (Tag.DET, Tag.QUOTE):
        start += 1
    while end > start and s.tags[end - 1] is Tag.QUOTE:
        end -= 1
    return start, end


def inside_name(s: Sentence, i: int) -> bool:
    """Whether the ’s at ``i`` stands inside a name, as in "People's Army"."""
    following = s.tags[i + 1] if i + 1 < len(s.tags) else None
    return s.tokens[i - 1].low in _NAME_OWNERS and s.tags[i - 1] is Tag.NAME and following is Tag.NAME


def introduced(s: Sentence, phrase: Phrase, lexicon: Lexicon) -> Phrase | None:
    """What stands behind "a man named", "a group calling itself": the name itself."""
    head = s.tokens[phrase.head].low
    if (
        not any(lexicon.noun_is(head, name) for name in ("people", "perpetrators", "armed_nouns"))
        and head not in lexicon.words["generic_group"]
    ):
        return None
    i = _behind_place(s, phrase.after)
    if i < len(s.tokens) and s.tags[i] is Tag.COMMA:
        i += 1
    while i < len(s.tokens) and s.tokens[i].low in ("who", "which", "that", "is", "was", "also", "better", "only"):
        i += 1
    if s.lows(i, i + 3)[1:] == ["the", "name"] and s.tokens[i].low in ("uses", "using", "used", "under", "by"):
        i += 2
    elif i >= len(s.tokens) or s.tokens[i].low not in lexicon.words["naming"]:
        return None
    if any(s.tags[t] is Tag.NAME for t in range(phrase.start, phrase.end) if t == phrase.head):
        return None
    i += 1
    for _ in range(3):
        if i < len(s.tokens) and (
            s.tokens[i].low in ("itself", "themselves", "himself", "as", "by", "only") or s.tags[i] is Tag.QUOTE
        ):
            i += 1
    found = s.at.get(i)
    named = found is not None and found.start == i and any(s.tags[t] is Tag.NAME for t in range(found.start, found.end))
    return found if named else None


def _behind_place(s: Sentence, i: int) -> int:
    """The token behind a short "in the south of X" at ``i``, ``i`` itself where there is none."""
    nxt = s.at.get(i + 1)
    return (
        nxt.after
        if nxt is not None and i < len(s.tags) and s.tags[i] is Tag.PREP and s.tokens[i].low in ("in", "from", "of")
        else i
    )
