"""Counted people in English text: "at least nine civilians", "two of the bombers", "an officer"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.codebooks.files import read_yaml
from counterclaim.model import CountRange
from counterclaim.statements.cleaning.numbers import NUMBER, number_of

_AT_LEAST = (
    r"at least|no (?:fewer|less) than|not (?:fewer|less) than|more than|over|upwards? of|a minimum of|in "
    r"excess of|above|"
    r"well over|at a minimum"
)
_UP_TO = r"up to|as many as|almost|nearly|fewer than|less than|under|close to|at most|no more than|not more than"
_ABOUT = (
    r"about|around|some|approximately|roughly|an estimated|reportedly|the|all|another|a further|a total of|"
    r"an additional|only|just"
)
_WORDS: dict[str, list[str]] = read_yaml(Path(__file__).parent / "count_words.yaml")


def _any_of(*names: str) -> str:
    """An alternation of the words of some lists, longest first."""
    return "|".join(sorted((re.escape(w) for name in names for w in _WORDS[name]), key=len, reverse=True))


_STOP = _any_of("stop")
_WORD = rf"(?:\s+(?!(?:{_STOP})\b)(?:(?:[A-Z]\.){{2,}}|[^\W\d_](?:[\w'’.-]*[\w'’])?))"
_TAIL = (
    rf"(?:{_WORD}{{0,5}}(?:\s+of\s+(?:the\s+|its\s+|their\s+|his\s+|whom\b|"
    rf"them\b)?{_WORD.replace(chr(92) + 's+', chr(92) + 's*', 1)}{{0,1}}{_WORD}{{0,3}})?)"
)
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3, "several hundred": 300,
          "several dozen": 36, "tens": 20, "a few": 3, "a couple": 2}  # fmt: skip
_VAGUE_WORDS = "|".join(sorted(_VAGUE, key=len, reverse=True))
QUANTITY = re.compile(
    rf"(?<![\w-])(?:(?P<bound>(?:(?:{_AT_LEAST}|{_UP_TO}|"
    rf"{_ABOUT})\s+){{1,3}}))?(?:between\s+(?P<from>{NUMBER})\s+and\s+(?P<to>{NUMBER})|"
    rf"(?P<a>{NUMBER})(?:\s*(?:to|or|-|–)\s*(?P<b>{NUMBER}))?(?P<more>\s+or\s+more|\+)?|"
    rf"(?P<vague>\b(?:{_VAGUE_WORDS})\b)(?:\s+of)?|"
    rf"(?P<none>no one|nobody|no-one|none|no)\b|(?P<article>\b(?:an?|"
    rf"one)\b(?:\s+\d{{1,3}}[\s-]years?[\s-]old\b)?(?=\s+[^\W\d])|\banother\b)|"
    rf"(?P<definite>\b(?:the|his|her|its|their)\b)|(?P<both>\bboth\b))"
    rf"(?P<tail>{_TAIL})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LOW, _HIGH = re.compile(rf"\b(?:{_AT_LEAST})\b", re.IGNORECASE), re.compile(rf"\b(?:{_UP_TO})\b", re.IGNORECASE)
_ADDITIONAL = re.compile(r"\b(?:another|a further|an additional|more(?!\s+than\b)|further|additional)\b", re.IGNORECASE)
_ATTACKERS = re.compile(rf"\b(?:{_any_of('attackers')})s?\b", re.IGNORECASE)
_FIGHTERS = re.compile(rf"\b(?:{_any_of('fighters')})s?\b", re.IGNORECASE)
_ORIGIN = r"\w{2,}(?:ian|ese|ist)"
_PERSON = re.compile(
    rf"\b(?:\w*(?:{_any_of('persons_irregular')})|(?:{_any_of('persons')}|{_ORIGIN})s?)\b", re.IGNORECASE
)
_SINGULAR = re.compile(rf"\b(?:\w*(?:man|woman|person|wife)|{_any_of('persons', 'attackers')})$", re.IGNORECASE)
_NOT_PEOPLE = re.compile(rf"\b(?:{_any_of('not_people')})s?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people, as one noun phrase gives it."""

    start: int
    end: int
    range: CountRange
    noun: str
    who: str
    article: bool
    definite: bool
    """Singled out by "the" or "his": counted only where a verb of killing or hurting stands right before."""
    vague: bool
    additional: bool
    none: bool


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Counted or singled-out people between ``start`` and ``end`` of ``text``; reads English, in any case."""
    for match in QUANTITY.finditer(text, start, end):
        tail = match["tail"] or ""
        counted = _range(match)
        if counted is None or _NOT_PEOPLE.search(tail.split(" of ")[0]):
            continue
        if _YEAR.fullmatch(match["a"] or "") and not tail and not match["bound"]:
            continue
        article = match["article"] is not None
        definite = match["definite"] is not None
        if definite and not _SINGULAR.search(tail.split(" of ")[0]):
            continue
        if match["both"] and not _PERSON.search(tail):
            continue
        if article and not _PERSON.search(tail) and not (match["article"].lower() in ("one", "another") and not tail):
            continue
        if (
            match["none"]
            and not _PERSON.search(match.group(0))
            and match["none"].lower() == "no"
            and not _is_toll(tail)
        ):
            continue
        yield Quantity(
            match.start(), match.end(), counted, tail.strip(), _who(match.group(0)), article, definite,
            match["vague"] is not None, bool(_ADDITIONAL.search(match.group(0))), match["none"] is not None,
        )  # fmt: skip


def _is_toll(tail: str) -> bool:
    return bool(re.search(r"\b(?:casualt|injur|death|fatalit|victim|wounded)", tail, re.IGNORECASE))


def _who(words: str) -> str:
    if _ATTACKERS.search(words):
        return "attackers"
    return "unknown" if _FIGHTERS.search(words) else "victims"


def _range(match: re.Match[str]) -> CountRange | None:
    if match["none"]:
        return CountRange.exactly(0)
    if match["article"] or match["definite"]:
        return CountRange.exactly(1)
    if match["both"]:
        return CountRange.exactly(2)
    if match["vague"]:
        return CountRange(low=_VAGUE[" ".join(match["vague"].lower().split())], high=None)
    first = number_of(match["from"] or match["a"])
    second = number_of(match["to"] or match["b"]) if match["to"] or match["b"] else None
    if first is None or first > 10_000_000:
        return None
    if second is not None and second > first:
        return CountRange(low=first, high=second)
    bound = match["bound"] or ""
    if _LOW.search(bound) or match["more"]:
        return CountRange(low=first, high=None)
    if _HIGH.search(bound) and not re.search(r"\bno\s*$", bound):
        return CountRange(low=None, high=first)
    return CountRange.exactly(first)


def added(ranges: list[CountRange]) -> CountRange:
    """The sum of several counts: a missing bound of one is missing in the sum."""
    lows, highs = [r.low for r in ranges], [r.high for r in ranges]
    low = None if all(x is None for x in lows) else sum(x or 0 for x in lows)
    high = None if None in highs else sum(x for x in highs if x is not None)
    return CountRange(low=low if low is not None or high is not None else 0, high=high)
