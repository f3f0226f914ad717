"""Words that tell a date from the day of publication, in English, French, Spanish and German."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.statements.cleaning.date_words import date_words

_PART = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"


@cache
def needed(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each rule the words without which it cannot match: a cheap look before the pattern is tried."""
    english = {
        "daybefore": "before yesterday",
        "yesterday": "yesterday",
        "lastnight": "last night",
        "night": "overnight",
        "today": "today|this |tonight",
        "ago": " ago",
        "lastweekend": "weekend",
        "nightbefore": "night before last",
        "lastweek": "week",
        "thisweek": "this week",
        "lastmonth": "last month",
        "thismonth": "this month",
        "lastyear": "last year",
        "thisyear": "this year",
        "named": "last ",
    }
    days = tuple(date_words(language).weekdays)
    return tuple(
        (rule, days if rule == "weekday" else tuple(english[rule].split("|")) if language == "en" else ("",))
        for rule in _rules(language)
    )


@cache
def pattern(language: str, rules: frozenset[str]) -> re.Pattern[str]:
    """The patterns of some rules as one, each under its rule's name."""
    own = _rules(language).items()
    return re.compile("|".join(f"(?P<{name}>{words})" for name, words in own if name in rules), re.IGNORECASE)


@cache
def _rules(language: str) -> dict[str, str]:
    names = "|".join(date_words(language).weekdays)
    return {
        "en": {
            "daybefore": r"\b(?:the day )?before yesterday\b",
            "yesterday": rf"\byesterday(?:['’]s)?{_PART}\b",
            "lastnight": r"\blast night\b",
            "night": r"\bovernight\b",
            "today": r"\b(?:(?:early |late |earlier |later )?today|(?:early |late |earlier )?this (?:morning|"
            r"afternoon|evening)|tonight)\b",
            "ago": r"\b(?P<unit>minute|hour|day|week|fortnight|month|year)s?\s+ago\b",
            "lastweek": r"\b(?:last|the previous|the past) week(?:['’]s)?\b(?!end)",
            "thisweek": r"\b(?:(?:earlier |later )?this week)\b(?!end)",
            "lastweekend": r"\b(?:last|over the|at the|this past) weekend\b",
            "nightbefore": r"\bthe night before last\b",
            "lastmonth": r"\b(?:(?:early|late|in the middle of) )?last month(?:['’]s)?\b",
            "thismonth": r"\b(?:earlier |later |early |late |at the (?:start|beginning) of )?this month\b",
            "lastyear": r"\b(?:(?:early|late) )?last year(?:['’]s)?\b",
            "thisyear": r"\b(?:earlier |later |early )?this year\b",
            "named": r"\blast (?:january|february|march|april|may|june|july|august|september|october|november|"
            r"december)\b",
            "weekday": rf"\b(?:last |this |early |late )?(?:{names})\b(?:['’]s)?{_PART}(?!\s+(?:Times|Telegraph|"
            rf"Mirror|Herald|Express|Mail|Post|World|Tribune|Independent|Review))",
        },
        "fr": {
            "daybefore": r"\bavant-hier\b",
            "yesterday": r"\bhier(?: (?:matin|soir|après-midi))?\b",
            "night": r"\b(?:cette nuit|la nuit dernière|dans la nuit)\b(?!\s+d[eu])",
            "today": r"\b(?:aujourd['’]hui|ce matin|ce soir|cet après-midi)\b",
            "lastweek": r"\bla semaine (?:dernière|passée)\b",
            "lastmonth": r"\ble mois dernier\b",
            "lastyear": r"\bl['’]an(?:née)? (?:dernier|dernière|passé|passée)\b",
            "thisyear": r"\bcette année\b",
            "weekday": rf"\b(?:{names})\b(?!\s+\d)(?: (?:matin|soir|dernier|après-midi))?",
        },
        "es": {
            "daybefore": r"\b(?:anteayer|antes de ayer)\b",
            "yesterday": r"\bayer\b",
            "night": r"\banoche\b",
            "today": r"\b(?:hoy|esta (?:mañana|tarde|noche))\b",
            "lastweek": r"\bla semana pasada\b",
            "lastmonth": r"\bel mes pasado\b",
            "lastyear": r"\bel año pasado\b",
            "thisyear": r"\beste año\b",
            "weekday": rf"\b(?:{names})\b(?!\s+\d)(?: pasado)?",
        },
        "de": {
            "daybefore": r"\bvorgestern\b",
            "yesterday": r"\bgestern\b",
            "night": r"\b(?:letzte Nacht|in der Nacht)\b",
            "today": r"\b(?:heute|heute Morgen|heute Abend)\b",
            "lastweek": r"\b(?:letzte|vergangene) Woche\b",
            "lastmonth": r"\b(?:letzten|vergangenen) Monat\b",
            "lastyear": r"\b(?:letztes|vergangenes) Jahr\b",
            "thisyear": r"\bdieses Jahr\b",
            "weekday": rf"\b(?:{names})\b(?!,?\s+(?:den\s+)?\d)",
        },
    }[language]
