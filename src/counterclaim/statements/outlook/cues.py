"""Words without which a sentence neither foretells nor tells who holds a place: a quick look before reading."""

from __future__ import annotations

import re

from counterclaim.model import CodingInput
from counterclaim.statements.screening.screen import readable

_CUES = re.compile(
    r"\b(?:likely|likelier|unlikely|probabl[ey]|improbable|expect\w*|almost certain(?:ly)?|nearly certain"
    r"|virtually certain(?:ly)?|bound to|in all (?:likelihood|probability)|(?:even|per\s?cent|%) (?:chance|odds)"
    r"|assess\w*"
    r"|captur\w+|recaptur\w+|seiz\w+|retook|retak\w+|overr[au]n\w*|conquer\w+|liberat\w+|regain\w*|recover\w*|los(?:t|es?|ing)"
    r"|control\w*|withdr[ae]w\w*|retreat\w*|pull\w* out|driven (?:out|from)|oust\w+|expel\w+|fell to|falls? to|hold\w*"
    r"|held|ceded|surrender\w*|besieg\w+|took|taken|to take|battle for|battl\w+ (?:for|over)|fight\w* (?:for|over)"
    r"|stronghold)\b",
    re.IGNORECASE,
)


def outlook_sentences(source: CodingInput) -> frozenset[int]:
    """Numbers of the sentences, as `readable` gives them, that are worth reading for it; headings are none."""
    return frozenset(
        number
        for number, s in enumerate(readable(source.segments))
        if s.kind != "heading" and _CUES.search(source.text, s.start, s.end)
    )


def with_context(wanted: frozenset[int]) -> frozenset[int]:
    """These sentences and the two before each, in which "he", "the group" and "the town" are named."""
    return frozenset(n for number in wanted for n in range(max(0, number - 2), number + 1))
