"""Texts from documents, made harmless to show: every document is hostile input."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Embeddings, overrides and isolates can reverse the words around them; marks (U+200E, U+200F) cannot."""
_BREAKS = {0x2028: " ", 0x2029: " ", 0xFFFE: None, 0xFFFF: None}
_FSI, _PDI = "\u2068", "\u2069"
_ISOLATED = re.compile("\u2068([^\u2068\u2069]*)\u2069")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def clean(text: str) -> str:
    """Drop characters that control direction or devices, and replace lone surrogates; all others stay."""
    kept = text.translate(_DIRECTION).translate(_BREAKS)
    return "".join(_harmless(c) for c in kept)


def _harmless(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    return "" if category == "Cc" and char not in "\n\t" else char


def one_line(text: str) -> str:
    """``text`` with every run of white space as one space."""
    return " ".join(text.split())


def isolated(text: str) -> str:
    """Wrap a name in direction isolates if any of it runs from right to left, so that it cannot reorder a sentence."""
    if any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text):
        return f"{_FSI}{text}{_PDI}"
    return text


def language_tag(language: str) -> str:
    """A BCP 47 tag fit for an attribute; empty where the language is not known or not well formed."""
    return language if _LANGUAGE.fullmatch(language) and language != "und" else ""


def shortened(text: str, limit: int) -> str:
    """``text`` cut at a word's end to at most ``limit`` code points, the cut shown by an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip() + "…"


def by_isolate(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text in order, none empty, each with whether it stands between direction isolates."""
    for number, part in enumerate(_ISOLATED.split(text)):
        if part or number % 2:
            yield part, number % 2 == 1
