"""Patterns of framings: phrases with endings, choices and gaps, compiled so that none can run for ever."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from counterclaim.errors import ConfigError

GAP = 8
"""Words that ``...`` may stand for at most."""

SECONDS = 0.25
"""Longest that one pattern may look at one passage, seconds; a phrase needs some microseconds."""

_LONGEST = 2000
_PARTS = regex.compile(r"\s*\.\.\.\s*|\s+|[(|)?*]|[^\s(|)?*.]+|\.")
_SEVERAL = rf"(?:[^\w]+[\w']+){{0,{GAP}}}?[^\w]+"
_QUOTES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'"})
# What a careless pattern with nested repetitions chokes on: long runs of one thing that end in another.
_PROBES = ("a" * 400 + "!", "ab " * 300 + "!", " " * 400 + "x", "0" * 400 + "x", "word " * 200)


def plain(text: str) -> str:
    """Text as patterns see it: one kind of apostrophe. The length stays, so that offsets hold."""
    return text.translate(_QUOTES)


@cache
def phrase_pattern(phrase: str) -> regex.Pattern[str]:
    """The pattern of a phrase.

    ``word*`` takes any ending, ``(a|b)`` either, ``(a )?`` may be missing, ``...`` stands for up to eight words, and
    ``re:`` begins a regular expression. Letter case does not count.

    Raises:
        ConfigError: the phrase is empty or too long, its brackets do not match, its regular expression is not one, or
            takes too long on a text that does not match it.
    """
    if not phrase.strip() or len(phrase) > _LONGEST:
        raise ConfigError("an empty or overlong pattern", remedy=f"write 1 to {_LONGEST} characters")
    source = phrase[3:].strip() if phrase.startswith("re:") else _translate(phrase)
    try:
        compiled = regex.compile(source, regex.IGNORECASE)
    except regex.error as error:
        raise ConfigError(f"the pattern {phrase!r} cannot be read: {error}", remedy="check its brackets") from error
    _probe(compiled, phrase)
    return compiled


def _translate(phrase: str) -> str:
    out: list[str] = []
    for part in _PARTS.findall(plain(phrase.strip())):
        if "..." in part:
            out.append(_SEVERAL)
        elif part.isspace():
            out.append(r"[^\w]+")
        elif part == "(":
            out.append("(?:")
        elif part in "|)?":
            out.append(part)
        elif part == "*":
            out.append(r"[\w']*")
        else:
            out.append(regex.escape(part))
    return rf"(?<!\w)(?:{''.join(out)})(?!\w)"


def _probe(compiled: regex.Pattern[str], phrase: str) -> None:
    try:
        for probe in _PROBES:
            compiled.search(probe, timeout=SECONDS)
    except TimeoutError as error:
        raise ConfigError(
            f"the pattern {phrase!r} takes too long on a text that it does not match",
            remedy="do not repeat what is itself a repetition, as in (a+)+; write it as a phrase with ...",
        ) from error


def find(patterns: Sequence[regex.Pattern[str]], text: str) -> regex.Match[str] | None:
    """The first match of any pattern in ``text`` (as `plain` gives it); raises TimeoutError for one that runs on."""
    for pattern in patterns:
        match = pattern.search(text, timeout=SECONDS)
        if match is not None:
            return match
    return None
