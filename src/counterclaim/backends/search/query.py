"""What a person types into a search box, as a query that the index understands or a clear refusal."""

from __future__ import annotations

import re

import regex

from counterclaim.backends.search.analysis import fold
from counterclaim.errors import ConfigError

HELP = 'write words, "phrases in double quotes", -word to leave out, and OR between alternatives'

_PART = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"|(?P<word>\S+)')
_NOISE = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


def index_query(text: str) -> str:
    """The query in the index's own syntax; raises ConfigError where it is empty or malformed.

    All words must be found; ``OR`` joins alternatives; a word with signs in it ("car-bomb") is a phrase.
    """
    folded = fold(text).replace("“", '"').replace("”", '"').replace("„", '"')
    if folded.count('"') % 2:
        raise ConfigError(f"a quotation mark is not closed in {text!r}", remedy=HELP)
    parts = [_term(match, text) for match in _PART.finditer(folded)]
    terms = [part for part in parts if part]
    if all(part == "OR" for part in terms):
        raise ConfigError(f"there is no word to look for in {text!r}", remedy=HELP)
    if terms[0] == "OR" or terms[-1] == "OR" or "OR OR" in " ".join(terms):
        raise ConfigError(f"OR stands without a word beside it in {text!r}", remedy=HELP)
    if all(part.startswith("-") or part == "OR" for part in terms):
        raise ConfigError(f"there are only words to leave out in {text!r}", remedy=HELP)
    return _alternatives(terms)


def _term(match: re.Match[str], text: str) -> str:
    word, phrase, minus = match["word"], match["phrase"], match["minus"]
    if word == "OR":
        return word
    if word is not None:
        if len(word) > 1 and word.endswith("*"):
            raise ConfigError(f"* is not understood in {text!r}", remedy="write whole words; forms are found by stem")
        minus, phrase = ("-", word[1:]) if word.startswith("-") else ("", word)
    words = _NOISE.sub(" ", phrase).split()
    # Lower case, because the index would read AND, NOT, IN and TO as commands.
    return f'{minus}"{" ".join(words).lower()}"' if words else ""


def _alternatives(terms: list[str]) -> str:
    """Group runs joined by OR: ``a b OR c d`` looks for a, d, and one of b and c."""
    groups: list[list[str]] = []
    joining = False
    for term in terms:
        if term == "OR":
            joining = True
        elif joining:
            groups[-1].append(term)
            joining = False
        else:
            groups.append([term])
    return " ".join(_group(group) for group in groups)


def _group(group: list[str]) -> str:
    if len(group) == 1:
        return group[0] if group[0].startswith("-") else f"+{group[0]}"
    return f"+({' OR '.join(group)})"
