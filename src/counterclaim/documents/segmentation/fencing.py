"""Instructions for harm: found so that they are never coded, shown or exported.

The detector looks for the shape of a how-to, not for any recipe: several sentences in the imperative or in the second
person, close together, among words for weapons or explosives, with quantities, steps or parts. A report that tells
what a bomb was made of has no imperatives and passes. It errs on the side of fencing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.documents.segmentation.fencing_words import HARM, ORDERS, PARTS, YOU
from counterclaim.model import Segment

_LEAD = (
    r"(?>[-*•▪\d().\s]|step\s+\w+\s*[:.)-]*|[ée]tape\s+\w+\s*[:.)-]*|paso\s+\w+\s*[:.)-]*|schritt\s+\w+\s*[:.)-]*"
    r"|(?:first|firstly|second|secondly|third|then|next|now|finally|after that|afterwards|carefully|slowly|gently|"
    r"always|"
    r"ensuite|puis|enfin|d'abord|luego|después|primero|entonces|dann|danach|zuerst|nun|ثم|أولا|بعد ذلك)\b[,:]?\s*)*+"
)
_ORDER = re.compile(rf"\A{_LEAD}(?:{ORDERS})\b", re.I)
_ADVICE = re.compile(rf"\b(?:{YOU})\b", re.I)
_STEP = re.compile(r"\A\s*(?:(?:step|[ée]tape|paso|schritt|الخطوة)\s+\w+|\(?\d{1,2}[.)])\s", re.I)
_QUANTITY = re.compile(
    r"\b\d{1,9}(?:[.,/]\d{1,9})?[ \t-]{0,2}(?:mg|g|gr|grams?|grammes?|gramos?|gramm|kg|kilos?|kilograms?|ml|cl|l|"
    r"lit(?:er|re)s?|litros?|oz|ounces?|cups?|tasses?|tazas?|spoons?|teaspoons?|tablespoons?|cuill[èe]res?|parts?|partes|"
    r"teile|percent|per cent|%|cm|mm|inch(?:es)?|"
    r"degrees?|degr[ée]s|grados|grad|°\s?[cf]?|volts?|v|minutes?|minutos|minuten|غرام\w*|لتر\w*|دقائق|دقيقة)(?!\w)",
    re.I,
)
_HARM = re.compile(rf"\b(?:{HARM})\b", re.I)
_PART = re.compile(rf"\b(?:{PARTS})\b", re.I)
_REACH = 4
"""Two instructing sentences belong together when at most this many others lie between them."""


def find_instructions(text: str, segments: Sequence[Segment]) -> set[int]:
    """Numbers of the segments that belong to a how-to for weapons or explosives."""
    orders = [number for number, item in enumerate(segments) if _orders(text[item.start : item.end])]
    fenced: set[int] = set()
    for run in _runs(orders):
        first, last = run[0], run[-1]
        around = text[segments[max(0, first - 2)].start : segments[min(len(segments) - 1, last + 1)].end]
        inside = [text[segments[number].start : segments[number].end] for number in run]
        if _is_how_to(inside, around):
            fenced.update(range(first, last + 1))
    return fenced


def _orders(words: str) -> bool:
    return bool(_ORDER.match(words) or _ADVICE.search(words))


def _runs(orders: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in orders:
        if runs and number - runs[-1][-1] <= _REACH + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_how_to(inside: Sequence[str], around: str) -> bool:
    told = " ".join(inside)
    if not _HARM.search(around):
        return False
    parts = {match.group().casefold() for match in _PART.finditer(told)}
    quantities = len(_QUANTITY.findall(told))
    steps = sum(1 for words in inside if _STEP.match(words))
    if len(inside) == 1:
        return quantities >= 1 and len(parts) >= 2
    return len(parts) + quantities + steps >= 2 and bool(parts or quantities)
