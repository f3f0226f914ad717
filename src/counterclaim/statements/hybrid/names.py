"""Where a sentence has names, each with its article and the noun that tells its kind: "the Norvanian army"."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.tagging import Tag

_KINDS = ("state_nouns", "armed_nouns", "organisation_heads")
_JOINTS = frozenset({"for", "of", "the", "a", "an", "-", "to"})
_LONGEST_JOINT = 3
Span = tuple[int, int]


def names_in(s: Sentence, lexicon: Lexicon) -> Iterator[Span]:
    """Token ranges [first, past) of names, each with "the" before it and a noun of its kind after it."""
    named = [t is Tag.NAME for t in s.tags]
    for first, (past, _) in s.known.items():
        named[first:past] = [True] * (past - first)
    i = 0
    while i < len(named):
        if not named[i]:
            i += 1
            continue
        past = _end(s, named, i, lexicon)
        yield i - (i > 0 and s.low[i - 1] == "the"), past
        i = past


def _end(s: Sentence, named: list[bool], start: int, lexicon: Lexicon) -> int:
    """The token after the name that begins at ``start``."""
    past = start + 1
    while past < len(named):
        if named[past]:
            past += 1
            continue
        following = _over_joint(s, named, past, lexicon)
        if following == past:
            break
        past = following
    kind = past
    while kind < len(named) and s.tags[kind] is Tag.NOUN:
        kind += 1
        if _is_kind(s.low[kind - 1], lexicon):
            past = kind
    return past


def _over_joint(s: Sentence, named: list[bool], at: int, lexicon: Lexicon) -> int:
    """The next part of a name like "Movement for a Free Zaland", else ``at``."""
    following = at
    while following < len(named) and following - at < _LONGEST_JOINT and s.low[following] in _JOINTS:
        following += 1
    joined = at < following < len(named) and named[following] and s.tokens[following].text[0].isupper()
    return following if joined and _is_kind(s.low[at - 1], lexicon) else at


def _is_kind(low: str, lexicon: Lexicon) -> bool:
    return any(lexicon.noun_is(low, name) for name in _KINDS)
