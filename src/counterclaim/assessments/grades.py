"""Admiralty grades: reliability of the source A to F, credibility of the information 1 to 6 (NATO AJP-2).

The two are graded apart, and no pair is "corrected". F and 6 are missing values. Without a track record nobody is
graded above B; "1" needs a second voice of independent origin.
"""

from __future__ import annotations

from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.roles import Role
from counterclaim.assessments.voices import Voice
from counterclaim.model import Act, SpeakerKind


def reliability(voice: Voice, *, stake: str, act: str) -> str:
    """Starting letter by access and interest on this topic; a track record will replace it."""
    if voice.kind is SpeakerKind.UNKNOWN and not voice.text and not voice.affiliated:
        return "F"
    if voice.kind is SpeakerKind.COURT:
        return "B"
    if act == Act.CLAIMS and stake == "own":
        return "C"
    if stake == "own":
        return "E"
    if stake == "party" or voice.party:
        return "D"
    return "B" if voice.role is Role.INQUIRY else "C"


def credibility(*, believed: float, confirmed: bool, numbers: Numbers) -> int:
    """Digit by how far the information is believed, all considered; 1 only where ``confirmed`` independently."""
    if believed >= numbers.value("grade.confirmed") and confirmed:
        return 1
    for digit, key in ((2, "grade.probable"), (3, "grade.possible"), (4, "grade.doubtful")):
        if believed >= numbers.value(key):
            return digit
    return 5


def admiralty(voice: Voice, *, stake: str, act: str, believed: float, confirmed: bool, numbers: Numbers) -> str:
    """Both axes together, such as "C2"."""
    letter = reliability(voice, stake=stake, act=act)
    if letter == "F" and not confirmed:
        return "F6"
    return f"{letter}{credibility(believed=believed, confirmed=confirmed, numbers=numbers)}"
