"""Names that a text itself marks as those of suspects, victims or witnesses: a second net beside the coder's."""

from __future__ import annotations

from collections.abc import Iterator

import regex

_PARTICLE = r"(?:al-|el-|bin\s|ibn\s|van\s|von\s|de\s|da\s|del\s|la\s)"
_NAME = rf"(?P<name>\p{{Lu}}[\p{{L}}'’\-]+(?:\s+{_PARTICLE}?\p{{Lu}}[\p{{L}}'’\-.]*){{1,3}})"
_ROLE = (
    r"(?i:suspect|suspects|victim|victims|witness|eyewitness|gunman|attacker|assailant|bomber|bystander|passer-by|"
    r"resident|student|schoolgirl|schoolboy|nurse|teacher|driver|shopkeeper|widow|widower|neighbour|neighbor|"
    r"suspecte?|victime|témoin|sospechos[oa]|víctima|testigo)"
)
_CUES = tuple(
    regex.compile(pattern)
    for pattern in (
        rf"\b{_ROLE}(?:,|\sis|\swas)?\s{_NAME}",
        rf"\b(?i:identified as|(?:man|woman|boy|girl|citizen|resident|student) named)\s{_NAME}",
        rf"\b(?i:identifiée? comme|nommée?|identificad[oa] como|llamad[oa])\s{_NAME}",
        rf"\b{_NAME},\s(?:aged\s|âgée?\sde\s|de\s)?\d{{1,2}}(?:,|\.|;|\s(?:years|ans|años)\b)",
        rf"\b\d{{1,2}}-year-old\s(?:\p{{L}}+\s){{0,3}}?{_NAME}",
    )
)
"""English, French and Spanish: a role, "identified as", or an age beside a name of two words or more."""


def cued_names(text: str) -> Iterator[str]:
    """Names of two to four words that stand beside a cue; linear in the length of ``text``."""
    for cue in _CUES:
        for match in cue.finditer(text):
            yield match["name"].rstrip(".'’-")
