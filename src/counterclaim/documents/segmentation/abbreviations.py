"""Words that end in a full stop without ending a sentence, for the languages whose script has capitals."""

from __future__ import annotations

_ALWAYS = {
    "en": "mr mrs ms dr prof gen col lt sgt cpl pvt capt maj cmdr adm brig gov sen rep rev hon pres supt insp "
    "det msgr fr "
    "st mt ft no nos vol pp fig art sec ch ed eds vs v viz pop approx ca cf al e.g i.e jan feb mar "
    "apr jun jul aug sept sep "
    "oct nov dec mon tue tues wed thu thur thurs fri sat sun dept univ assn bros messrs mme mlle op cit ibid trans",
    "fr": "m mm mme mmes mlle dr pr me mgr gén col lt cap cdt cne sgt st ste no n art p pp vol fig chap env av "
    "bd cf ex janv "
    "févr avr juil sept oct nov déc",
    "es": "sr sra sres srta d dña dr dra lic ing gral cnel cap tte sgto cmdte av avda art núm no pág págs vol fig cap "
    "aprox ee uu ud uds sto sta mons ene feb abr jun jul ago sept oct nov dic",
    "pt": "sr sra srs dr dra prof profa eng gen cel cap ten sgt av art nº núm pág págs vol fig aprox jan fev "
    "abr jun jul "
    "ago set out nov dez",
    "it": "sig sigg sig.ra dott dr prof avv ing on sen gen col cap ten serg mons art n nn pag pagg vol fig cfr "
    "ca gen feb "
    "apr giu lug ago sett ott nov dic",
    "de": "hr fr dr prof gen oberst hptm bzw ca z.b d.h u.a z.t nr art abs bd s vgl evtl ggf inkl jan feb apr "
    "jun jul aug "
    "sept okt nov dez st str tel geb gest sog u.s.w mio mrd",
    "nl": "dhr mevr mr mw dr drs ir prof gen kol kapt lt sgt bijv d.w.z o.a nr art blz vgl ca jan feb apr jun jul aug "
    "sept okt nov dec",
    "tr": "dr prof doç av alb yzb gen sn no bkz vb örn yy",
    "ru": "г гг ул им др проф ген полк кап т.е т.к т.н т.д т.п см стр рис тыс млн млрд руб",
}
_SPLIT = {language: frozenset(words.split()) for language, words in _ALWAYS.items()}
_UNLESS_NEW = (
    "inc ltd corp co jr sr bros a.m p.m etc esq ave blvd rd sq u.s u.n u.k e.u d.c b.c a.d c.e b.c.e ph.d usw etc ecc"
)
_ORDINALS = frozenset(["de", "da", "no", "fi", "cs", "sk", "sl", "hr", "bs", "sr", "hu", "et", "lv", "is", "pl"])

ANY = frozenset(" ".join(_ALWAYS.values()).split()) - frozenset(
    ["sun", "sat", "mar", "no", "art", "in", "on", "fr", "me", "d", "m", "s", "p", "n", "g"]
)
"""For a text whose language is not known: the lists of all, less short everyday words."""
CLOSERS = frozenset(_UNLESS_NEW.split())
"""Abbreviations that often end a sentence too: they do when a usual first word follows."""

STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "it",
        "its",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "there",
        "but",
        "and",
        "however",
        "meanwhile",
        "according",
        "after",
        "before",
        "when",
        "while",
        "if",
        "as",
        "for",
        "from",
        "by",
        "with",
        "several",
        "two",
        "three",
        "no",
        "some",
        "many",
        "one",
        "most",
        "all",
        "police",
        "officials",
        "witnesses",
        "le",
        "la",
        "les",
        "un",
        "une",
        "il",
        "elle",
        "ils",
        "elles",
        "ce",
        "cette",
        "ces",
        "dans",
        "mais",
        "selon",
        "el",
        "los",
        "las",
        "una",
        "unos",
        "ellos",
        "ella",
        "esta",
        "este",
        "estos",
        "en",
        "pero",
        "según",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "er",
        "sie",
        "es",
        "wir",
        "ich",
        "im",
        "am",
        "in",
        "auf",
        "bei",
        "nach",
        "aber",
        "doch",
        "het",
        "de",
        "een",
        "zij",
        "hij",
        "maar",
    ]
)
"""Words that begin sentences far more often than they follow an abbreviation with a capital."""


def never_ends(word: str, language: str) -> bool:
    """Whether ``word`` (lower case, without its full stop) is an abbreviation that goes on."""
    if language in _ALWAYS:
        return word in _SPLIT[language]
    return word in ANY


def takes_ordinal_stops(language: str) -> bool:
    """Whether the language writes "3." for "third"."""
    return language in _ORDINALS
