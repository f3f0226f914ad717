"""Names of any script in Latin letters, and a plain form in which ways of transliterating fall together.

The plain form is for finding candidates and for scoring them. It never decides that two names are one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from counterclaim.codebooks.folding import fold

_ARTICLES = re.compile(
    r"\b(?:al|el|ul|ur|us|ud|un|ad|an|ar|as|at|az|ash|the|a|of|de|la|le|los|las|el|und|and|y|et|i|e)\b"
)
"""Articles, their assimilated forms (ash-Sham, an-Nusra), the Persian joint (-e, -i) and small words."""
_GLUED = re.compile(r"\b(?:al|el)(?=[bcdfghjklmnpqrstvwxyz]\w{3,})")
"""An article written in one word with its noun: "alshabaab"."""
_ROWS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\b(?:ibn|bin|ben)\b", "bn"),
        (r"\b(?:abou|aboo|abu)\b", "abu"),
        (r"\b(?:jebhat|gabhat|djabhat)\b", "jabhat"),
        (r"tsch|tch|dzh|dj(?=[aeiou])", "j"),
        (r"shch|sch", "sh"),
        (r"kh", "h"),
        (r"gh|ck|qu|q|c(?=[aou]|\b)", "k"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"zh|z", "s"),
        (r"ch", "sh"),
        (r"w", "v"),
        (r"(?:iyya|iya|iyah|iyyah|ia|ya|yah)\b", "ia"),
        (r"(?:iyy|iy|yy|ii|ij|yi)\b", "i"),
        (r"y(?![aeiou])", "i"),
        (r"ay|ai|ey|ei", "e"),
        (r"ou|oo|au|aw", "u"),
        (r"ee|ie", "i"),
        (r"o", "u"),
        (r"h\b", ""),
        (r"(?<=[bcdfgjklmnprstvw])h", ""),
        (r"(.)\1+", r"\1"),
    )
)
_SHORT = 3
LEAST_PLAIN = 10
"""Letters of the plain form from which on names that share it count as one name: fewer are alike by chance."""


_ABJAD = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)ال(?=\w{2,})")
_SILENT = re.compile(r"[aeiouyw'`]|(?<=\w)h\b")
_ABJAD_AT_MOST = 0.9
_LEAST_BONES = 3


def latin(name: str) -> str:
    """The name in ASCII letters, whatever its script: read letter by letter, not an established spelling."""
    return name if name.isascii() else " ".join(anyascii(_ARABIC_ARTICLE.sub("al-", name)).split())


def unvowelled(name: str) -> bool:
    """Whether a name is in a script that mostly leaves short vowels out: Arabic and its kin, Hebrew."""
    return bool(_ABJAD.search(name))


@lru_cache(maxsize=100_000)
def bones(name: str) -> str:
    """The consonants of the plain form: all that can be compared with a name in an unvowelled script."""
    return " ".join(filter(None, (_SILENT.sub("", word).replace("v", "") for word in plain(name).split())))


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """The form in which usual ways of writing Arabic, Persian, Cyrillic and Burmese names fall together.

    Articles and their assimilation, ibn and bin, kh and h, doubled letters, -iy and -i: "Jabhat an-Nusrah" and
    "Jabhat al-Nusra" have one plain form. Short words are left whole where nothing else would be left.
    """
    key = fold(latin(name))
    bare = " ".join(_ARTICLES.sub(" ", _GLUED.sub("", key)).split())
    text = bare or key
    for pattern, to in _ROWS:
        text = pattern.sub(to, text)
    return text.strip()


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: the better of their spelling as it is and of their plain forms.

    Word order counts little; a name that only contains the other is not more than 0.9 alike. Of a name in a script
    that leaves vowels out only the consonants are compared, and it is not more than 0.9 alike either.
    """
    if unvowelled(one) != unvowelled(other):
        a, b = bones(one), bones(other)
        told = min(len(a), len(b)) >= _LEAST_BONES
        return _ABJAD_AT_MOST * fuzz.token_sort_ratio(a, b) / 100 if told else 0.0
    keys = [(fold(latin(one)), fold(latin(other))), (plain(one), plain(other))]
    return max(_score(a, b) for a, b in keys)


def _score(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if min(len(a), len(b)) <= _SHORT:
        return JaroWinkler.similarity(a, b) * 0.9
    ordered = fuzz.token_sort_ratio(a, b) / 100
    within = 0.9 * fuzz.token_set_ratio(a, b) / 100 if " " in a and " " in b else 0.0
    whole = JaroWinkler.similarity(a, b) if abs(len(a) - len(b)) <= _SHORT else 0.0
    return min(0.99, max(ordered, within, (ordered + whole) / 2))
