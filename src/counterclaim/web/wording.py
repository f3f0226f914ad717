"""Words and values as the pages show them: harmless, of bearable length, and as precise as told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from counterclaim.model import THE_TEXT, UNNAMED, Act, DateInterval, Property, SpeakerKind
from counterclaim.model.desk import SearchResult
from counterclaim.publications.chances import grade_words
from counterclaim.publications.display import clean, language_tag, one_line, shortened
from counterclaim.publications.words import (
    ACT_SYMBOLS,
    ACT_WORDS,
    KIND_WORDS,
    count_words,
    date_words,
    percent,
    place_words,
    value_words,
)

LONGEST = 1500
"""Code points of one value on a page; what is longer is cut, and said to be."""
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_DIGEST = re.compile(r"[0-9a-f]{64}")

VERDICT_WORDS = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "merge": "held to be one event",
    "split": "split",
    "unmask": "unmasked",
    "resolve": "resolved",
    "consent": "consented",
    "identify": "identified",
    "add": "added by hand",
    "undo": "taken back",
    "adjudicate": "adjudicated",
    "sample": "sample drawn",
    "finish": "coded whole",
    "mark": "marked for handling",
    "forget": "forgotten",
    "forecast": "foretold",
    "settle": "forecast settled",
}
PROPERTY_WORDS = {
    "perpetrator": "who did it",
    "involvement": "involvement",
    "fatalities": "killed",
    "injured": "injured",
    "date": "when",
    "place": "where",
    "type": "what",
    "target": "against whom",
    "weapon": "by what means",
    "evidence": "evidence",
    "unclaimed": "unclaimed",
    "control": "who controls the place",
    "forecast": "forecast",
}


@pass_context
def shown(context: Context, value: object) -> object:
    """What stands on a page for a value: text without characters that control, masked, cut where it is very long."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    mask = context.get("mask")
    text: str = value if mask is None else mask(value)
    if len(text) > LONGEST:
        text = f"{shortened(text[: LONGEST + 1], LONGEST)} [{len(text):,} characters, cut here]"
    return clean(text) if _HARMFUL.search(text) else text


def shown_plain(value: str) -> str:
    """As `shown`, for answers that are no pages."""
    value = shortened(value[: LONGEST + 1], LONGEST)
    return clean(value) if _HARMFUL.search(value) else value


def snippet_parts(result: SearchResult) -> list[tuple[str, bool]]:
    """A snippet cut at the words that were found."""
    parts, at = [], 0
    for start, end in result.marks:
        parts += [(result.snippet[at:start], False), (result.snippet[start:end], True)]
        at = end
    return [*parts, (result.snippet[at:], False)]


@pass_context
def whole(context: Context, text: str) -> Markup:
    """A run of a document's text, escaped, harmless and masked, however long; every character keeps its place."""
    mask = context.get("mask")
    return Markup.escape(_HARMFUL.sub("\ufffd", text) if mask is None else mask(text))


def when(value: DateInterval | str | date | datetime | None) -> str:
    """A date in words; of a canonical text too."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, date):
        return date_words(DateInterval.of_day(value))
    if isinstance(value, str):
        try:
            return date_words(DateInterval.parse(value))
        except ValueError:
            return value
    return date_words(value) if value else ""


def without_date(title: str, told: str) -> str:
    """An event's title without the date at its end, for tables that have a column of dates."""
    return title.removesuffix(f", {when(told) or 'undated'}")


def value_of(value: str, prop: str) -> str:
    """A statement's value in words."""
    return value_words(Property(prop), value)


def speaker_words(name: str) -> str:
    """A speaker's name; the text itself, and whoever the passive hides, in words."""
    return {THE_TEXT: "The text itself", UNNAMED: "An unnamed speaker"}.get(name, name)


def decibans(value: float) -> str:
    """A weight with its sign."""
    return f"{value:+.1f}".replace("-", "\N{MINUS SIGN}")


class Words:
    """Words of the vocabularies as pages show them."""

    @staticmethod
    def act(word: str) -> str:
        """An act."""
        return ACT_WORDS[Act(word)]

    @staticmethod
    def kind(word: str) -> str:
        """A kind of speaker."""
        return KIND_WORDS[SpeakerKind(word)] if word else "not known"

    @staticmethod
    def property(word: str) -> str:
        """A property of an event."""
        return PROPERTY_WORDS.get(word, word)

    @staticmethod
    def verdict(word: str) -> str:
        """What a person decided."""
        return VERDICT_WORDS.get(word, word)


@dataclass(frozen=True, slots=True)
class Said:
    """A decision that was just recorded."""

    digest: str
    words: str


def said(parameters: Mapping[str, str]) -> Said | None:
    """What the address says was just decided; None where it names no judgement."""
    digest, verdict = parameters.get("said", ""), parameters.get("did", "")
    if not _DIGEST.fullmatch(digest) or verdict not in VERDICT_WORDS:
        return None
    return Said(digest, decided(verdict))


def decided(verdict: str) -> str:
    """What is told once a decision is recorded."""
    return f"Recorded: {VERDICT_WORDS.get(verdict, verdict)}. It is weighed from the next run on."


FILTERS: dict[str, Any] = {
    "when": when,
    "without_date": without_date,
    "masked_whole": whole,
    "tag": language_tag,
    "percent": percent,
    "count_words": count_words,
    "place_words": place_words,
    "value_words": value_of,
    "speaker_words": speaker_words,
    "act_words": Words.act,
    "act_sign": lambda word: ACT_SYMBOLS[Act(word)],
    "kind_words": Words.kind,
    "property_words": Words.property,
    "verdict_words": Words.verdict,
    "grade_words": grade_words,
    "decibans": decibans,
    "one_line": one_line,
    "snippet_parts": snippet_parts,
}
