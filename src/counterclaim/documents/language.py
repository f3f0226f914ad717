"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_SAMPLE = 1500
"""Code points looked at: more changes no answer and takes longer."""
_LETTERS = re.compile(r"[^\W\d_]")
_MIN_LETTERS = 24
_MIN_CONFIDENCE = 0.45
"""Below it the text is "und". Set on one-sentence samples: right answers stay above, names alone below."""

_LANGUAGES = [
    "af",
    "am",
    "ar",
    "ary",
    "arz",
    "az",
    "be",
    "bg",
    "bn",
    "bs",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fr",
    "gl",
    "ha",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "ig",
    "is",
    "it",
    "ja",
    "ka",
    "kk",
    "km",
    "kn",
    "ko",
    "ku",
    "ky",
    "lo",
    "lt",
    "lv",
    "mk",
    "ml",
    "mn",
    "mr",
    "ms",
    "mt",
    "my",
    "ne",
    "nl",
    "nn",
    "no",
    "om",
    "pa",
    "pl",
    "ps",
    "pt",
    "ro",
    "ru",
    "rw",
    "sdh",
    "si",
    "sk",
    "sl",
    "sn",
    "so",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "tg",
    "th",
    "ti",
    "tk",
    "tl",
    "tr",
    "uk",
    "ur",
    "uz",
    "uzs",
    "vi",
    "xh",
    "yo",
    "yue",
    "zh",
    "zu",
    "wuu",
]
"""The model's languages less dead, planned and small ones that it confuses with large neighbours."""
_MERGED = {"arz": "ar", "ary": "ar", "wuu": "zh", "yue": "zh", "uzs": "uz", "sdh": "ku", "nn": "no", "nb": "no"}
"""Varieties that the ledger does not keep apart, and codes that BCP 47 has a wider tag for."""
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*$")
_THREE = {"eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "ara": "ar", "rus": "ru"}


def primary_tag(tag: str) -> str:
    """The primary BCP 47 tag of a declared language ("en-GB" gives "en"), empty if it is none."""
    match = _TAG.match(tag.strip())
    if not match:
        return ""
    code = match[1].lower()
    code = _THREE.get(code, code)
    return _MERGED.get(code, code)


def detect_language(text: str) -> str:
    """BCP 47 primary tag, "und" for a text too short or too mixed to tell.

    Method: naive Bayes over byte n-grams (Lui and Baldwin, 2012, langid.py; here py3langid).
    """
    sample = text[:_SAMPLE]
    if len(_LETTERS.findall(sample)) < _MIN_LETTERS:
        return "und"
    language, confidence = _identifier().classify(sample)
    return _MERGED.get(language, language) if confidence >= _MIN_CONFIDENCE else "und"


@lru_cache(maxsize=1)
def _identifier() -> Any:  # noqa: ANN401 - the library has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in _LANGUAGES if code in identifier.labels])
    return identifier
