"""Names of months and weekdays, and patterns of absolute dates made of them, in four languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

LANGUAGES = ("en", "fr", "es", "de")

_MONTHS = {
    "en": "january|february|march|april|may|june|july|august|september|october|november|december",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "de": "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
}
_SHORT = {
    "en": "jan|feb|mar|apr||jun|jul|aug|sep|oct|nov|dec",
    "fr": "janv|févr||avr|||juil||sept|oct|nov|déc",
    "es": "ene|feb||abr||||ago|sept|oct|nov|dic",
    "de": "jan|feb||apr||||aug|sept|okt|nov|dez",
}
_VARIANTS = {
    "en": {"sept": 9},
    "fr": {"fevrier": 2, "aout": 8, "decembre": 12},
    "es": {"setiembre": 9},
    "de": {"jänner": 1},
}
_WEEKDAYS = {
    "en": "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "es": "lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    "de": "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag",
}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)}

_JOIN = r"\s*(?:-|–|—|/|to|and|or|au|et|al|y|bis|und)\s*"
_QUALIFIER = {
    "en": r"(?:(?:the\s+)?(?:very\s+)?(?:early|mid|late|middle|beginning|start|end|first half|second half|"
    r"first days|last days|night|morning|afternoon|evening|midnight|month)(?:\s+(?:in|"
    r"of)(?:\s+the)?)?[\s-]+)",
    "fr": r"(?:(?:début|mi|fin|courant)[\s-]+)",
    "es": r"(?:(?:a\s+)?(?:principios|mediados|finales|fines)\s+de\s+)",
    "de": r"(?:(?:Anfang|Mitte|Ende)\s+)",
}
_OF = {"en": r"(?:\s*of\s+)", "fr": r"(?:\s+)", "es": r"(?:\s+de\s+)", "de": r"(?:\.?\s+)"}
_BEFORE_YEAR = {"en": r",?\s*(?:of\s+)?", "fr": r"\s+", "es": r",?\s+(?:del?\s+)?", "de": r"\s+"}


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words and patterns of one language."""

    months: dict[str, int]
    weekdays: dict[str, int]
    absolute: re.Pattern[str]
    bare_month: re.Pattern[str]
    short: frozenset[str]
    """Abbreviations of months, which a full stop belongs to."""
    hearts: re.Pattern[str]
    """What a date with a day or a month cannot be without: a month's name, or figures joined by hyphens or dots."""


@cache
def date_words(language: str) -> DateWords:
    """Words and compiled patterns of ``language`` ("en", "fr", "es" or "de"); raises KeyError for another."""
    months = {name: n for n, name in enumerate(_MONTHS[language].split("|"), 1)}
    months |= {name: n for n, name in enumerate(_SHORT[language].split("|"), 1) if name}
    months |= _VARIANTS[language]
    weekdays = {name: n for n, name in enumerate(_WEEKDAYS[language].split("|"))}
    names = "|".join(sorted(months, key=len, reverse=True))
    days = "|".join(weekdays)
    month = rf"(?P<{{0}}>{names})\b\.?"
    ordinal = "|".join(sorted(ORDINALS, key=len, reverse=True)) if language == "en" else "1er|premier"
    number = rf"(?:\d{{{{1,2}}}}(?:st|nd|rd|th|er|º)?\b\.?|\b(?:{ordinal})\b)"
    day, year = rf"(?P<{{0}}>{number})", r"(?P<{0}>(?:1[5-9]|20)\d\d|['’]?\d\d(?![\d:.,%]\d|\s*(?:%|per\s?cent)))\b"
    lead = rf"(?:\b(?:{days}),?\s+(?:(?:the|le|el|den|der)\s+)?)?(?:{_QUALIFIER[language]})?(?<![\d:.,/-])"
    of, before = _OF[language], _BEFORE_YEAR[language]
    after_day = rf"(?:{of}|[\s-]+)"
    full_year = r"(?P<{0}>(?:1[5-9]|20)\d\d)\b(?!-\d)"
    forms = [
        r"(?<![\d-])(?P<y0>\d{4})(?P<sep>[-/])(?P<n0>\d\d)(?:(?P=sep)(?P<d0>\d\d))?(?![\d/-])",
        rf"{lead}{day.format('d1')}(?:{_JOIN}(?:the\s+)?{day.format('e1')})?{after_day}{month.format('m1')}"
        rf"(?:(?:{before}|-){year.format('y1')})?",
        rf"{lead}{month.format('m2')}\s+(?:the\s+)?{day.format('d2')}(?![:.,]\d|\d|\s*(?:%|km\b|percent))"
        rf"(?:{_JOIN}(?:the\s+)?{day.format('e2')}(?!\s*(?:{names})\b))?(?:,?\s+(?:of\s+)?{full_year.format('y2')})?",
        rf"{lead}\b{month.format('m3')}{before}{full_year.format('y3')}",
        r"(?<![\d.,/])(?P<d4>\d{1,2})[./](?P<n4>\d{1,2})[./](?P<y4>(?:19|20)\d\d)\b",
    ]
    bare = rf"(?:\b{_QUALIFIER[language]})?\b{month.format('m5')}(?!\s*\d)"
    flags = re.IGNORECASE
    return DateWords(
        months,
        weekdays,
        re.compile("|".join(f"(?:{form})" for form in forms).replace("{{", "{").replace("}}", "}"), flags),
        re.compile(bare, flags),
        frozenset(_SHORT[language].split("|")) | {"sept"},
        re.compile(rf"\b(?:{names})\b|\d{{1,4}}[-./]\d{{1,2}}", flags),
    )
