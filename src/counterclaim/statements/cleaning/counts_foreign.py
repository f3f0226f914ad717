"""Killed and injured in French, Spanish and German: numbers beside the nouns and participles for them, no more."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.model import CountRange
from counterclaim.statements.cleaning.found_count import FoundCount

_NUMBERS = {
    "fr": "un:1 une:1 deux:2 trois:3 quatre:4 cinq:5 six:6 sept:7 huit:8 neuf:9 dix:10 onze:11 douze:12 "
    "quinze:15 vingt:20 trente:30",
    "es": "un:1 una:1 dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10 once:11 doce:12 "
    "quince:15 veinte:20 treinta:30",
    "de": "ein:1 eine:1 zwei:2 drei:3 vier:4 fünf:5 sechs:6 sieben:7 acht:8 neun:9 zehn:10 elf:11 zwölf:12 "
    "fünfzehn:15 zwanzig:20 dreißig:30",
}
_AT_LEAST = {
    "fr": r"au moins|plus de",
    "es": r"al menos|por lo menos|más de|como mínimo",
    "de": r"mindestens|wenigstens|mehr als|über",
}
_UP_TO = {
    "fr": r"jusqu['’]à|près de|moins de|presque",
    "es": r"hasta|casi|cerca de|menos de",
    "de": r"bis zu|fast|beinahe|weniger als",
}
_KILLED = {
    "fr": r"morts?|tuée?s?|décès|ont péri[ts]?|a péri[ts]?|sont morte?s?|ont été tuée?s?|ont perdu la vie|"
    r"ont trouvé la mort",
    "es": r"muert[oa]s?|fallecid[oa]s?|asesinad[oa]s?|murieron|fallecieron|fueron asesinad[oa]s|perdieron la vida",
    "de": r"tote[n]?|getötete?n?|wurden getötet|wurden ermordet|starben|kamen ums leben|todesopfer",
}
_HURT = {
    "fr": r"blessée?s?|ont été blessée?s?", "es": r"herid[oa]s?|lesionad[oa]s?|resultaron heridos",
    "de": r"verletzte[n]?|verwundete[n]?|wurden verletzt|wurden verwundet",
}  # fmt: skip
_VERBS = {"fr": r"tu(?:é|ant|a|ent|e)", "es": r"mat(?:ó|aron|ando)|asesin(?:ó|aron|ando)", "de": r"tötete[n]?"}
_HURTING = {"fr": r"bless(?:é|ant|a|ent|e)", "es": r"hiri(?:ó|eron|endo)", "de": r"verletzte[n]?"}
_PART = {"fr": r"dont(?: les)?|parmi lesquels|y compris", "es": r"entre ellos|incluid[oa]s", "de": r"darunter|davon"}
_ATTACKERS = re.compile(
    r"assaillants?|attaquants?|kamikazes?|terroristes?|atacantes?|agresores|Angreifer|Attentäter", re.IGNORECASE
)
_WORD = r"(?:\s+[^\W\d_][\w'’-]*)"


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(pair.split(":")[0] for pair in _NUMBERS[language].split())
    number = (
        rf"(?P<n>(?<![\d.,:])\d{{1,3}}(?:[.\s\u00a0\u202f]\d{{3}})+(?!\d)|(?<![\d.,:])\d+(?![\d]|[.,:]\d|"
        rf"\s?%)|\b(?:{words})\b)"
    )
    bound = rf"(?:(?P<low>\b(?:{_AT_LEAST[language]}))\s+|(?P<high>\b(?:{_UP_TO[language]}))\s+)?"
    return re.compile(
        rf"(?P<part>\b(?:{_PART[language]})\s+)?(?:\b(?:(?P<vkilled>{_VERBS[language]})|"
        rf"(?P<vhurt>{_HURTING[language]}))\s+)?{bound}{number}"
        rf"(?:(?P<noun>{_WORD}{{0,3}}?)\s+(?:(?P<killed>{_KILLED[language]})|(?P<hurt>{_HURT[language]}))\b|(?=\W|$))",
        re.IGNORECASE,
    )


def foreign_counts(text: str, language: str) -> tuple[FoundCount, ...]:
    """Counts in French ("fr"), Spanish ("es") or German ("de"); nothing for a language that cannot be read."""
    if language not in _NUMBERS:
        return ()
    values = {word: int(n) for word, n in (pair.split(":") for pair in _NUMBERS[language].split())}
    found: list[FoundCount] = []
    for match in _pattern(language).finditer(text):
        told = (
            "fatalities"
            if match["killed"] or match["vkilled"]
            else "injured"
            if match["hurt"] or match["vhurt"]
            else ""
        )
        noun = text[match.end("n") : match.end("n") + 30].split(".")[0].split(",")[0]
        part = bool(match["part"])
        kind = told or (found[-1].kind if part and found and match.start() - found[-1].end < 40 else "")
        if not kind:
            continue
        value = values.get(match["n"].lower()) or int(re.sub(r"\D", "", match["n"]))
        count = CountRange(low=None if match["high"] else value, high=None if match["low"] else value)
        who = (
            "attackers"
            if _ATTACKERS.search(noun) and (part or not told or _ATTACKERS.search(match["noun"] or ""))
            else "victims"
        )
        found.append(FoundCount(match.start(), match.end(), kind, count, who, match.group(0), part=part))
    return tuple(found)
